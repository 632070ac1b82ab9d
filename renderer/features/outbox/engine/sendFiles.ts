import { UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import type { LocalFile, OutboxItem } from '#shared/contract/localStore.ts'
import { ApiProblem } from '../../../api/problem.ts'
import type { OutboxServer, OutboxStore } from './parts.ts'
import { FILE_UNREADABLE, ItemFault } from './refusals.ts'

/** How far the files of an item have come. */
export interface FileProgress {
  /** Files whose every byte is there. */
  readonly done: number
  readonly files: number
  /** Bytes that the server has, of all files. */
  readonly sent: number
  readonly bytes: number
}

/** How often the server may say that it has another part than was sent before it counts as a failure. */
const MOST_DETOURS = 3

/** The turn of the item is nearly over: the files go on with the next one, from where they are. */
export class TurnOver extends Error {
  override readonly name = 'TurnOver'
}

async function readPart(store: OutboxStore, file: LocalFile, offset: number): Promise<Uint8Array> {
  const length = Math.min(UPLOAD_PART_BYTES, file.size - offset)
  const bytes = await store.readFile({ sha256: file.sha256, offset, length }).catch(() => null)
  if (bytes === null || bytes.byteLength !== length) throw new ItemFault(FILE_UNREADABLE)
  return bytes
}

/** One file, from where the server has it. A part that the server has otherwise than we think is asked for anew. */
async function sendFile(file: LocalFile, store: OutboxStore, server: OutboxServer, told: (received: number) => void, mayGoOn: () => boolean): Promise<void> {
  const announced = { name: file.name, size: file.size, sha256: file.sha256 }
  let upload = await server.announceUpload(file.id, announced)
  let detours = 0
  while (upload.attachment === null) {
    told(upload.received)
    if (!mayGoOn()) throw new TurnOver()
    const offset = upload.received
    if (offset >= file.size) throw new ItemFault(FILE_UNREADABLE)
    const bytes = await readPart(store, file, offset)
    try {
      upload = await server.sendUploadPart(file.id, offset, bytes)
    } catch (error) {
      // Somebody else's turn sent this part meanwhile, or the server lost what it had.
      const elsewhere = error instanceof ApiProblem && (error.status === 409 || error.status === 404) && error.requestId !== null
      if (!elsewhere || (detours += 1) > MOST_DETOURS) throw error
      upload = await server.announceUpload(file.id, announced)
    }
  }
  told(file.size)
}

/**
 * Sends the files of an item, one after the other, each resumed at what the server has of it.
 * @param mayGoOn asked before each part; false ends with {@link TurnOver}
 * @throws ApiProblem, ItemFault, TurnOver
 */
export async function sendFiles(item: OutboxItem, store: OutboxStore, server: OutboxServer, onProgress: (progress: FileProgress) => void, mayGoOn: () => boolean): Promise<void> {
  const bytes = item.files.reduce((sum, file) => sum + file.size, 0)
  let before = 0
  for (const [done, file] of item.files.entries()) {
    await sendFile(file, store, server, (received) => onProgress({ done: received === file.size ? done + 1 : done, files: item.files.length, sent: before + received, bytes }), mayGoOn)
    before += file.size
  }
}
