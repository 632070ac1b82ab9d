import type { Database } from '#server/database/database.ts'
import { cloneTickets } from './sweepLoad.ts'

/** Of {@link makeLongList}: more than the buffers of a connection take, so that what nobody reads holds up the rest. */
const LONG_LIST = 12_000

/** Makes a list long whose file hardly gets smaller by being packed. @param no of the ticket that the others are like */
export async function makeLongList(database: Database, no: string): Promise<void> {
  await cloneTickets(database, no, LONG_LIST, new Date('2027-01-01T00:00:00Z'))
  const chance = (pieces: number, salt: string): string => Array.from({ length: pieces }, (_, at) => `TO_BASE64(UNHEX(SHA2(CONCAT(id, '${salt}', ${at}), 384)))`).join(', ')
  await database.sequelize.query(`UPDATE tickets SET address = LEFT(CONCAT(${chance(4, 'a')}), 255), latest_feedback = LEFT(CONCAT(${chance(4, 'f')}), 200) WHERE no LIKE 'L%'`)
}
