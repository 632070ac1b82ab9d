import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CleanUp } from '../sweep/cleanUp.ts'

/** A disk that is soon full. */
export interface SmallDisk {
  readonly folder: string
  /** Fills it up to so many bytes that are left. */
  fillUpTo: (left: number) => void
  /** Takes away what {@link fillUpTo} wrote. */
  free: () => void
}

/**
 * A folder on a tmpfs of its own; only root on Linux may make one.
 * @param bytes its size
 * @returns null where this machine does not let us
 */
export function mountSmallDisk(folder: string, bytes: number, cleanUp: CleanUp): SmallDisk | null {
  mkdirSync(folder, { recursive: true })
  if (process.platform !== 'linux' || spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes},mode=700`, 'tmpfs', folder]).status !== 0) return null
  cleanUp.add(() => void spawnSync('umount', ['--lazy', folder]))
  const ballast = join(folder, 'ballast')
  return {
    folder,
    fillUpTo(left) {
      const { bavail, bsize } = statfsSync(folder)
      writeFileSync(ballast, Buffer.alloc(Math.max(0, Number(bavail) * Number(bsize) - left)))
    },
    free: () => rmSync(ballast, { force: true }),
  }
}

export const NO_SMALL_DISK = 'a small disk (tmpfs) cannot be mounted here: it takes root on Linux'
