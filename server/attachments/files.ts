import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { ApiError } from '../errors.ts'

const RETRY_AFTER_SECONDS = 30
/** No room, no room for this user, a limit of a file system. */
const FULL = ['ENOSPC', 'EDQUOT', 'EFBIG']

const codeOf = (error: unknown): unknown => (error as { code?: unknown } | null)?.code

export const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT'

/** A full disk is something that callers may wait for; everything else stays what it was. */
export const asStorageError = (error: unknown): unknown =>
  FULL.includes(String(codeOf(error))) ? new ApiError('storage_full', { retryAfterSeconds: RETRY_AFTER_SECONDS }) : error

/** For the eyes of the server's own user alone. */
export const makeFolder = async (folder: string): Promise<void> => void (await mkdir(folder, { recursive: true, mode: 0o700 }))

/** Writes all of `bytes` at `position`: a file system may take less at a time. */
export async function writeAll(handle: FileHandle, bytes: Uint8Array, position: number): Promise<void> {
  for (let written = 0; written < bytes.byteLength;) {
    const { bytesWritten } = await handle.write(bytes, written, bytes.byteLength - written, position + written)
    written += bytesWritten
  }
}

/** Makes a renaming in the folder outlive a power cut; systems that cannot open folders do so by themselves. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => {})
  await handle?.close()
}

export const removeFile = (path: string): Promise<void> => rm(path, { force: true })
