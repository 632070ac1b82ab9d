import type { Database } from '#server/database/database.ts'
import { inChunks, type Range } from './stamp.ts'
import { readNumber, write } from './steps.ts'

/** Tickets on which nothing happened for so long have been read by who works with them, in days. */
const READ_AFTER_DAYS = 2

/**
 * What has been read: malls have opened nearly all of theirs, agents what they took down, people of departments every third
 * ticket of the last three months.
 */
export async function makeReads(database: Database): Promise<number> {
  const tickets: Range = { first: await readNumber(database, 'SELECT MIN(id) FROM tickets'), last: await readNumber(database, 'SELECT MAX(id) FROM tickets') }
  const present = '(SELECT MAX(last_event_at) FROM tickets)'
  const older = await readNumber(database, `SELECT UNIX_TIMESTAMP(${present} - INTERVAL ${READ_AFTER_DAYS} DAY)`)
  const quarter = await readNumber(database, `SELECT UNIX_TIMESTAMP(${present} - INTERVAL 90 DAY)`)
  return inChunks(tickets, async (from, to) => {
    const range = `t.id BETWEEN ${from} AND ${to}`
    const insert = 'INSERT IGNORE INTO ticket_reads (reader, ticket_id, read_at, scope)'
    let rows = await write(database, `${insert} SELECT CONCAT('mall:', t.scope_mall_id), t.id, t.last_event_at, CONCAT('mall:', t.scope_mall_id) FROM tickets t
      WHERE ${range} AND t.scope_mall_id IS NOT NULL AND (t.last_event_at < FROM_UNIXTIME(${older}) AND t.id % 200 <> 0 OR t.id % 3 = 0)`)
    rows += await write(database, `${insert} SELECT CONCAT('user:', t.created_by), t.id, t.last_event_at, 'all' FROM tickets t WHERE ${range} AND t.created_by IS NOT NULL AND (t.last_event_at < FROM_UNIXTIME(${older}) OR t.id % 2 = 0)`)
    rows += await write(database, `${insert} SELECT CONCAT('user:', u.id), t.id, t.last_event_at, CONCAT('department:', t.scope_department_id) FROM tickets t JOIN users u ON u.organisation_id = t.scope_department_id
      WHERE ${range} AND t.last_event_at > FROM_UNIXTIME(${quarter}) AND (t.id + u.id) % 3 = 0`)
    return rows
  })
}
