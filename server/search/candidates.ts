import { QueryTypes } from 'sequelize'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import type { Database } from '../database/database.ts'
import { blockOf, blocksOf, ticketsInAll, type TextPlace } from './postings.ts'

/** Tickets that may be what is looked for, in chunks, newest first. */
export type Candidates = AsyncGenerator<number[]>

/** The terms by which candidates are told. */
export interface Sought {
  place: TextPlace
  /** Rarest first, at least one. */
  terms: readonly number[]
  /** Blocks read first: few for what is found everywhere. */
  firstBlocks: number
}

const MOST_BLOCKS = 128
/** Tickets of a chunk: few at first, for what is found everywhere. */
const FIRST_TICKETS = 256
const MOST_TICKETS = 1_024

interface Row { block: number; places: Buffer }

/** Rows of terms, by block. */
async function readBlocks({ sequelize }: Database, terms: readonly number[], blocks: readonly number[]): Promise<Map<number, Buffer[]>> {
  if (terms.length === 0 || blocks.length === 0) return new Map()
  const rows = await sequelize.query<Row>('SELECT block, places FROM ticket_terms WHERE term IN (:terms) AND block IN (:blocks)', { replacements: { terms, blocks }, type: QueryTypes.SELECT })
  return new Map([...Map.groupBy(rows, ({ block }) => Number(block))].map(([block, own]) => [block, own.map(({ places }) => places)]))
}

/** Tickets that have all of some terms. */
export async function* withTerms(database: Database, { place, terms: [rarest, ...others], firstBlocks }: Sought): Candidates {
  const [from, to] = blocksOf(place)
  let below = to
  for (let size = firstBlocks, chunk = FIRST_TICKETS; ; size = Math.min(MOST_BLOCKS, size * 4)) {
    const rows: Row[] = await database.sequelize.query<Row>(`SELECT block, places FROM ticket_terms WHERE term = :rarest AND block >= :from AND block < :below ORDER BY block DESC LIMIT ${size}`,
      { replacements: { rarest, from, below }, type: QueryTypes.SELECT })
    if (rows.length === 0) return
    const ofOthers = await readBlocks(database, others, rows.map(({ block }) => Number(block)))
    const ids = rows.flatMap(({ block, places }) => {
      const also = ofOthers.get(Number(block)) ?? []
      return also.length === others.length ? ticketsInAll(Number(block), [places, ...also]) : []
    })
    // None at all is a chunk, too: who waits for them has only so much time.
    yield ids.slice(0, chunk)
    for (let at = chunk; at < ids.length; at += MOST_TICKETS) yield ids.slice(at, at + MOST_TICKETS)
    chunk = MOST_TICKETS
    if (rows.length < size) return
    below = Number(rows.at(-1)!.block)
  }
}

/** Of some tickets, those that have all terms; in the same order. */
async function havingTerms(database: Database, { place, terms }: Sought, ids: readonly number[]): Promise<number[]> {
  const blocks = [...new Set(ids.map((id) => blockOf(id, place)))]
  const rows = await readBlocks(database, terms, blocks)
  const having = new Set([...rows].flatMap(([block, places]) => (places.length === terms.length ? ticketsInAll(block, places) : [])))
  return ids.filter((id) => having.has(id))
}

interface Source { from: string; id: string; order: string; place: string }

/** By an index that ends in (what is ordered by, id), so that a chunk is one range of it. */
function sourceOf(user: CurrentUser): Source {
  switch (visibilityOf(user)) {
    case 'department': return { from: 'tickets s WHERE s.scope_department_id = :organisation', id: 's.id', place: 's.created_at', order: 's.created_at DESC, s.id DESC' }
    case 'mall': return { from: 'tickets s WHERE s.scope_mall_id = :organisation', id: 's.id', place: 's.created_at', order: 's.created_at DESC, s.id DESC' }
    case 'assistant': return { from: 'ticket_assistants s WHERE s.organisation_id = :organisation', id: 's.ticket_id', place: 's.ticket_id', order: 's.ticket_id DESC' }
    case 'all': case 'none': throw new Error('who sees every ticket looks by terms, who sees none does not look')
  }
}

/** The tickets of who sees only a part of them, as far as they have all terms. */
export async function* ofUser(database: Database, user: CurrentUser, sought: Sought): Candidates {
  const { from, id, place, order } = sourceOf(user)
  let below: { id: number; place: string } | null = null
  for (let size = FIRST_TICKETS; ; size = MOST_TICKETS) {
    // The place as text: a Date among replacements loses its milliseconds.
    const rows: { id: number; place: string }[] = await database.sequelize.query<{ id: number; place: string }>(
      `SELECT ${id} AS id, CAST(${place} AS CHAR) AS place FROM ${from} ${below === null ? '' : `AND (${place} < :place OR (${place} = :place AND ${id} < :id))`} ORDER BY ${order} LIMIT ${size}`,
      { replacements: { organisation: user.organisationId, ...below }, type: QueryTypes.SELECT })
    const last = rows.at(-1)
    if (!last) return
    const ids = rows.map((row) => Number(row.id))
    // A single term says no more than the text itself.
    yield sought.terms.length === 1 ? ids : havingTerms(database, sought, ids)
    below = { id: Number(last.id), place: last.place }
    if (rows.length < size) return
  }
}
