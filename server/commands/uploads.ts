import type { Upload, UploadBody } from '#shared/contract/attachment.ts'
import { nameFitsType, plainFileName, storedName } from '#shared/domain/ticket/attachmentName.ts'
import { isAttachmentType } from '#shared/domain/ticket/attachments.ts'
import type { Transaction } from 'sequelize'
import { isMissing } from '../attachments/files.ts'
import { holdContent } from '../attachments/contents.ts'
import { presentAttachment } from '../attachments/presentAttachment.ts'
import { requireRoom } from '../attachments/room.ts'
import type { AttachmentTools } from '../attachments/tools.ts'
import { findRow, insertRow, updateRows } from '../database/database.ts'
import { isDuplicate } from '../database/errors.ts'
import { runTransaction } from '../database/transaction.ts'
import { ApiError } from '../errors.ts'
import type { AttachmentRow, UploadRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { keepAttachment, sameAttachment } from './keepAttachment.ts'

/** Everything is there, and nobody has looked yet whether it is what was announced. */
const isWhole = ({ received }: Pick<Upload, 'received'>, { size }: Pick<UploadRow, 'size'>): boolean => received === size

const complete = (row: AttachmentRow): Upload => ({ id: row.id, received: row.size, attachment: presentAttachment(row) })

/** The database never says more than the disk has: of a folder that was restored from elsewhere, parts are missing. */
const progressOf = async ({ parts }: AttachmentTools, row: UploadRow): Promise<Upload> =>
  ({ id: row.id, received: Math.min(row.received, await parts.size(row.id)), attachment: null })

const loadUpload = (services: Services, id: string, userId: number, transaction: Transaction | null = null): Promise<UploadRow | null> =>
  findRow(services.database.tables.uploads, { id, userId }, { transaction, lock: transaction !== null })

/** The caller's own attachment that an upload of this id has become. */
async function finishedUpload({ database }: Services, id: string, userId: number): Promise<Upload | null> {
  const row = await findRow(database.tables.attachments, { id, uploadedBy: userId })
  return row && complete(row)
}

/**
 * How far one's own upload is.
 * @throws ApiError `not_found` also for somebody else's
 */
export async function readUpload(services: Services, tools: AttachmentTools, userId: number, id: string): Promise<Upload> {
  const row = await loadUpload(services, id, userId)
  const found = row ? await progressOf(tools, row) : await finishedUpload(services, id, userId)
  if (!found) throw new ApiError('not_found')
  return found
}

/** A content that this user has uploaded before is not sent again; what only others have uploaded is not known to him. */
async function takeOwnContent(services: Services, { store }: AttachmentTools, userId: number, id: string, { name, sha256, size }: UploadBody, transaction: Transaction): Promise<Upload | null> {
  const { database } = services
  const earlier = await findRow(database.tables.attachments, { uploadedBy: userId, sha256, size }, { transaction })
  if (!earlier || !isAttachmentType(earlier.mediaType)) return null
  if (earlier.mediaType === 'application/x-cfb' && !nameFitsType(name, earlier.mediaType)) return null
  if (!(await holdContent(database, sha256, transaction)) || !(await store.has(sha256))) return null
  const row: AttachmentRow = { ...earlier, id, name: storedName(name, earlier.mediaType), uploadedAt: services.clock.now(), ticketId: null, recordId: null }
  await insertRow(database.tables.attachments, row, transaction)
  return complete(row)
}

/** What stands under the id of an announcement after it: an attachment already, or an upload that goes on or begins. */
async function openUpload(services: Services, tools: AttachmentTools, userId: number, id: string, body: UploadBody): Promise<Upload> {
  const { database, clock } = services
  return runTransaction(database, async (transaction) => {
    const now = clock.now()
    const row = await findRow(database.tables.uploads, { id }, { transaction, lock: true })
    if (row && (row.userId !== userId || row.sha256 !== body.sha256 || row.size !== body.size)) throw new ApiError('conflict', { detail: 'This id has been given to another file.' })
    if (row) {
      await updateRows(database.tables.uploads, { touchedAt: now }, { id }, transaction)
      return progressOf(tools, row)
    }
    await requireRoom(database, userId, id, body.size, transaction)
    const known = await takeOwnContent(services, tools, userId, id, body, transaction)
    if (known) return known
    await insertRow(database.tables.uploads, { id, userId, name: plainFileName(body.name), size: body.size, sha256: body.sha256, received: 0, createdAt: now, touchedAt: now }, transaction)
    return { id, received: 0, attachment: null }
  })
}

/**
 * Begins an upload, or goes on with it where it stopped. The answer has the attachment at once where the same user has
 * uploaded this content before, under whatever name.
 * @throws ApiError `conflict` for an id of another file, `rate_limited`, and what {@link finishUpload} throws
 */
export async function announceUpload(services: Services, tools: AttachmentTools, userId: number, id: string, body: UploadBody): Promise<Upload> {
  const earlier = await sameAttachment(services, { id, userId }, body.sha256)
  if (earlier && (await tools.store.has(earlier.sha256))) return complete(earlier)
  // Of two equal announcements at once the second finds the row of the first.
  const opened = await openUpload(services, tools, userId, id, body).catch((error: unknown) => {
    if (isDuplicate(error)) return openUpload(services, tools, userId, id, body)
    throw error
  })
  return opened.attachment === null && isWhole(opened, body) ? finishUpload(services, tools, userId, id) : opened
}

/**
 * Writes a part. What of it is there already is passed over, so that a part may come twice or overlap; the row of the
 * upload is held meanwhile, so that two who send at once continue each other.
 * @param readBytes the part, read when it is known that there is an upload for it; at most 1 MiB
 * @throws ApiError `not_found`; `wrong_offset` for a gap, `hash_mismatch` for a whole that is not what was announced (the
 * upload begins anew), both with the upload as `current`; `too_large` beyond the announced size; `storage_full`;
 * `unsupported_media_type`
 */
export async function sendUploadPart(services: Services, tools: AttachmentTools, userId: number, id: string, offset: number, readBytes: () => Promise<Uint8Array>): Promise<Upload> {
  const { database, clock } = services
  await readUpload(services, tools, userId, id)
  const bytes = await readBytes()
  const sent = await tools.partsInTurn(() => runTransaction(database, async (transaction) => {
    const row = await loadUpload(services, id, userId, transaction)
    if (!row) return null
    const upload = await progressOf(tools, row)
    if (offset > upload.received) throw new ApiError('wrong_offset', { current: upload })
    const end = offset + bytes.byteLength
    if (end > row.size) throw new ApiError('too_large')
    const received = Math.max(upload.received, end)
    if (received > upload.received) await tools.parts.write(id, upload.received, bytes.subarray(upload.received - offset))
    await updateRows(database.tables.uploads, { received, touchedAt: clock.now() }, { id }, transaction)
    return { row, upload: { ...upload, received } }
  }))
  // Meanwhile another window has sent the rest.
  if (!sent) return readUpload(services, tools, userId, id)
  return isWhole(sent.upload, sent.row) ? finishUpload(services, tools, userId, id) : sent.upload
}

/** Nothing of it is kept, and nothing of it counts; unless somebody else has begun it anew. */
async function beginAnew({ database }: Services, { parts }: AttachmentTools, { id, size }: UploadRow): Promise<void> {
  const mine = await runTransaction(database, (transaction) => updateRows(database.tables.uploads, { received: 0 }, { id, received: size }, transaction))
  if (mine > 0) await parts.remove(id)
}

/**
 * Makes the attachment of an upload whose bytes are all there. May be done by two at once, and again after a server was
 * killed in the middle.
 */
async function finishUpload(services: Services, tools: AttachmentTools, userId: number, id: string): Promise<Upload> {
  const { store, parts } = tools
  const row = await loadUpload(services, id, userId)
  if (!row) return readUpload(services, tools, userId, id)
  // The bytes that are kept are the bytes that are hashed, whatever happens to the parts meanwhile.
  const staged = await store.stage(parts.read(id)).catch((error: unknown) => {
    if (isMissing(error)) return null
    throw error
  })
  // Meanwhile somebody else has finished it.
  if (!staged) return readUpload(services, tools, userId, id)
  try {
    if (staged.sha256 !== row.sha256) {
      await beginAnew(services, tools, row)
      throw new ApiError('hash_mismatch', { current: { id, received: 0, attachment: null } satisfies Upload })
    }
    const attachment = await keepAttachment(services, store, staged, { id, name: row.name, userId })
    await dropUpload(services, tools, userId, id)
    return { id, received: row.size, attachment }
  } catch (error) {
    if (error instanceof ApiError && error.code === 'unsupported_media_type') await dropUpload(services, tools, userId, id)
    throw error
  } finally {
    await staged.discard()
  }
}

/** The upload is over: it has become an attachment, or may not become one. */
async function dropUpload({ database }: Services, { parts }: AttachmentTools, userId: number, id: string): Promise<void> {
  await runTransaction(database, (transaction) => database.tables.uploads.model.destroy({ where: { id, userId }, transaction }))
  await parts.remove(id)
}
