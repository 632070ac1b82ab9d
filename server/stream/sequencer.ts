import { QueryTypes, type Transaction } from 'sequelize'
import type { Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'

const BATCH = 500

interface Identified { id: number }
interface Head { position: number }

/** One read of the index, however many wait. */
const someWait = async ({ sequelize }: Database): Promise<boolean> =>
  (await sequelize.query<Identified>('SELECT id FROM events WHERE position IS NULL LIMIT 1', { type: QueryTypes.SELECT })).length > 0

/** In the order of ids: events of one ticket are written under the lock of its row, so it is also that of its operations. */
const nextBatch = async ({ sequelize }: Database, transaction: Transaction): Promise<number[]> =>
  (await sequelize.query<Identified>('SELECT id FROM events WHERE position IS NULL ORDER BY id LIMIT :limit', {
    replacements: { limit: BATCH }, type: QueryTypes.SELECT, transaction,
  })).map(({ id }) => id)

/** The position given last. */
export async function readHead({ sequelize }: Database): Promise<number> {
  const [head] = await sequelize.query<Head>('SELECT position FROM stream_head WHERE id = 1', { type: QueryTypes.SELECT })
  return Number(head!.position)
}

async function giveBatch(database: Database, transaction: Transaction): Promise<number> {
  const { sequelize } = database
  const [head] = await sequelize.query<Head>('SELECT position FROM stream_head WHERE id = 1 FOR UPDATE', { type: QueryTypes.SELECT, transaction })
  const ids = await nextBatch(database, transaction)
  if (ids.length === 0) return 0
  const position = Number(head!.position)
  const [, given] = await sequelize.query('UPDATE events SET position = :position + FIELD(id, :ids) WHERE id IN (:ids) AND position IS NULL',
    { replacements: { position, ids }, type: QueryTypes.UPDATE, transaction })
  if (given !== ids.length) throw new Error('events were given positions by somebody who does not hold the head of the stream')
  await sequelize.query('UPDATE stream_head SET position = :position WHERE id = 1', { replacements: { position: position + ids.length }, type: QueryTypes.UPDATE, transaction })
  return ids.length
}

/**
 * Gives every committed event without a position the next one. Ids come in the order of inserts, and transactions commit
 * in another; a reader by id would miss what commits late. Positions are given after the commit by whoever holds the head
 * row, so they appear in their order and without gaps: who has read up to one has missed nothing before it. Any server
 * may do it at any time; the first look costs one indexed read.
 * @returns how many were given
 */
export async function sequenceEvents(database: Database): Promise<number> {
  if (!(await someWait(database))) return 0
  for (let total = 0; ;) {
    const given = await runTransaction(database, (transaction) => giveBatch(database, transaction))
    total += given
    if (given < BATCH) return total
  }
}
