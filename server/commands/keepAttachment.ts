import type { Attachment } from '#shared/contract/attachment.ts'
import { storedName } from '#shared/domain/ticket/attachmentName.ts'
import { typeOfContent } from '../attachments/contentType.ts'
import { holdContent, touchContent } from '../attachments/contents.ts'
import { presentAttachment } from '../attachments/presentAttachment.ts'
import { requireRoom } from '../attachments/room.ts'
import type { ContentStore, StagedContent } from '../attachments/store.ts'
import { findRow, insertRow } from '../database/database.ts'
import { isDuplicate } from '../database/errors.ts'
import { runTransaction } from '../database/transaction.ts'
import { ApiError } from '../errors.ts'
import type { AttachmentRow } from '../models/index.ts'
import type { Services } from '../services.ts'

export interface NewAttachment {
  id: string
  name: string
  userId: number
}

/**
 * The user's own attachment of this id, where it has this content already: the same file sent again.
 * @throws ApiError `conflict` where the id is that of something else
 */
export async function sameAttachment({ database }: Services, { id, userId }: Pick<NewAttachment, 'id' | 'userId'>, sha256: string): Promise<AttachmentRow | null> {
  const row = await findRow(database.tables.attachments, { id })
  if (row && (row.uploadedBy !== userId || row.sha256 !== sha256)) throw new ApiError('conflict', { detail: 'This id has been given to another file.' })
  return row
}

/** The database's side of {@link keepAttachment}: content first, then the row that needs it; the upload that it came by ends. */
async function writeAttachment(services: Services, staged: StagedContent, row: AttachmentRow): Promise<void> {
  const { database } = services
  await runTransaction(database, (transaction) => touchContent(database, staged, row.uploadedAt, transaction))
  await runTransaction(database, async (transaction) => {
    await requireRoom(database, row.uploadedBy, row.id, row.size, transaction)
    if (!(await holdContent(database, row.sha256, transaction))) throw new ApiError('database_unavailable', { retryAfterSeconds: 1 })
    await staged.keep()
    await insertRow(database.tables.attachments, row, transaction)
    await database.tables.uploads.model.destroy({ where: { id: row.id, userId: row.uploadedBy }, transaction })
  })
}

/**
 * Makes an attachment of a content that has been received, without a ticket for now. The type is found from the content.
 * @throws ApiError `unsupported_media_type`, `rate_limited`, `storage_full`, `conflict` for an id of another file
 */
export async function keepAttachment(services: Services, store: ContentStore, staged: StagedContent, { id, name, userId }: NewAttachment): Promise<Attachment> {
  const { sha256, size } = staged
  const earlier = await sameAttachment(services, { id, userId }, sha256)
  if (earlier && (await store.has(sha256))) return presentAttachment(earlier)
  const mediaType = await typeOfContent(staged.path, name)
  const row: AttachmentRow = {
    id, sha256, size, mediaType, name: storedName(name, mediaType), uploadedBy: userId, uploadedAt: services.clock.now(), ticketId: null, recordId: null,
  }
  try {
    await writeAttachment(services, staged, row)
    return presentAttachment(row)
  } catch (error) {
    // The same file under the same id, sent twice at once or again where its content had been lost.
    const twin = isDuplicate(error) ? await sameAttachment(services, { id, userId }, sha256) : null
    if (!twin) throw error
    return presentAttachment(twin)
  }
}
