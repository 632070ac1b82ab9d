import { closeSync, openSync, readSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { LocalFile } from '#shared/contract/localStore.ts'
import { syncFolder } from '../dataKey.ts'
import { SEAL_BYTES, type Sealer } from '../sealing.ts'
import { DamagedContent } from '../sqlite.ts'

/** Plain bytes of a sealed piece; a piece is what has to be read and checked for a single byte. */
const PIECE_BYTES = 64 * 1024
/** Length of the sealed description in front of the pieces, as four bytes. */
const LENGTH_BYTES = 4
const LONGEST_DESCRIPTION = 16 * 1024

const headIdentity = (id: string): string => `file:${id}`
/** Neither another file's piece, nor another piece of this one, nor a piece of another length of the file fits. */
const pieceIdentity = ({ id, size }: LocalFile, index: number): string => `file:${id}:${size}:${index}`

/**
 * Writes a file encrypted: a description that says what it is (so that a lost table can be made again from the files), then pieces.
 * When it returns the whole file is on the disk under its name; before, there is none by that name.
 */
export async function writeSealedFile(path: string, sealer: Sealer, given: Omit<LocalFile, 'sha256' | 'size'>, bytes: Uint8Array, sha256: string): Promise<LocalFile> {
  const file: LocalFile = { ...given, size: bytes.length, sha256 }
  const beside = `${path}.${process.pid}.tmp`
  try {
    const handle = await open(beside, 'w', 0o600)
    try {
      const description = sealer.seal(headIdentity(file.id), JSON.stringify(file))
      const length = Buffer.alloc(LENGTH_BYTES)
      length.writeUInt32BE(description.length)
      await handle.writeFile(Buffer.concat([length, description]))
      for (let index = 0; index * PIECE_BYTES < bytes.length; index += 1) {
        const piece = bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES)
        await handle.writeFile(sealer.seal(pieceIdentity(file, index), piece))
      }
      await handle.sync()
    } finally {
      await handle.close()
    }
    await rename(beside, path)
    syncFolder(dirname(path))
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
  return file
}

function readAt(handle: number, offset: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  return bytes.subarray(0, readSync(handle, bytes, 0, length, offset))
}

function reading<Result>(path: string, work: (handle: number) => Result): Result {
  const handle = openSync(path, 'r')
  try {
    return work(handle)
  } finally {
    closeSync(handle)
  }
}

function readHead(handle: number, sealer: Sealer, id: string): { file: LocalFile; start: number } {
  const prefix = readAt(handle, 0, LENGTH_BYTES)
  const length = prefix.length === LENGTH_BYTES ? prefix.readUInt32BE() : 0
  if (length > LONGEST_DESCRIPTION) throw new DamagedContent('no description')
  const file = JSON.parse(sealer.open(headIdentity(id), readAt(handle, LENGTH_BYTES, length)).toString()) as LocalFile
  return { file, start: LENGTH_BYTES + length }
}

/** What a file says of itself. @throws {DamagedContent} or a file system error */
export const describeSealedFile = (path: string, sealer: Sealer, id: string): LocalFile => reading(path, (handle) => readHead(handle, sealer, id).file)

/**
 * A part of a file, without the rest of it in memory.
 * @param offset @param length in bytes of the plain file; less comes back at its end
 * @throws {DamagedContent} or a file system error
 */
export function readSealedFile(path: string, sealer: Sealer, id: string, offset: number, length: number): Buffer {
  return reading(path, (handle) => {
    const { file, start } = readHead(handle, sealer, id)
    const end = Math.min(offset + length, file.size)
    const pieces: Buffer[] = []
    for (let index = Math.floor(offset / PIECE_BYTES); index * PIECE_BYTES < end; index += 1) {
      const plainLength = Math.min(PIECE_BYTES, file.size - index * PIECE_BYTES)
      const sealed = readAt(handle, start + index * (PIECE_BYTES + SEAL_BYTES), plainLength + SEAL_BYTES)
      const piece = sealer.open(pieceIdentity(file, index), sealed)
      pieces.push(piece.subarray(Math.max(0, offset - index * PIECE_BYTES), end - index * PIECE_BYTES))
    }
    return Buffer.concat(pieces)
  })
}
