// The lock of Electron's `requestSingleInstanceLock`, by files in the folder of the user's data.
import { existsSync, mkdirSync, readFileSync, renameSync, unlinkSync, watch, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface SecondStart {
  argv: string[]
  cwd: string
  additionalData: unknown
}

/** True if that process still runs and is a program under the stand-in: numbers of ended processes come again. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('electron-stand-in')
  } catch {
    return false
  }
}

export class SingleInstance {
  #release: (() => void) | undefined

  get held(): boolean {
    return this.#release !== undefined
  }

  /** Takes the lock, or leaves a message for the process that has it and returns false. */
  request(userData: string, additionalData: unknown, onSecondStart: (start: SecondStart) => void): boolean {
    const folder = join(userData, 'standin-lock')
    mkdirSync(folder, { recursive: true })
    const lock = join(folder, 'pid')
    const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0
    if (owner > 0 && owner !== process.pid && isRunning(owner)) {
      const message = join(folder, `second-${process.pid}`)
      writeFileSync(`${message}.tmp`, JSON.stringify({ argv: process.argv, cwd: process.cwd(), additionalData }))
      renameSync(`${message}.tmp`, `${message}.json`)
      return false
    }
    writeFileSync(lock, String(process.pid))
    const watcher = watch(folder, (_event, name) => {
      if (!name || !/^second-\d+\.json$/.test(name) || !existsSync(join(folder, name))) return
      const start = JSON.parse(readFileSync(join(folder, name), 'utf8')) as SecondStart
      unlinkSync(join(folder, name))
      onSecondStart(start)
    })
    watcher.unref()
    this.#release = () => {
      watcher.close()
      if (existsSync(lock)) unlinkSync(lock)
    }
    return true
  }

  release(): void {
    this.#release?.()
    this.#release = undefined
  }
}
