import type { ColumnPreference } from '#shared/contract/listPreference.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { isFixedColumn } from '#shared/domain/lists/columns.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { instantOf } from '#shared/domain/sla/zonedTime.ts'
import type { TicketTab, TicketTabId } from '#shared/domain/lists/tabs.ts'
import { chosenColumns } from './columns/columnChoice.ts'
import { FLEXIBLE_LEAST, lookOf, ROOM_FOR_THREE, ROOM_FOR_TWO } from './columns/columnLook.ts'
import type { ListColumn, ListRoom } from './columns/columnLook.ts'

/** Times that say something in a tab: the first always, the others where there is room. */
const TIMES: Readonly<Record<TicketTabId, readonly TicketColumnId[]>> = {
  all: ['receivedAt', 'replyDueAt', 'resolveDueAt'], pending: ['createdAt', 'updatedAt'], unread: ['updatedAt', 'replyDueAt', 'receivedAt'],
  unreplied: ['replyDueAt', 'resolveDueAt', 'receivedAt'], replied: ['resolveDueAt', 'replyDueAt', 'receivedAt'], resolved: ['visitAt', 'resolveDueAt', 'receivedAt'],
  open: ['replyDueAt', 'resolveDueAt', 'receivedAt'], closed: ['closedAt', 'visitAt', 'receivedAt'], cancelled: ['updatedAt', 'createdAt'], returned: ['updatedAt', 'createdAt'],
  late_reply: ['replyDueAt', 'resolveDueAt', 'receivedAt'], late_resolve: ['resolveDueAt', 'replyDueAt', 'receivedAt'], late_contact: ['submittedAt', 'replyDueAt', 'receivedAt'],
  late_follow_up: ['replyDueAt', 'resolveDueAt', 'receivedAt'], late_process: ['visitAt', 'resolveDueAt', 'receivedAt'], dissatisfied: ['visitAt', 'closedAt', 'receivedAt'],
  figures: ['firstSubmittedAt', 'replyDueAt', 'resolveDueAt'],
}

/** Whether rows of several states stand in the tab, so that each says its own. */
export const mixesStates = (tab: TicketTab): boolean => tab.states === null || tab.states.length > 1

/** The columns of a list where nothing is chosen, in the order of the design. */
export function standardColumns(tab: TicketTab & { id: string }, { room, oneMall = false }: ListRoom): readonly TicketColumnId[] {
  const mixed = mixesStates(tab)
  const times = (TIMES[tab.id as TicketTabId] ?? ['receivedAt']).slice(0, room >= ROOM_FOR_THREE ? 3 : room >= ROOM_FOR_TWO ? 2 : 1)
  return [
    'alert', 'no', 'type',
    ...(mixed ? ['state' as const] : []),
    'customer', 'phone', 'feedback',
    ...(oneMall ? [] : ['mall' as const]),
    'handler',
    ...(room >= ROOM_FOR_THREE ? ['marketingLine' as const] : []),
    ...(tab.only === 'dissatisfied' ? ['score' as const] : []),
    ...times,
    'feedbackCount',
    ...(mixed && !oneMall && room < 1200 ? [] : ['createdBy' as const]),
  ]
}

/**
 * The columns that a list shows.
 * @param chosen by the person; null: the standard ones
 */
export function columnsOf(tab: TicketTab & { id: string }, room: ListRoom, chosen: readonly ColumnPreference[] | null = null): readonly ListColumn[] {
  return chosenColumns(chosen, standardColumns(tab, room)).filter(({ shown }) => shown).map(({ id, width }) => lookOf(id, room, width))
}

/** What {@link showsOtherYear} looks at. */
type DatedTicket = Pick<Ticket, 'createdAt' | 'receivedAt' | 'replyDueAt' | 'resolveDueAt' | 'visitAt' | 'updatedAt' | 'closedAt'>

/**
 * Whether any time of the rows lies in another year, which is then written with it.
 * @param timeZone IANA name of the configured zone
 */
export function showsOtherYear(rows: readonly DatedTicket[], year: number, timeZone: string): boolean {
  const [from, to] = [year, year + 1].map((one) => instantOf(`${one}-01-01`, 0, timeZone).getTime()) as [number, number]
  const isOther = (at: string | null): boolean => {
    const time = at === null ? from : Date.parse(at)
    return time < from || time >= to
  }
  return rows.some((row) => [row.createdAt, row.receivedAt, row.replyDueAt, row.resolveDueAt, row.visitAt, row.updatedAt, row.closedAt].some(isOther))
}

/** Pixels of the column with the checkboxes. */
export const CHECK_WIDTH = 34

/** The columns as a CSS grid template, the checkbox first. */
export const gridTemplate = (columns: readonly Pick<ListColumn, 'width'>[]): string =>
  [`${CHECK_WIDTH}px`, ...columns.map((one) => (one.width === null ? `minmax(${FLEXIBLE_LEAST}px, 1fr)` : `${one.width}px`))].join(' ')

/** The narrowest a table of these columns gets before it scrolls sideways, in pixels. */
export const narrowestWidth = (columns: readonly Pick<ListColumn, 'width'>[]): number => columns.reduce((sum, one) => sum + (one.width ?? FLEXIBLE_LEAST), CHECK_WIDTH)

/** Where a column that stays in place stands: a variable of the table, so that a dragged width draws no row anew. */
export const pinnedStyle = (id: TicketColumnId): string => `--gd-left: var(--gd-left-${id})`

/** The variables of {@link pinnedStyle}: how far from the left edge each column that stays in place stands. */
export function pinnedOffsets(columns: readonly Pick<ListColumn, 'id' | 'width'>[]): Readonly<Record<string, string>> {
  const offsets: Record<string, string> = {}
  let left = CHECK_WIDTH
  for (const { id, width } of columns) {
    if (!isFixedColumn(id)) break
    offsets[`--gd-left-${id}`] = `${left}px`
    left += width ?? FLEXIBLE_LEAST
  }
  return offsets
}
