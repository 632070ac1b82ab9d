import { Op, QueryTypes } from 'sequelize'
import { UNLINKED_KEPT_MS } from '#shared/domain/ticket/attachments.ts'
import type { AttachmentTools } from '../../attachments/tools.ts'
import { holdContent } from '../../attachments/contents.ts'
import { findRow, findRows } from '../../database/database.ts'
import { sqlInstant } from '../../database/sqlInstant.ts'
import { runTransaction } from '../../database/transaction.ts'
import type { Services } from '../../services.ts'

/** What a collection has removed. */
export interface Collected {
  /** Attachments that no record named. */
  attachments: number
  /** Uploads that nobody went on with. */
  uploads: number
  /** Contents that no attachment needs. */
  contents: number
  /** Files that servers left when they were killed. */
  leftovers: number
}

const BATCH = 200

/** Attachments without a ticket. One that a ticket is just naming is held, and no longer without one when it is free. */
async function collectAttachments({ database: { sequelize } }: Services, before: Date): Promise<number> {
  for (let removed = 0; ;) {
    const count = await sequelize.query('DELETE FROM attachments WHERE ticket_id IS NULL AND uploaded_at < :before LIMIT :batch',
      { type: QueryTypes.BULKDELETE, replacements: { before: sqlInstant(before), batch: BATCH } })
    removed += count
    if (count < BATCH) return removed
  }
}

async function collectUploads({ database }: Services, { parts }: AttachmentTools, before: Date): Promise<number> {
  const { uploads } = database.tables
  let removed = 0
  for (const { id } of await findRows(uploads, { touchedAt: { [Op.lt]: before } }, { attributes: ['id'] })) {
    const gone = await runTransaction(database, (transaction) => uploads.model.destroy({ where: { id, touchedAt: { [Op.lt]: before } }, transaction }))
    if (gone > 0) await parts.remove(id)
    removed += gone
  }
  return removed
}

const UNUSED = `SELECT sha256 FROM attachment_contents AS content
  WHERE touched_at < :before AND NOT EXISTS (SELECT 1 FROM attachments WHERE attachments.sha256 = content.sha256) LIMIT :batch`

/**
 * Removes a content while its row is held: whoever is about to use it waits, finds no row and puts it there anew. A removal
 * that is not committed leaves a row without a content, which counts as not there and is collected again.
 */
async function collectContent({ database }: Services, { store, thumbnails }: AttachmentTools, sha256: string, before: Date): Promise<boolean> {
  const { attachmentContents, attachments } = database.tables
  return runTransaction(database, async (transaction) => {
    if (!(await holdContent(database, sha256, transaction))) return false
    const touched = await findRow(attachmentContents, { sha256, touchedAt: { [Op.gte]: before } }, { transaction, attributes: ['sha256'] })
    if (touched || (await findRow(attachments, { sha256 }, { transaction, attributes: ['id'] }))) return false
    await attachmentContents.model.destroy({ where: { sha256 }, transaction })
    await store.remove(sha256)
    await thumbnails.remove(sha256)
    return true
  })
}

async function collectContents(services: Services, tools: AttachmentTools, before: Date): Promise<number> {
  const { sequelize } = services.database
  let removed = 0
  for (;;) {
    const found = await sequelize.query<{ sha256: string }>(UNUSED, { type: QueryTypes.SELECT, replacements: { before: sqlInstant(before), batch: BATCH } })
    let gone = 0
    for (const { sha256 } of found) if (await collectContent(services, tools, sha256, before)) gone++
    removed += gone
    // What others hold or have used meanwhile is looked at the next time.
    if (found.length < BATCH || gone === 0) return removed
  }
}

/** Files beside the store that no row of the database knows. */
async function collectLeftovers({ database }: Services, { store, parts }: AttachmentTools, before: Date): Promise<number> {
  const old = await parts.untouchedSince(before)
  const known = new Set((await findRows(database.tables.uploads, { id: { [Op.in]: old } }, { attributes: ['id'] })).map(({ id }) => id))
  const unknown = old.filter((id) => !known.has(id))
  for (const id of unknown) await parts.remove(id)
  return unknown.length + (await store.removeAbandoned(before))
}

/** Removes what has belonged to nothing for a week. Several servers may do it at the same time. */
export async function collectOrphans(services: Services, tools: AttachmentTools): Promise<Collected> {
  const before = new Date(services.clock.now().getTime() - UNLINKED_KEPT_MS)
  return {
    attachments: await collectAttachments(services, before), uploads: await collectUploads(services, tools, before),
    contents: await collectContents(services, tools, before), leftovers: await collectLeftovers(services, tools, before),
  }
}
