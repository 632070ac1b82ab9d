import { rename } from 'node:fs/promises'
import { z } from 'zod'
import type { IpcOutput } from '#shared/contract/ipc.ts'
import type { Log } from '../logging/log.ts'
import { readIfPresent, setAsideName, writeAtomically } from './atomicFile.ts'

/** The system's encryption for this user (DPAPI, Keychain, a Linux key ring). */
export interface Encryption {
  available(): Promise<boolean>
  encrypt(text: string): Promise<Buffer>
  decrypt(data: Buffer): Promise<string>
}

const vaultFile = z.strictObject({ version: z.literal(1), sessions: z.record(z.string(), z.base64()) })
type Sessions = Map<string, string>

/**
 * Keeps the refresh token of each server. On disk it is only ever encrypted; where the system offers no
 * encryption it stays in memory and the answer says so (`persistent: false`).
 */
export class SessionVault {
  readonly #file: string
  readonly #encryption: Encryption
  readonly #log: Log
  readonly #now: () => Date
  readonly #memory = new Map<string, string>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(options: { file: string; encryption: Encryption; log: Log; now: () => Date }) {
    this.#file = options.file
    this.#encryption = options.encryption
    this.#log = options.log
    this.#now = options.now
  }

  /** The token kept for a server, or null. */
  load(serverUrl: string): Promise<IpcOutput<'session.load'>> {
    return this.#inOrder(async () => {
      const persistent = await this.#encryption.available()
      const inMemory = this.#memory.get(serverUrl)
      if (inMemory !== undefined || !persistent) return { persistent, refreshToken: inMemory ?? null }
      const encrypted = (await this.#read()).get(serverUrl)
      if (encrypted === undefined) return { persistent, refreshToken: null }
      try {
        return { persistent, refreshToken: await this.#encryption.decrypt(Buffer.from(encrypted, 'base64')) }
      } catch {
        // The key of the system has changed: the person signs in once more.
        this.#log.warn('session_unreadable')
        return { persistent, refreshToken: null }
      }
    })
  }

  save(serverUrl: string, refreshToken: string): Promise<IpcOutput<'session.save'>> {
    return this.#inOrder(async () => {
      if (!(await this.#encryption.available())) {
        this.#memory.set(serverUrl, refreshToken)
        return { persistent: false }
      }
      const sessions = await this.#read()
      sessions.set(serverUrl, (await this.#encryption.encrypt(refreshToken)).toString('base64'))
      await this.#write(sessions)
      this.#memory.delete(serverUrl)
      return { persistent: true }
    })
  }

  clear(serverUrl: string): Promise<void> {
    return this.#inOrder(async () => {
      this.#memory.delete(serverUrl)
      const sessions = await this.#read()
      if (sessions.delete(serverUrl)) await this.#write(sessions)
    })
  }

  /** One access to the file at a time; one that failed does not hold up the next. */
  #inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#last.then(work, work)
    this.#last = result.catch(() => undefined)
    return result
  }

  async #read(): Promise<Sessions> {
    const text = await readIfPresent(this.#file)
    if (text === undefined) return new Map()
    try {
      return new Map(Object.entries(vaultFile.parse(JSON.parse(text)).sessions))
    } catch {
      this.#log.error('session_file_unreadable')
      await rename(this.#file, setAsideName(this.#file, this.#now()))
      return new Map()
    }
  }

  #write(sessions: Sessions): Promise<void> {
    return writeAtomically(this.#file, JSON.stringify({ version: 1, sessions: Object.fromEntries(sessions) }))
  }
}
