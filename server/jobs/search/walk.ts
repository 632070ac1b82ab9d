import { QueryTypes, type Transaction } from 'sequelize'
import { findRow, updateRows, type Database } from '../../database/database.ts'
import { isConflict, isDuplicate, isPassing } from '../../database/errors.ts'
import type { RowOf } from '../../models/columns.ts'
import type { searchWalkColumns } from '../../models/search.ts'
import { WALK_EVERY_MS, WALK_ROW } from '../../search/indexState.ts'
import { indexTickets } from '../../search/indexTickets.ts'
import type { Services } from '../../services.ts'
import { indexing } from './workOffQueue.ts'

/** Tickets that are looked at between two notes of how far the walk has come. */
const BATCH = 100

type WalkRow = RowOf<typeof searchWalkColumns>

export interface WalkStep {
  looked: number
  indexed: number
  /** The walk has come to its end, or there is none to do now. */
  rests: boolean
}

export interface WalkOptions {
  /** Told of a ticket that could not be indexed; the next walk tries again. */
  onFailed?: (ticketId: number, error: unknown) => void
  batch?: number
}

interface Looked { id: number; stale: boolean }

/** The next tickets downwards, and whether the index knows their latest record. */
async function ticketsBelow({ sequelize }: Database, below: number, limit: number): Promise<Looked[]> {
  const rows = await sequelize.query<{ id: number; stale: number }>(
    `SELECT t.id, x.ticket_id IS NULL OR x.last_record_id < COALESCE((SELECT MAX(r.id) FROM records r WHERE r.ticket_id = t.id), 0) AS stale
     FROM (SELECT id FROM tickets WHERE id < ? ORDER BY id DESC LIMIT ?) t LEFT JOIN ticket_texts x ON x.ticket_id = t.id ORDER BY t.id DESC`,
    { replacements: [below, limit], type: QueryTypes.SELECT })
  return rows.map(({ id, stale }) => ({ id: Number(id), stale: Boolean(Number(stale)) }))
}

async function highestTicket({ sequelize }: Database): Promise<number> {
  const [row] = await sequelize.query<{ id: number | null }>('SELECT MAX(id) AS id FROM tickets', { type: QueryTypes.SELECT })
  return Number(row?.id ?? 0)
}

/** A ticket that fails must not hold up the thousands below it. */
async function indexOneByOne(services: Services, ids: readonly number[], { onFailed }: WalkOptions): Promise<number> {
  let indexed = 0
  for (const id of ids) {
    try {
      indexed += await indexing(services, (transaction) => indexTickets(services.database, [id], transaction))
    } catch (error) {
      if (isPassing(error)) throw error
      onFailed?.(id, error)
    }
  }
  return indexed
}

async function indexStale(services: Services, ids: readonly number[], options: WalkOptions): Promise<number> {
  if (ids.length === 0) return 0
  try {
    return await indexing(services, (transaction) => indexTickets(services.database, ids, transaction))
  } catch (error) {
    if (isPassing(error)) throw error
    return indexOneByOne(services, ids, options)
  }
}

const restsAt = (row: WalkRow, now: Date): boolean => row.nextAt !== null && row.nextAt > now

async function stepHeld(services: Services, row: WalkRow, options: WalkOptions, transaction: Transaction): Promise<WalkStep> {
  const { database, clock } = services
  const below = row.belowTicketId ?? (await highestTicket(database)) + 1
  const looked = await ticketsBelow(database, below, options.batch ?? BATCH)
  // In transactions of its own: the note of the place alone waits for them.
  const indexed = await indexStale(services, looked.filter(({ stale }) => stale).map(({ id }) => id), options)
  const last = looked.at(-1)
  const now = clock.now()
  const next: Partial<WalkRow> = last ? { belowTicketId: last.id, nextAt: null } : { belowTicketId: null, completeAt: row.completeAt ?? now, nextAt: new Date(now.getTime() + WALK_EVERY_MS) }
  await updateRows(database.tables.searchWalk, next, WALK_ROW, transaction)
  return { looked: looked.length, indexed, rests: !last }
}

/**
 * Looks at some tickets, from the newest down, and indexes those that the index does not know as they are: all of them
 * after an upgrade from a version without it, later what slipped through. One server at a time holds the row of the walk; of
 * one that dies the database frees it, and the next goes on at the noted place.
 * @returns null where another server is at it
 * @throws while the database is away; the next step goes on
 */
export async function walkStep(services: Services, options: WalkOptions = {}): Promise<WalkStep | null> {
  const { database, clock } = services
  const { sequelize, tables } = database
  const known = await findRow(tables.searchWalk, WALK_ROW)
  if (known && restsAt(known, clock.now())) return { looked: 0, indexed: 0, rests: true }
  if (!known) await sequelize.query('INSERT IGNORE INTO search_walk (id) VALUES (1)')
  try {
    // Beside the gate of the commands' transactions: it waits for those of the index.
    return await sequelize.transaction(async (transaction) => {
      const held = await sequelize.query('SELECT id FROM search_walk WHERE id = 1 FOR UPDATE SKIP LOCKED', { type: QueryTypes.SELECT, transaction })
      const row = held.length === 0 ? null : await findRow(tables.searchWalk, WALK_ROW, { transaction })
      if (!row) return null
      return restsAt(row, clock.now()) ? { looked: 0, indexed: 0, rests: true } : stepHeld(services, row, options, transaction)
    })
  } catch (error) {
    // On another node of a cluster the row is not locked: who commits second has lost its note, not its tickets.
    if (isConflict(error) || isDuplicate(error)) return null
    throw error
  }
}
