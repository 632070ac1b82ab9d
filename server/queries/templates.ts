import { OUTSIDE_NOTICES, standardTemplate, type OutsideNotice } from '#shared/domain/channels/outsideNotices.ts'
import { findRows, type Database } from '../database/database.ts'
import type { TemplateRow } from '../models/index.ts'
import { namesOfUsers } from './users.ts'

/** The words of an event in a channel as they are now. */
export interface CurrentTemplate extends OutsideNotice {
  text: string
  /** Where an administrator changed them. */
  changed: TemplateRow | null
  changedByName: string | null
}

/** One for every event and channel of `notices.md`. */
export async function listTemplates(database: Database): Promise<CurrentTemplate[]> {
  const rows = await findRows(database.tables.templates, {})
  const names = await namesOfUsers(database, rows.map(({ changedBy }) => changedBy))
  return OUTSIDE_NOTICES.map((notice) => {
    const changed = rows.find(({ event, channel }) => event === notice.event && channel === notice.channel) ?? null
    return { ...notice, changed, text: changed?.text ?? standardTemplate(notice.event), changedByName: (changed && changed.changedBy !== null && names.get(changed.changedBy)) || null }
  })
}
