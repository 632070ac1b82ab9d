import type { Transaction } from 'sequelize'
import { COUNT_CAP, type TicketQuery } from '#shared/contract/query.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { keptTotal } from '../counts/keptTotal.ts'
import { ApiError } from '../errors.ts'
import type { TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'
import { accessById, accessForAll, accessInOrder, holdsFew, standsInOrder } from './ticketList/access.ts'
import { countInPassing, countRows, findFew } from './ticketList/countRows.ts'
import { listOf, type List } from './ticketList/list.ts'
import { cursorOf, type Ordering, type Total } from './ticketList/ordering.ts'
import { readRows } from './ticketList/readRows.ts'

export interface TicketRowPage {
  rows: TicketRow[]
  nextCursor: string | null
  total: number
  totalIsExact: boolean
}

/** Rows of a page with one more where another page follows, and what is known of their number. */
interface Found extends Total {
  rows: TicketRow[]
}

/** ms after which rows that are rare in the order asked for are looked for in another way. */
const IN_ORDER_LIMIT_MS = 1_500
/** ms that one statement of a page may take at all. */
const PAGE_LIMIT_MS = 5_000
/** No more tickets than this are found and sorted faster than they are picked out of the order of the whole table. */
const FEW_TICKETS = 2_000

/** One more row than the page tells whether another follows. */
function pageOf(rows: readonly TicketRow[], limit: number, ordering: Ordering, counted: Total | null): Pick<TicketRowPage, 'rows' | 'nextCursor'> {
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown, nextCursor: rows.length > limit && last ? cursorOf(last, ordering, counted) : null }
}

/**
 * Rows of a list in its order, from the query's cursor on, without a total: for who reads a list batch by batch.
 * @param transaction whose snapshot is read; else what is there now
 * @throws ApiError `forbidden` for a tab that the user has not, `validation_failed` for a cursor that is none
 */
export async function readTicketRows(services: Services, user: CurrentUser, query: TicketQuery, transaction: Transaction | null = null): Promise<Pick<TicketRowPage, 'rows' | 'nextCursor'>> {
  const list = await listOf(services, user, query)
  const rows = await readRows(services, accessInOrder(user, list.tab, list.ordering, list.asked), list, { limit: query.limit + 1, limitMs: null, transaction })
  return pageOf(rows ?? [], query.limit, list.ordering, null)
}

/**
 * How many tickets a list holds, counted no further than one more than `cap`.
 * @param limitMs ms that counting may take; null: as long as it takes
 * @returns null when it took longer
 * @throws ApiError `forbidden` for a tab that the user has not
 */
export async function countTicketRows(services: Services, user: CurrentUser, query: TicketQuery, cap: number, limitMs: number | null): Promise<number | null> {
  return countRows(services, await listOf(services, user, query), cap, limitMs)
}

const capped = (count: number): Total => ({ total: Math.min(count, COUNT_CAP), isExact: count <= COUNT_CAP })

/** In the list's order, where nothing else is as good. */
async function readInOrder(services: Services, list: List, limit: number): Promise<TicketRow[]> {
  const rows = await readRows(services, accessInOrder(list.user, list.tab, list.ordering, list.asked), list, { limit, limitMs: PAGE_LIMIT_MS })
  if (!rows) throw new ApiError('query_too_broad')
  return rows
}

/** Many tickets, somewhere in the order of a larger table, hopefully soon; else all of them, sorted. */
async function readMany(services: Services, list: List, limit: number): Promise<TicketRow[]> {
  const { user, tab, ordering, asked } = list
  const rows = (await readRows(services, accessInOrder(user, tab, ordering, asked), list, { limit, limitMs: IN_ORDER_LIMIT_MS }))
    ?? (await readRows(services, accessForAll(user, tab, ordering, asked), list, { limit, limitMs: PAGE_LIMIT_MS }))
  if (!rows) throw new ApiError('query_too_broad')
  return rows
}

/** A whole tab: its number is kept. */
async function findInTab(services: Services, list: List, limit: number): Promise<Found> {
  const { user, tab, ordering, asked, cursor } = list
  const count = await keptTotal(services, user, tab)
  const total = capped(count)
  if (tab.only === 'unread' && ordering.attribute === 'lastEventAt') {
    // Whoever has read nearly everything: when all that is left has been found, nobody looks on through what he has read.
    return { rows: await readInOrder(services, list, cursor ? limit : Math.min(limit, count)), ...total }
  }
  // Of very many, sorting them all is no way out.
  const isFarApart = tab.only === 'unread' && count <= FEW_TICKETS
  if ((standsInOrder(user, ordering.attribute) && !isFarApart) || holdsFew(tab) || count > COUNT_CAP) return { rows: await readInOrder(services, list, limit), ...total }
  if (count > FEW_TICKETS) return { rows: await readMany(services, list, limit), ...total }
  const rows = await readRows(services, accessForAll(user, tab, ordering, asked), list, { limit, limitMs: PAGE_LIMIT_MS })
  if (!rows) throw new ApiError('query_too_broad')
  return { rows, ...total }
}

/** What conditions leave of a list that is short anyway. */
async function findInFew(services: Services, list: List, limit: number): Promise<Found> {
  const count = await countRows(services, list, COUNT_CAP, PAGE_LIMIT_MS)
  if (count === null) throw new ApiError('query_too_broad')
  return { rows: await readInOrder(services, list, limit), ...capped(count) }
}

/**
 * What conditions leave of a long list. Nobody knows how many that is: they are looked for until there are more than a few,
 * and those few are the list. Many are not far in whatever order. They are counted for the first page, if there is time.
 */
async function findByConditions(services: Services, list: List, limit: number): Promise<Found> {
  const { cursor } = list
  const knownMany = cursor?.counted && (!cursor.counted.isExact || cursor.counted.total > FEW_TICKETS) ? cursor.counted : null
  if (!knownMany) {
    const few = await findFew(services, list, FEW_TICKETS, PAGE_LIMIT_MS)
    if (few === 'too_slow') throw new ApiError('query_too_broad')
    if (few !== 'many') return { rows: few.length === 0 ? [] : await readFew(services, list, few, limit), total: few.length, isExact: true }
  }
  const count = knownMany ? null : await countInPassing(services, list, COUNT_CAP)
  const rows = await readMany(services, list, limit)
  return { rows, ...(knownMany ?? (count === null ? { total: FEW_TICKETS, isExact: false } : capped(count))) }
}

async function readFew(services: Services, list: List, ids: readonly number[], limit: number): Promise<TicketRow[]> {
  return (await readRows(services, accessById(ids, list.ordering), list, { limit, limitMs: null })) ?? []
}

/**
 * A page of a list with its total, which is exact up to {@link COUNT_CAP}; where conditions leave more than can be counted
 * in passing, it says at least how many there are.
 * @throws ApiError `forbidden` for a tab that the user has not, `validation_failed` for a cursor that is none,
 *   `query_too_broad` where there is too much to look through
 */
export async function listTickets(services: Services, user: CurrentUser, query: TicketQuery): Promise<TicketRowPage> {
  const list = await listOf(services, user, query)
  const isLong = !holdsFew(list.tab) && visibilityOf(user) !== 'assistant'
  const find = list.asked.conditions.length === 0 ? findInTab : isLong ? findByConditions : findInFew
  const { rows, ...counted } = await find(services, list, query.limit + 1)
  return { ...pageOf(rows, query.limit, list.ordering, list.asked.conditions.length > 0 ? counted : null), total: counted.total, totalIsExact: counted.isExact }
}
