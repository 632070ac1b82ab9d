import { createHash, randomUUID } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'
import type { Attachment, Upload } from '#shared/contract/attachment.ts'
import type { Client } from '#shared/contract/client.ts'
import { UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'

export const sha256Of = (content: Uint8Array): string => createHash('sha256').update(content).digest('hex')

/** A form as a browser sends it; the type in its header is the sender's claim. */
export function formOf(content: Uint8Array, name: string, { id, type = 'application/octet-stream' }: { id?: string; type?: string } = {}): FormData {
  const form = new FormData()
  if (id !== undefined) form.set('id', id)
  form.set('file', new Blob([new Uint8Array(content)], { type }), name)
  return form
}

/** Uploads a file in one go. */
export const uploadForm = (client: Client, content: Uint8Array, name = '说明.txt', more: { id?: string; type?: string } = {}): Promise<Attachment> =>
  client.uploadAttachment({}, { content: formOf(content, name, more) })

export interface ResumableFile {
  id: string
  name: string
  content: Uint8Array
  sha256: string
}

export const resumable = (content: Uint8Array, name = '录像.mp4', id: string = randomUUID()): ResumableFile => ({ id, name, content, sha256: sha256Of(content) })

export const announce = (client: Client, { id, name, content, sha256 }: ResumableFile): Promise<Upload> =>
  client.announceUpload({ params: { id }, body: { name, size: content.byteLength, sha256 } })

export const sendPart = (client: Client, { id, content }: ResumableFile, offset: number, length = UPLOAD_PART_BYTES): Promise<Upload> =>
  client.sendUploadPart({ params: { id }, query: { offset } }, { content: content.slice(offset, offset + length) })

/** Announces a file and sends what the server has not received, part by part. */
export async function uploadInParts(client: Client, file: ResumableFile, length = UPLOAD_PART_BYTES): Promise<Attachment> {
  let { attachment, received } = await announce(client, file)
  while (!attachment) ({ attachment, received } = await sendPart(client, file, received, length))
  return attachment
}

/** Text of so many bytes; the same seed gives the same. */
export function textOfSize(bytes: number, seed = 'a'): Buffer {
  const line = Buffer.from(`${seed} 客户说门板颜色不一致，请商场核对订单。\n`)
  const lines = Math.floor(bytes / line.byteLength)
  return Buffer.concat([...Array.from({ length: lines }, () => line), Buffer.alloc(bytes - lines * line.byteLength, ' ')])
}

function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.byteLength + 8)
  chunk.writeUInt32BE(data.byteLength, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.byteLength + 4)
  return chunk
}

/** A PNG whose header claims a size; the pixels of `rows` rows are there, black. */
export function pngOf(width: number, height: number, rows = height): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const pixels = deflateSync(Buffer.alloc((width + 1) * rows))
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND', Buffer.alloc(0))])
}
