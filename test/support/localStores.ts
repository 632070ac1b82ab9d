import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutboxEntry, Rescue } from '#shared/contract/localStore.ts'
import { createLocalStores, type LocalStores } from '../../main/store/stores.ts'
import { storePaths, type StorePaths } from '../../main/store/paths.ts'
import type { Encryption } from '../../main/storage/sessionVault.ts'

export const STORE_SERVER = 'https://gongdan.example'

/** An encryption of the system for tests: with a password of its own, so that another one cannot read it. `null`: the system has none. */
export function testEncryption(password: string | null): Encryption {
  const mask = createHash('sha512').update(password ?? '').digest()
  const turn = (data: Uint8Array) => Buffer.from(data.map((byte, index) => byte ^ (mask[index % mask.length] ?? 0)))
  const mark = 'wrapped:'
  return {
    available: async () => password !== null,
    encrypt: async (text) => turn(Buffer.from(mark + text)),
    decrypt: async (data) => {
      const text = turn(data).toString()
      if (password === null || !text.startsWith(mark)) throw new Error('The system cannot decrypt this')
      return text.slice(mark.length)
    },
  }
}

/** In memory where the system offers it: thousands of full syncs would make the tests as slow as the disk is busy. */
const memoryFolder = '/dev/shm'
const temporary = existsSync(memoryFolder) ? memoryFolder : tmpdir()

export interface StoreBench {
  root: string
  stores: LocalStores
  /** The clock, in ms; a test moves it. */
  clock: { now: number }
  /** Changes of the outbox that were told. */
  changes: { count: number }
  rescues: Rescue[]
  events: string[]
  paths(userId: string): StorePaths
  /** Ends this run and begins another on the same folder. */
  restart(encryption?: Encryption): Promise<StoreBench>
  end(): Promise<void>
}

/** The store as the main process has it, in a folder of its own. */
export function startStores(options: { root?: string; encryption?: Encryption; now?: number } = {}): StoreBench {
  const root = options.root ?? mkdtempSync(join(temporary, 'gongdan-store-'))
  const encryption = options.encryption ?? testEncryption('one')
  const clock = { now: options.now ?? Date.parse('2026-09-29T08:00:00Z') }
  const changes = { count: 0 }
  const [rescues, events]: [Rescue[], string[]] = [[], []]
  const note = (event: string) => void events.push(event)
  const stores = createLocalStores({
    folder: root, encryption, log: { info: note, warn: note, error: note }, now: () => new Date(clock.now),
    onOutboxChanged: () => { changes.count += 1 }, onRescued: (rescue) => void rescues.push(rescue),
  })
  return {
    root, stores, clock, changes, rescues, events,
    paths: (userId) => storePaths(root, STORE_SERVER, userId),
    async restart(next = encryption) {
      await stores.close()
      return startStores({ root, encryption: next, now: clock.now })
    },
    async end() {
      await stores.close()
      rmSync(root, { recursive: true, force: true })
    },
  }
}

/** A UUID that is the same for the same number. */
export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

export const entry = (number: number, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: uuid(number), kind: 'ticket', ticketNo: null, request: JSON.stringify({ content: `request ${number}` }), draft: JSON.stringify({ content: `draft ${number}` }),
  files: [], writtenAt: '2026-09-29T08:00:00.000Z', ...more,
})

/** Every file below a folder. */
export const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).filter((found) => found.isFile()).map((found) => join(found.parentPath, found.name))
