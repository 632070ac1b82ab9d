import type { FoundTicket, SearchHit } from '#shared/contract/search.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import { countPhrases, excerptAround } from '#shared/domain/search/excerpt.ts'
import { alertOf } from '#shared/domain/sla/alert.ts'
import { findRows } from '../database/database.ts'
import type { RecordRow, TicketRow } from '../models/index.ts'
import { wordsOf } from '../search/searchTexts.ts'
import type { Services } from '../services.ts'

const TICKET_COLUMNS = [
  'id', 'no', 'type', 'level', 'state', 'createdAt', 'mallId', 'replyDueAt', 'replyOpen', 'latestFeedback', 'customerName', 'phones', 'contractNo', 'orderNo',
] as const satisfies readonly (keyof TicketRow)[]
const RECORD_COLUMNS = ['id', 'ticketId', 'operation', 'origin', 'content', 'detail', 'at', 'userName', 'voidedAt'] as const satisfies readonly (keyof RecordRow)[]

type FoundRow = Pick<TicketRow, (typeof TICKET_COLUMNS)[number]>
type FoundRecord = Pick<RecordRow, (typeof RECORD_COLUMNS)[number]>

/** The newest of the records in which most of the words stand. */
function hitOf(records: readonly FoundRecord[], phrases: readonly string[]): SearchHit | null {
  let best: { record: FoundRecord; words: string; count: number } | null = null
  for (const record of records) {
    const words = wordsOf(record)
    const count = words === null ? 0 : countPhrases(words, phrases)
    if (words !== null && count > 0 && count >= (best?.count ?? 0)) best = { record, words, count }
  }
  if (!best) return null
  const { record, words } = best
  return {
    parts: excerptAround(words, phrases), operation: record.operation as SearchHit['operation'], at: record.at.toISOString(), byName: record.userName, voided: record.voidedAt !== null,
  }
}

async function hitsOf({ database }: Services, ids: readonly number[], phrases: readonly string[]): Promise<Map<number, SearchHit | null>> {
  if (ids.length === 0) return new Map()
  const records = await findRows(database.tables.records, { ticketId: [...ids] }, { attributes: [...RECORD_COLUMNS], order: [['id', 'ASC']] })
  return new Map([...Map.groupBy(records, ({ ticketId }) => ticketId)].map(([id, own]) => [id, hitOf(own, phrases)]))
}

/**
 * Tickets as the search box shows them, by id. Numbers are masked for everybody, as in every list.
 * @param textIds those whose hit in the text is wanted
 */
export async function presentFound(
  services: Services, ids: readonly number[], { textIds, phrases }: { textIds: readonly number[]; phrases: readonly string[] },
): Promise<Map<number, FoundTicket>> {
  if (ids.length === 0) return new Map()
  const [rows, hits, organisations] = await Promise.all([
    findRows(services.database.tables.tickets, { id: [...ids] }, { attributes: [...TICKET_COLUMNS] }) as Promise<FoundRow[]>, hitsOf(services, textIds, phrases), services.directory.snapshot(),
  ])
  const now = services.clock.now()
  return new Map(rows.map((row) => {
    const mall = row.mallId === null ? null : organisations.get(row.mallId)
    return [row.id, {
      no: row.no, type: row.type, level: row.level, state: row.state, createdAt: row.createdAt.toISOString(), mall: mall ? { code: mall.code, name: mall.name } : null,
      replyDueAt: row.replyDueAt?.toISOString() ?? null, replyOpen: row.replyOpen, alert: alertOf({ state: row.state, openReplyDueAt: row.replyOpen ? row.replyDueAt : null }, now),
      latestFeedback: row.latestFeedback,
      customer: { name: row.customerName, phones: row.phones.map(maskPhone), contractNo: row.contractNo, orderNo: row.orderNo }, hit: hits.get(row.id) ?? null,
    }]
  }))
}
