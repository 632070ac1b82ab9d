import type { Attachment } from '#shared/contract/attachment.ts'
import { canSeeTicket } from '#shared/domain/permissions.ts'
import { presentAttachment } from '../attachments/presentAttachment.ts'
import type { CurrentUser } from '../caller.ts'
import { findRow, findRows } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import type { AttachmentRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { assistantsOf, scopeOf } from '../tickets/loadTicket.ts'

async function mayRead(services: Services, user: CurrentUser, { ticketId, uploadedBy }: AttachmentRow): Promise<boolean> {
  if (ticketId === null) return uploadedBy === user.id
  const ticket = await findRow(services.database.tables.tickets, { id: ticketId })
  return ticket !== null && canSeeTicket(user, await scopeOf(services, ticket, await assistantsOf(services, ticketId, null)))
}

/**
 * An attachment, for who may see its ticket; while it has none, for who uploaded it.
 * @throws ApiError `not_found` also for what the user may not read
 */
export async function loadAttachment(services: Services, user: CurrentUser, id: string): Promise<AttachmentRow> {
  const row = await findRow(services.database.tables.attachments, { id })
  if (!row || !(await mayRead(services, user, row))) throw new ApiError('not_found')
  return row
}

/** Attachments of a ticket by record, first uploaded first. */
export async function attachmentsOfRecords({ database }: Services, ticketId: number): Promise<ReadonlyMap<number, Attachment[]>> {
  const rows = await findRows(database.tables.attachments, { ticketId }, { order: [['uploadedAt', 'ASC'], ['name', 'ASC'], ['id', 'ASC']] })
  const byRecord = new Map<number, Attachment[]>()
  for (const row of rows) {
    if (row.recordId === null) continue
    byRecord.set(row.recordId, [...(byRecord.get(row.recordId) ?? []), presentAttachment(row)])
  }
  return byRecord
}
