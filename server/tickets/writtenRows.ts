import { Op, type Transaction } from 'sequelize'
import type { CurrentUser } from '../caller.ts'
import type { Unit } from '../commands/unit.ts'
import { appendChanges } from '../counts/changes.ts'
import { countsAlike, createCountSum, type CountedRow, type CountSum } from '../counts/deltas.ts'
import { findRows } from '../database/database.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { followAssistants, followRequestSight } from './followingColumns.ts'
import { syncMarks, type MarkColumns } from './marks.ts'
import { renewReadMarks } from './reads.ts'

/** What lists and figures follow from: columns of a ticket's row. */
export type FollowedColumns = CountedRow & MarkColumns & Pick<TicketRow, 'lastEventAt' | 'logSequence' | 'unreadMallId'>

/** A ticket's row before and after a write; before is null for a new one. */
export interface WrittenRow {
  before: FollowedColumns | null
  after: FollowedColumns
  /** Who assists before and after; read from the database where it is not given, which is where it does not change. */
  assistantIds?: { before: readonly number[]; after: readonly number[] }
}

const NOBODY: readonly number[] = []
const assistsAlike = ({ assistantIds }: WrittenRow): boolean =>
  assistantIds === undefined || [...assistantIds.before].sort().join() === [...assistantIds.after].sort().join()

const idOf = ({ after: { id } }: WrittenRow): number => id
/** A new ticket has no requests. */
const changesSight = ({ before, after }: WrittenRow): boolean =>
  before !== null && (before.scopeMallId !== after.scopeMallId || before.scopeDepartmentId !== after.scopeDepartmentId)
const mayBeAssisted = ({ assistantIds }: WrittenRow): boolean => assistantIds === undefined || assistantIds.after.length > 0

/** Assisting parties of the tickets whose counts change, with one query; of what was never submitted they count nothing. */
async function assistantsOfMany({ database: { tables } }: Services, written: readonly WrittenRow[], transaction: Transaction): Promise<Map<number, number[]>> {
  const ids = written.flatMap(({ before, after, assistantIds }) => (!assistantIds && (before?.submittedAt || after.submittedAt) ? [after.id] : []))
  if (ids.length === 0) return new Map()
  const rows = await findRows(tables.ticketAssistants, { ticketId: { [Op.in]: ids } }, { transaction })
  return new Map([...Map.groupBy(rows, ({ ticketId }) => ticketId)].map(([id, group]) => [id, group.map(({ organisationId }) => organisationId)]))
}

async function addCounts(services: Services, written: readonly WrittenRow[], sum: CountSum, transaction: Transaction): Promise<void> {
  const changed = written.filter((one) => one.before === null || !countsAlike(one.before, one.after) || !assistsAlike(one))
  if (changed.length === 0) return
  const known = await assistantsOfMany(services, changed, transaction)
  for (const { before, after, assistantIds } of changed) {
    const kept = known.get(after.id) ?? NOBODY
    if (before) sum.addTicket({ row: before, assistantIds: assistantIds?.before ?? kept }, -1)
    sum.addTicket({ row: after, assistantIds: assistantIds?.after ?? kept }, 1)
  }
}

/**
 * Every write of tickets' rows ends here, in its transaction and with the rows locked: their marks, what other tables repeat of
 * them, what they count in and whose reading is over follow them. A write that leaves this out makes lists and counts disagree, which
 * `npm run check-counts` finds.
 * @param actor whose act it is, which he has seen; null for what the program does by itself
 */
export async function followWrittenRows(services: Services, written: readonly WrittenRow[], actor: CurrentUser | null, transaction: Transaction): Promise<void> {
  const { database, timeZone } = services
  const sum = createCountSum(timeZone)
  await syncMarks(database, written, transaction)
  await followRequestSight(database, written.filter(changesSight).map(idOf), transaction)
  await followAssistants(database, written.filter(mayBeAssisted).map(idOf), transaction)
  await addCounts(services, written, sum, transaction)
  await renewReadMarks(database, written, actor, sum, transaction)
  await appendChanges(database, sum.deltas(), transaction)
}

/** {@link followWrittenRows} for the one ticket that a command has written. */
export const followWrittenRow = ({ services, caller, transaction }: Unit, written: WrittenRow): Promise<void> =>
  followWrittenRows(services, [written], caller.user, transaction)
