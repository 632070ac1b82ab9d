import { dirname, extname, join } from 'node:path'
import type { SaveFailure, SaveOutcome } from '#shared/contract/saveFile.ts'
import type { Log } from '../logging/log.ts'
import { writeAtomically } from '../storage/atomicFile.ts'

export interface SaveDialogOptions {
  defaultPath: string
  filters: { name: string; extensions: string[] }[]
}

export interface FileSaverOptions {
  /** Where files go until somebody has chosen a place. */
  downloads: () => string
  /** The folder that was chosen last, if there is one. */
  lastFolder: () => string
  keepFolder: (folder: string) => void
  /** Asks the person. @returns the path, or null where he changed his mind */
  ask: (options: SaveDialogOptions) => Promise<string | null>
  log: Log
}

export type FileSaver = (file: { name: string; bytes: Uint8Array }) => Promise<SaveOutcome>

const REASONS: Readonly<Record<string, SaveFailure>> = {
  ENOSPC: 'disk_full', EDQUOT: 'disk_full', EFBIG: 'disk_full', EACCES: 'no_right', EROFS: 'no_right', ENOTDIR: 'no_right', EISDIR: 'no_right', EBUSY: 'in_use', ETXTBSY: 'in_use',
  // Windows says so of a file that another program has open.
  EPERM: process.platform === 'win32' ? 'in_use' : 'no_right',
}
const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '')

/** Lets a person keep a file where he likes: written beside and renamed, so that there is never half a file. */
export function createFileSaver({ downloads, lastFolder, keepFolder, ask, log }: FileSaverOptions): FileSaver {
  return async ({ name, bytes }) => {
    const ending = extname(name).slice(1)
    const path = await ask({ defaultPath: join(lastFolder() || downloads(), name), filters: [{ name: ending.toUpperCase(), extensions: [ending] }] })
    if (path === null) return { result: 'cancelled' }
    try {
      await writeAtomically(path, bytes)
    } catch (error) {
      const code = codeOf(error)
      // Neither path nor name: both hold a ticket's number and a person's folders.
      log.warn('file_not_saved', { code })
      return { result: 'failed', reason: REASONS[code] ?? 'other', path }
    }
    keepFolder(dirname(path))
    return { result: 'saved', path }
  }
}
