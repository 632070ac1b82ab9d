import { Op, QueryTypes, Transaction } from 'sequelize'
import { monthOf, nextMonth, rangeOfMonth, type Month } from '#shared/domain/figures/period.ts'
import type { TicketSeries } from '#shared/domain/figures/facets.ts'
import { findRows, type Database } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import { createCountSum, type CountDelta, type CountSum } from './deltas.ts'

/** Tickets read at once: what is in memory does not grow with the database. */
const BATCH = 2_000

const COLUMNS = [
  'id', 'type', 'state', 'returned', 'createdAt', 'firstSubmittedAt', 'submittedAt', 'secondComplaint', 'escalatedAt', 'scopeMallId', 'scopeDepartmentId',
  'replyTimely', 'resolveTimely', 'contactTimely', 'followUpTimely', 'processTimely', 'satisfactionScore',
] as const satisfies readonly (keyof TicketRow)[]
type ComparedTicket = Pick<TicketRow, (typeof COLUMNS)[number]>

/** The counts of a month: of the lists and of what is read, by creation; of the figures, by first submission. */
export interface Slice {
  by: 'createdAt' | 'firstSubmittedAt'
  month: Month
}

const seriesOf = ({ by }: Slice): readonly TicketSeries[] => (by === 'createdAt' ? ['list'] : ['month', 'day'])

/** The months from the first to the last in which a ticket or a count is. */
export async function slicesOf({ sequelize }: Database, timeZone: string): Promise<Slice[]> {
  const slices: Slice[] = []
  for (const [by, column, series] of [['createdAt', 'created_at', ['list', 'read']], ['firstSubmittedAt', 'first_submitted_at', ['month', 'day']]] as const) {
    const [tickets] = await sequelize.query<{ first: Date | null; last: Date | null }>(`SELECT MIN(${column}) AS first, MAX(${column}) AS last FROM tickets`, { type: QueryTypes.SELECT })
    const periods = await sequelize.query<{ period: string }>(
      'SELECT DISTINCT LEFT(period, 7) AS period FROM ticket_counts WHERE series IN (:series) UNION SELECT LEFT(period, 7) FROM count_changes WHERE series IN (:series)',
      { replacements: { series }, type: QueryTypes.SELECT },
    )
    const months = new Set(periods.map(({ period }) => period))
    if (tickets?.first && tickets.last) {
      const end = nextMonth(monthOf(tickets.last, timeZone))
      for (let month = monthOf(tickets.first, timeZone); month < end; month = nextMonth(month)) months.add(month)
    }
    slices.push(...[...months].sort().map((month): Slice => ({ by, month })))
  }
  return slices
}

/** The tickets of a slice in batches, in the order of their index. */
async function* ticketsOf({ tables: { tickets } }: Database, { by, month }: Slice, timeZone: string, transaction: Transaction): AsyncGenerator<ComparedTicket[]> {
  const { from, to } = rangeOfMonth(month, timeZone)
  let last: ComparedTicket | null = null
  for (;;) {
    const beyond: object = last === null ? {} : { [Op.or]: [{ [by]: { [Op.gt]: last[by] } }, { [by]: last[by], id: { [Op.gt]: last.id } }] }
    const start: Date = last?.[by] ?? from
    const batch: ComparedTicket[] = await findRows(tickets, { [by]: { [Op.gte]: start, [Op.lt]: to }, ...beyond }, { transaction, attributes: [...COLUMNS], order: [[by, 'ASC'], ['id', 'ASC']], limit: BATCH })
    if (batch.length > 0) yield batch
    if (batch.length < BATCH) return
    last = batch.at(-1)!
  }
}

/** Adds what readers have read of tickets. */
async function addReads({ tables: { ticketReads } }: Database, batch: readonly ComparedTicket[], sum: CountSum, transaction: Transaction): Promise<void> {
  const createdAt = new Map(batch.map((row) => [row.id, row.createdAt]))
  const marks = await findRows(ticketReads, { ticketId: { [Op.in]: [...createdAt.keys()] } }, { transaction, attributes: ['reader', 'ticketId', 'scope'] })
  for (const mark of marks) sum.addRead(mark, createdAt.get(mark.ticketId)!, 1)
}

/** Adds what the tickets of a slice count, by the rule itself. */
async function addTickets(database: Database, slice: Slice, timeZone: string, sum: CountSum, transaction: Transaction): Promise<number> {
  const series = seriesOf(slice)
  let tickets = 0
  for await (const batch of ticketsOf(database, slice, timeZone, transaction)) {
    const assisting = await findRows(database.tables.ticketAssistants, { ticketId: { [Op.in]: batch.map(({ id }) => id) } }, { transaction })
    const assistants = Map.groupBy(assisting, ({ ticketId }) => ticketId)
    for (const row of batch) sum.addTicket({ row, assistantIds: assistants.get(row.id)?.map(({ organisationId }) => organisationId) ?? [] }, 1, series)
    if (slice.by === 'createdAt') await addReads(database, batch, sum, transaction)
    tickets += batch.length
  }
  return tickets
}

/** Takes off what the kept counts say of a slice. */
async function subtractKept({ sequelize }: Database, slice: Slice, sum: CountSum, transaction: Transaction): Promise<void> {
  for (const series of slice.by === 'createdAt' ? (['list', 'read'] as const) : seriesOf(slice)) {
    const where = 'series = :series AND period >= :first AND period < :end'
    const rows = await sequelize.query<{ scope: string; period: string; facet: string; n: string | number }>(
      `SELECT scope, period, facet, SUM(n) AS n FROM (
         SELECT scope, period, facet, n FROM ticket_counts WHERE ${where} UNION ALL SELECT scope, period, facet, n FROM count_changes WHERE ${where}
       ) AS kept GROUP BY scope, period, facet`,
      { replacements: { series, first: slice.month, end: nextMonth(slice.month) }, type: QueryTypes.SELECT, transaction },
    )
    for (const { scope, period, facet, n } of rows) sum.add({ scope, series, period, facet, n: -Number(n) })
  }
}

export interface Comparison {
  tickets: number
  /** What is to be added to the kept counts so that they say what the tickets say; nothing where they agree. */
  missing: CountDelta[]
  /** How often counts had been corrected when this was read. */
  corrections: number
}

/**
 * Compares the kept counts of a month with its tickets. All is read in one moment of the database, so that it may run
 * beside working servers: what they write later changes both sides alike.
 */
export async function compareSlice(database: Database, slice: Slice, timeZone: string): Promise<Comparison> {
  const { sequelize } = database
  return sequelize.transaction({ isolationLevel: Transaction.ISOLATION_LEVELS.REPEATABLE_READ }, async (transaction) => {
    const [state] = await sequelize.query<{ corrections: number }>('SELECT corrections FROM count_state WHERE id = 1', { type: QueryTypes.SELECT, transaction })
    const sum = createCountSum(timeZone)
    const tickets = await addTickets(database, slice, timeZone, sum, transaction)
    await subtractKept(database, slice, sum, transaction)
    return { tickets, missing: sum.deltas(), corrections: Number(state?.corrections ?? 0) }
  })
}
