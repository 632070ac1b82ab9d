import { QueryTypes } from 'sequelize'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { termsOfPhrase } from '#shared/domain/search/terms.ts'
import type { CurrentUser } from '../caller.ts'
import type { Database } from '../database/database.ts'
import { selectWithin } from '../database/timeLimit.ts'
import { joinSql, type Sql } from '../queries/conditions.ts'
import { scopeSql } from '../queries/listScope.ts'
import { ofUser, withTerms, type Candidates, type Sought } from './candidates.ts'
import { blocksOf, type TextPlace } from './postings.ts'

export interface FindTextOptions {
  place: TextPlace
  /** At most so many tickets. */
  limit: number
  /** How long it may look, in ms. */
  budgetMs: number
}

export interface FoundTexts {
  /** Newest first. */
  ids: number[]
  /** There are more than `limit`. */
  more: boolean
  /** False: time was up, older tickets have not been looked at. */
  complete: boolean
}

/** Terms whose frequency is asked for: those of a long text say the same many times over. */
const MOST_TERMS = 24
/** Newest blocks by which a term's frequency is told. */
const SAMPLE_BLOCKS = 32
/** A term with more tickets in these blocks is common, and one with fewer so rare that its tickets' texts are read at once. */
const COMMON = 500
const RARE = 60
/** ms that the last chunk has at least, and the first one: what is found at once is never left out because the machine is busy. */
const LEAST_MS = 20
const FIRST_MS = 1_000

const spread = (terms: readonly number[]): number[] =>
  terms.length <= MOST_TERMS ? [...terms] : Array.from({ length: MOST_TERMS }, (_, index) => terms[Math.floor((index * terms.length) / MOST_TERMS)]!)

/** How many tickets have a term, of those in its newest blocks. */
interface Frequency { term: number; blocks: number; tickets: number }

/** Of the phrases' terms, rarest first. */
async function frequenciesOf({ sequelize }: Database, phrases: readonly string[], place: TextPlace): Promise<Frequency[]> {
  const terms = spread([...new Set(phrases.flatMap(termsOfPhrase))])
  if (terms.length === 0) return []
  const samples = terms.map(() => `SELECT ? AS term, COUNT(*) AS blocks, COALESCE(SUM(bytes), 0) / 2 AS tickets FROM (SELECT LENGTH(places) AS bytes FROM ticket_terms WHERE term = ? AND block >= ? AND block < ? ORDER BY block DESC LIMIT ${SAMPLE_BLOCKS}) b`)
  const rows = await sequelize.query<Frequency>(samples.join(' UNION ALL '), { replacements: terms.flatMap((term) => [term, term, ...blocksOf(place)]), type: QueryTypes.SELECT })
  return rows.map(({ term, blocks, tickets }) => ({ term: Number(term), blocks: Number(blocks), tickets: Number(tickets) }))
    .sort((one, other) => one.blocks - other.blocks || one.tickets - other.tickets)
}

/** How the candidates are told: the rarer the rarest term, the fewer others are worth a look before the text itself. */
function soughtBy(frequencies: readonly Frequency[], place: TextPlace): Sought {
  const [{ blocks, tickets } = { blocks: 0, tickets: 0 }] = frequencies
  const isCommon = blocks === SAMPLE_BLOCKS && tickets > COMMON
  const most = isCommon ? 5 : tickets > RARE ? 3 : 1
  return { place, terms: frequencies.slice(0, most).map(({ term }) => term), firstBlocks: isCommon ? 2 : 2 * SAMPLE_BLOCKS }
}

/** Who sees few tickets has them looked through when the words stand in many: hits are then not far, whoever's they are. */
function candidatesFor(database: Database, user: CurrentUser, frequencies: readonly Frequency[], place: TextPlace): Candidates {
  const sought = soughtBy(frequencies, place)
  const everywhere = frequencies.every(({ blocks, tickets }) => blocks === SAMPLE_BLOCKS && tickets > COMMON)
  return visibilityOf(user) !== 'all' && everywhere ? ofUser(database, user, sought) : withTerms(database, sought)
}

/** That the user may see a ticket, and that all phrases really stand in it. */
function checkSql(user: CurrentUser, ids: readonly number[], phrases: readonly string[], place: TextPlace, limit: number): Sql {
  const scope = scopeSql(user)
  const { sql, values } = joinSql([{ sql: 'x.ticket_id IN (?)', values: [ids] }, ...scope, ...phrases.map((phrase) => ({ sql: `LOCATE(?, x.${place}) > 0`, values: [phrase] }))], ' AND ')
  return {
    sql: `SELECT STRAIGHT_JOIN x.ticket_id AS id FROM ticket_texts x ${scope.length > 0 ? 'JOIN tickets t ON t.id = x.ticket_id' : ''} WHERE ${sql} ORDER BY x.ticket_id DESC LIMIT ?`,
    values: [...values, limit],
  }
}

/**
 * The newest tickets that a user sees in whose texts all phrases stand. By their terms, and the text is read of what has
 * them all. Bounded in time.
 * @param phrases normalised; at least one of them with a term
 */
export async function findText(database: Database, user: CurrentUser, phrases: readonly string[], { place, limit, budgetMs }: FindTextOptions): Promise<FoundTexts> {
  const until = performance.now() + budgetMs
  const frequencies = await frequenciesOf(database, phrases, place)
  if (frequencies.length === 0 || frequencies[0]!.blocks === 0) return { ids: [], more: false, complete: true }
  const ids: number[] = []
  let first = true
  for await (const chunk of candidatesFor(database, user, frequencies, place)) {
    if (performance.now() > until && (!first || chunk.length === 0)) return { ids, more: false, complete: false }
    if (chunk.length === 0) continue
    const rows = await selectWithin<{ id: number }>(database, checkSql(user, chunk, phrases, place, limit + 1 - ids.length), first ? FIRST_MS : Math.max(LEAST_MS, until - performance.now()))
    first = false
    if (!rows) return { ids, more: false, complete: false }
    for (const { id } of rows) ids.push(Number(id))
    if (ids.length > limit) return { ids: ids.slice(0, limit), more: true, complete: true }
  }
  return { ids, more: false, complete: true }
}
