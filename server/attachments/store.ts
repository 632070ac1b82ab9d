import { createHash, randomUUID } from 'node:crypto'
import { open, readdir, rename, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Readable } from 'node:stream'
import { asStorageError, isMissing, makeFolder, removeFile, syncFolder, writeAll } from './files.ts'

/** Bytes of a content, both inclusive. */
export interface ByteRange {
  start: number
  end: number
}

/** A content that has been received and lies beside the store. */
export interface StagedContent {
  /** Of the bytes as they were written. */
  sha256: string
  size: number
  /** Of the file, for who looks at the content before it is kept. */
  path: string
  /** Puts it into the store under its hash. May be asked again, and where the store has the content already. */
  keep: () => Promise<void>
  /** Away with it; nothing happens to what is kept. */
  discard: () => Promise<void>
}

/** Where contents are: each once, under its hash. Which attachments they belong to is known to the database alone. */
export interface ContentStore {
  /**
   * Receives a content while it comes.
   * @throws ApiError `storage_full`; nothing of it is left then
   */
  stage: (content: AsyncIterable<Uint8Array>) => Promise<StagedContent>
  has: (sha256: string) => Promise<boolean>
  /** @throws Error with code ENOENT before the first byte, where the content is missing */
  read: (sha256: string, range?: ByteRange) => Promise<Readable>
  /** Works on a content as a file of this machine. */
  withFile: <Result>(sha256: string, work: (path: string) => Promise<Result>) => Promise<Result>
  remove: (sha256: string) => Promise<void>
  /** Removes what servers that were killed had received and not kept. @param before files untouched since then */
  removeAbandoned: (before: Date) => Promise<number>
}

const HASH = /^[0-9a-f]{64}$/

/** Where in a folder of two hexadecimal digits a hash has its file. @throws Error for what is no hash, so that no path is made of anything else */
export function pathOfHash(folder: string, sha256: string, ending = ''): string {
  if (!HASH.test(sha256)) throw new Error('a content is named by its hash')
  return join(folder, sha256.slice(0, 2), sha256 + ending)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(() => true, (error: unknown) => {
    if (isMissing(error)) return false
    throw error
  })

async function receive(path: string, content: AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256')
  let size = 0
  const handle = await open(path, 'wx', 0o600)
  try {
    for await (const chunk of content) {
      await writeAll(handle, chunk, size)
      hash.update(chunk)
      size += chunk.byteLength
    }
    await handle.sync()
  } finally {
    await handle.close()
  }
  return { sha256: hash.digest('hex'), size }
}

/**
 * A store in a folder, which several servers may share: a content is written beside, synced and renamed, so that it is
 * there whole or not at all.
 * @param folder absolute; made when it is first needed
 */
export function createDiskStore(folder: string): ContentStore {
  const incoming = join(folder, 'incoming')
  const pathOf = (sha256: string): string => pathOfHash(folder, sha256)

  return {
    async stage(content) {
      const path = join(incoming, randomUUID())
      try {
        await makeFolder(incoming)
        const { sha256, size } = await receive(path, content)
        const target = pathOf(sha256)
        return {
          sha256, size, path,
          async keep() {
            try {
              if (await exists(target)) return
              await makeFolder(dirname(target))
              await rename(path, target)
              await syncFolder(dirname(target))
            } catch (error) {
              throw asStorageError(error)
            }
          },
          discard: () => removeFile(path),
        }
      } catch (error) {
        await removeFile(path)
        throw asStorageError(error)
      }
    },
    has: (sha256) => exists(pathOf(sha256)),
    async read(sha256, range) {
      // Opened before anything is answered: a content that is missing is no half answer.
      const handle = await open(pathOf(sha256), 'r')
      return handle.createReadStream(range ?? {})
    },
    withFile: (sha256, work) => work(pathOf(sha256)),
    remove: (sha256) => removeFile(pathOf(sha256)),
    async removeAbandoned(before) {
      const names = await readdir(incoming).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      let removed = 0
      for (const name of names) {
        const path = join(incoming, name)
        const found = await stat(path).catch(() => null)
        if (!found || found.mtime >= before) continue
        await removeFile(path)
        removed++
      }
      return removed
    },
  }
}
