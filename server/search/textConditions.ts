import type { Condition } from '#shared/contract/query.ts'
import { TICKET_FIELDS, type TicketField } from '#shared/domain/lists/fields.ts'
import { phrasesOf } from '#shared/domain/search/readSearch.ts'
import type { CurrentUser } from '../caller.ts'
import { joinSql, type Sql } from '../queries/conditions.ts'
import type { Services } from '../services.ts'
import { findText } from './findText.ts'
import type { TextPlace } from './postings.ts'

/** Up to so many tickets, the list looks among them alone. */
const MOST_NAMED = 5_000
const BUDGET_MS = 120

/** For a list that goes through its tickets in its own order: whether the words stand in this one. Written so that the database does not begin with the texts. */
function everywhere(phrases: readonly string[], place: TextPlace): Sql {
  const text = joinSql(phrases.map((phrase) => ({ sql: `LOCATE(?, x.${place}) > 0`, values: [phrase] })), ' AND ')
  return { sql: `1 = (SELECT COUNT(*) FROM ticket_texts x WHERE x.ticket_id = t.id AND ${text.sql})`, values: text.values }
}

/** Whether a condition looks for words in texts. */
export const isFullText = ({ field }: Pick<Condition, 'field'>): boolean => (TICKET_FIELDS[field] as TicketField).kind === 'full_text'

/**
 * A full-text condition as SQL on a ticket `t`. What is found seldom becomes the tickets themselves; what stands in many is
 * asked of each ticket in the order of the list, where the next one is never far.
 * @param user whose tickets are looked through: what it becomes holds for no other
 */
export async function fullTextSql({ database }: Services, user: CurrentUser, { field, value }: Condition): Promise<Sql> {
  const place: TextPlace = field === 'parties' ? 'parties' : 'body'
  const phrases = phrasesOf(String(value))
  if (phrases.length === 0) return { sql: '1 = 0', values: [] }
  const { ids, more, complete } = await findText(database, user, phrases, { place, limit: MOST_NAMED, budgetMs: BUDGET_MS })
  if (more || !complete) return everywhere(phrases, place)
  return ids.length === 0 ? { sql: '1 = 0', values: [] } : { sql: 't.id IN (?)', values: [ids] }
}
