import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import getRawBody from 'raw-body'
import type { Attachment } from '#shared/contract/attachment.ts'
import { isPicture, UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import { THUMBNAIL_TYPE } from '../../attachments/thumbnails.ts'
import type { AttachmentTools } from '../../attachments/tools.ts'
import { keepAttachment } from '../../commands/keepAttachment.ts'
import { announceUpload, readUpload, sendUploadPart } from '../../commands/uploads.ts'
import { ApiError } from '../../errors.ts'
import type { AttachmentRow } from '../../models/index.ts'
import { loadAttachment } from '../../queries/attachments.ts'
import type { Services } from '../../services.ts'
import { readByteRange } from '../byteRange.ts'
import { readFormFile } from '../formFile.ts'
import type { FileAnswer, Handlers } from '../handler.ts'
import { allowSlowBody } from '../slowBodies.ts'

const typeOf = (error: unknown): unknown => (error as { type?: unknown } | null)?.type

/** A part of an upload; small enough to be held until it is there as a whole. */
async function readPart(incoming: IncomingMessage): Promise<Buffer> {
  const { 'content-length': length, 'content-encoding': encoding = 'identity' } = incoming.headers
  if (encoding !== 'identity') throw new ApiError('unsupported_media_type')
  allowSlowBody(incoming)
  try {
    return await getRawBody(incoming, { length: length ?? null, limit: UPLOAD_PART_BYTES })
  } catch (error) {
    if (typeOf(error) === 'entity.too.large') throw new ApiError('too_large')
    if (typeOf(error) === 'request.aborted' || typeOf(error) === 'request.size.invalid') throw new ApiError('bad_request', { detail: 'The body does not have the length it announced.' })
    throw error
  }
}

/** What of a refused body is still on its way is read and thrown away, so that the caller gets to read the answer. */
async function drainingOnFailure<Result>(incoming: IncomingMessage, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    incoming.resume()
    throw error
  }
}

async function receiveForm(services: Services, { store }: AttachmentTools, userId: number, incoming: IncomingMessage): Promise<Attachment> {
  const { id, name, staged } = await readFormFile(incoming, store)
  try {
    return await keepAttachment(services, store, staged, { id: id ?? randomUUID(), name, userId })
  } finally {
    await staged.discard()
  }
}

/** @throws ApiError `not_found` for what is no picture, or cannot be read as one */
async function thumbnailOf({ thumbnails }: AttachmentTools, { sha256, name, mediaType }: AttachmentRow): Promise<FileAnswer> {
  const picture = isPicture(mediaType) ? await thumbnails.of(sha256) : null
  if (!picture) throw new ApiError('not_found')
  return { name: `${name}.webp`, mediaType: THUMBNAIL_TYPE, size: picture.byteLength, content: picture, inline: true, entityTag: `"${sha256}-small"` }
}

async function contentOf({ store }: AttachmentTools, { sha256, name, mediaType, size }: AttachmentRow, rangeHeader: string | null): Promise<FileAnswer> {
  const range = readByteRange(rangeHeader, size)
  const content = await store.read(sha256, range ?? undefined)
  return {
    name, mediaType, content, inline: isPicture(mediaType), entityTag: `"${sha256}"`, takesRanges: true,
    ...(range ? { size: range.end - range.start + 1, contentRange: `bytes ${range.start}-${range.end}/${size}` } : { size }),
  }
}

export const attachmentHandlers = {
  uploadAttachment: async ({ caller, incoming, services, context: { attachments } }) => {
    const tooMany = (): ApiError => new ApiError('rate_limited', { retryAfterSeconds: 5, detail: 'Too many files are being sent at once.' })
    return drainingOnFailure(incoming, () => attachments.formsAtOnce(caller.user.id, async () => ({ body: await receiveForm(services, attachments, caller.user.id, incoming) }), tooMany))
  },
  announceUpload: async ({ caller, params, validateBody, services, context }) => {
    return { body: await announceUpload(services, context.attachments, caller.user.id, params.id, validateBody()) }
  },
  getUpload: async ({ caller, params, services, context }) => {
    return { body: await readUpload(services, context.attachments, caller.user.id, params.id) }
  },
  sendUploadPart: async ({ caller, params, query, incoming, services, context }) => {
    return { body: await drainingOnFailure(incoming, () => sendUploadPart(services, context.attachments, caller.user.id, params.id, query.offset, () => readPart(incoming))) }
  },
  getAttachment: async ({ caller, params, query, range, services, context: { attachments } }) => {
    const row = await loadAttachment(services, caller.user, params.id)
    return { body: query.size === 'thumbnail' ? await thumbnailOf(attachments, row) : await contentOf(attachments, row, range) }
  },
} satisfies Pick<Handlers, 'uploadAttachment' | 'announceUpload' | 'getUpload' | 'sendUploadPart' | 'getAttachment'>
