import { randomBytes } from 'node:crypto'
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Encryption } from '../storage/sessionVault.ts'
import { DATA_KEY_BYTES } from './sealing.ts'

const KEY_FILE = 'key.json'
/** `protected`: the system's encryption is around the key; else the file's mode is all that keeps others from it. */
const keyFile = z.strictObject({ version: z.literal(1), protected: z.boolean(), key: z.base64() })

export interface DataKey {
  key: Buffer
  protected: boolean
}

/** Makes a change of a folder last over a power cut; Windows does so by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

async function read(folder: string, encryption: Encryption): Promise<DataKey | 'missing' | 'unreadable'> {
  let text: string
  try {
    text = readFileSync(join(folder, KEY_FILE), 'utf8')
  } catch (error) {
    if (isMissing(error)) return 'missing'
    throw error
  }
  try {
    const stored = keyFile.parse(JSON.parse(text))
    const bytes = Buffer.from(stored.key, 'base64')
    const key = stored.protected ? Buffer.from(await encryption.decrypt(bytes), 'base64') : bytes
    return key.length === DATA_KEY_BYTES ? { key, protected: stored.protected } : 'unreadable'
  } catch {
    return 'unreadable'
  }
}

/** @param replace false: where another process was faster, its key stays */
async function write(folder: string, key: Buffer, encryption: Encryption, replace: boolean): Promise<void> {
  const isProtected = await encryption.available()
  const stored = isProtected ? await encryption.encrypt(key.toString('base64')) : key
  const [file, beside] = [join(folder, KEY_FILE), join(folder, `${KEY_FILE}.${process.pid}.tmp`)]
  try {
    writeFileSync(beside, JSON.stringify({ version: 1, protected: isProtected, key: stored.toString('base64') }), { mode: 0o600, flush: true })
    if (replace) renameSync(beside, file)
    else linkOrKeep(beside, file)
    syncFolder(dirname(file))
  } finally {
    rmSync(beside, { force: true })
  }
}

/** Gives a finished file its name unless there is one by that name, which then stays. */
export function linkOrKeep(finished: string, name: string): void {
  try {
    linkSync(finished, name)
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return
    // A file system without links has no two names for one file; two first starts at one moment are what it loses.
    renameSync(finished, name)
  }
}

/**
 * The key of a store, wrapped by the system's encryption where there is one. A key that was kept without it is wrapped as soon
 * as the system can.
 * @returns `unreadable` if the system cannot unwrap the key (another user, another machine, a new key ring)
 */
export async function loadDataKey(folder: string, encryption: Encryption): Promise<DataKey | 'missing' | 'unreadable'> {
  const found = await read(folder, encryption)
  if (typeof found === 'string' || found.protected || !(await encryption.available())) return found
  await write(folder, found.key, encryption, true)
  return { key: found.key, protected: true }
}

/** Makes the key of a new store; of two processes at one moment both get the one that was first. */
export async function createDataKey(folder: string, encryption: Encryption): Promise<DataKey> {
  await write(folder, randomBytes(DATA_KEY_BYTES), encryption, false)
  const made = await read(folder, encryption)
  if (typeof made === 'string') throw new Error('The key that was just made cannot be read')
  return made
}
