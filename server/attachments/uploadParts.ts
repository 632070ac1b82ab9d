import { constants } from 'node:fs'
import { open, readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { asStorageError, isMissing, makeFolder, removeFile, writeAll } from './files.ts'

/** The bytes of uploads in progress, one file each; how far they are is in the database. */
export interface UploadParts {
  /** @throws ApiError `storage_full` */
  write: (id: string, position: number, bytes: Uint8Array) => Promise<void>
  /** Bytes that are there; 0 where there is no file. */
  size: (id: string) => Promise<number>
  read: (id: string) => AsyncIterable<Uint8Array>
  remove: (id: string) => Promise<void>
  /** Uploads whose file nobody has written to since then. */
  untouchedSince: (before: Date) => Promise<string[]>
}

const ENDING = '.part'
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const CHUNK_BYTES = 256 * 1024

/** @param folder absolute; the same for all servers */
export function createUploadParts(folder: string): UploadParts {
  const pathOf = (id: string): string => {
    if (!UUID.test(id)) throw new Error('an upload is named by a UUID')
    return join(folder, id + ENDING)
  }
  return {
    async write(id, position, bytes) {
      try {
        await makeFolder(folder)
        const handle = await open(pathOf(id), constants.O_RDWR | constants.O_CREAT, 0o600)
        try {
          await writeAll(handle, bytes, position)
          // What the database counts as received is on the disk.
          await handle.datasync()
        } finally {
          await handle.close()
        }
      } catch (error) {
        throw asStorageError(error)
      }
    },
    size: (id) => stat(pathOf(id)).then(({ size }) => size, (error: unknown) => {
      if (isMissing(error)) return 0
      throw error
    }),
    async *read(id) {
      const handle = await open(pathOf(id), 'r')
      try {
        for (let position = 0; ;) {
          const { bytesRead, buffer } = await handle.read(Buffer.alloc(CHUNK_BYTES), 0, CHUNK_BYTES, position)
          if (bytesRead === 0) return
          position += bytesRead
          yield buffer.subarray(0, bytesRead)
        }
      } finally {
        await handle.close()
      }
    },
    remove: (id) => removeFile(pathOf(id)),
    async untouchedSince(before) {
      const names = await readdir(folder).catch((error: unknown) => {
        if (isMissing(error)) return []
        throw error
      })
      const ids = names.filter((name) => name.endsWith(ENDING)).map((name) => name.slice(0, -ENDING.length)).filter((id) => UUID.test(id))
      const found = await Promise.all(ids.map(async (id) => ({ id, file: await stat(pathOf(id)).catch(() => null) })))
      return found.filter(({ file }) => file !== null && file.mtime < before).map(({ id }) => id)
    },
  }
}
