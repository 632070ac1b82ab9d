import { QueryTypes } from 'sequelize'
import { findRow, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import { appendChanges } from './changes.ts'
import { createCountSum } from './deltas.ts'

/** Ids of tickets that are looked at with one statement. */
const RANGE = 20_000

interface StaleMark {
  reader: string
  ticketId: number
}

/** Marks of what has happened since; or without a sight, which an older program wrote. */
const STALE = 'r.read_at < t.last_event_at OR r.scope IS NULL'

/** Reading marks that stand for nothing that is read, in batches: counting would take them for read tickets. */
async function* findStaleMarks({ sequelize, tables }: Database): AsyncGenerator<StaleMark[]> {
  const last = await findRow(tables.tickets, {}, { attributes: ['id'], order: [['id', 'DESC']] })
  for (let after = 0; after < (last?.id ?? 0); after += RANGE) {
    const found = await sequelize.query<StaleMark>(
      `SELECT r.reader, r.ticket_id AS ticketId FROM ticket_reads r JOIN tickets t ON t.id = r.ticket_id WHERE r.ticket_id > :after AND r.ticket_id <= :until AND (${STALE})`,
      { replacements: { after, until: after + RANGE }, type: QueryTypes.SELECT },
    )
    if (found.length > 0) yield found
  }
}

export async function countStaleMarks(database: Database): Promise<number> {
  let stale = 0
  for await (const found of findStaleMarks(database)) stale += found.length
  return stale
}

/** Looked at again behind the lock of its ticket: its reader may have opened it meanwhile. @returns whether it was taken away */
async function endStaleMark(database: Database, mark: StaleMark, timeZone: string): Promise<boolean> {
  const { sequelize, tables } = database
  return runTransaction(database, async (transaction) => {
    const ticket = await findRow(tables.tickets, { id: mark.ticketId }, { transaction, lock: true, attributes: ['id', 'createdAt'] })
    const [stale] = await sequelize.query<{ reader: string; scope: string | null }>(
      `SELECT r.reader, r.scope FROM ticket_reads r JOIN tickets t ON t.id = r.ticket_id WHERE r.reader = :reader AND r.ticket_id = :ticketId AND (${STALE})`,
      { replacements: { ...mark }, type: QueryTypes.SELECT, transaction },
    )
    if (!ticket || !stale) return false
    const sum = createCountSum(timeZone)
    sum.addRead(stale, ticket.createdAt, -1)
    await tables.ticketReads.model.destroy({ where: { reader: mark.reader, ticketId: mark.ticketId }, transaction })
    await appendChanges(database, sum.deltas(), transaction)
    return true
  })
}

/** Takes them away. @param timeZone IANA name of the zone by whose months is counted @returns how many */
export async function endStaleMarks(database: Database, timeZone: string): Promise<number> {
  let ended = 0
  for await (const found of findStaleMarks(database)) for (const mark of found) if (await endStaleMark(database, mark, timeZone)) ended++
  return ended
}
