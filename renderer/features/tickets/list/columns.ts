import type { Ticket } from '#shared/contract/ticket.ts'
import { instantOf } from '#shared/domain/sla/zonedTime.ts'
import { TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { TicketField } from '#shared/domain/lists/fields.ts'
import type { TicketTab, TicketTabId } from '#shared/domain/lists/tabs.ts'
import type { TicketSort } from './listQuery.ts'

type InstantColumn = 'createdAt' | 'receivedAt' | 'submittedAt' | 'replyDueAt' | 'resolveDueAt' | 'visitAt' | 'updatedAt' | 'closedAt'
/** Columns of the lists; their words are `list.column.<id>`. */
export type ColumnId =
  | 'alert' | 'no' | 'type' | 'state' | 'customer' | 'phone' | 'feedback' | 'mall' | 'handler' | 'marketingLine' | 'score' | InstantColumn | 'feedbackCount' | 'createdBy'

export interface ListColumn {
  readonly id: ColumnId
  /** Pixels; null takes the rest. */
  readonly width: number | null
  /** The field that a click on the head sorts by. */
  readonly sort: TicketSort['field'] | null
  readonly numeric: boolean
}

const INSTANT_COLUMNS: readonly string[] = ['createdAt', 'receivedAt', 'submittedAt', 'replyDueAt', 'resolveDueAt', 'visitAt', 'updatedAt', 'closedAt']
export const isInstantColumn = (id: ColumnId): id is InstantColumn => INSTANT_COLUMNS.includes(id)

/** Times that say something in a tab: the first always, the others where there is room. */
const TIMES: Readonly<Record<TicketTabId, readonly InstantColumn[]>> = {
  all: ['receivedAt', 'replyDueAt', 'resolveDueAt'], pending: ['createdAt', 'updatedAt'], unread: ['updatedAt', 'replyDueAt', 'receivedAt'],
  unreplied: ['replyDueAt', 'resolveDueAt', 'receivedAt'], replied: ['resolveDueAt', 'replyDueAt', 'receivedAt'], resolved: ['visitAt', 'resolveDueAt', 'receivedAt'],
  open: ['replyDueAt', 'resolveDueAt', 'receivedAt'], closed: ['closedAt', 'visitAt', 'receivedAt'], cancelled: ['updatedAt', 'createdAt'], returned: ['updatedAt', 'createdAt'],
  late_reply: ['replyDueAt', 'resolveDueAt', 'receivedAt'], late_resolve: ['resolveDueAt', 'replyDueAt', 'receivedAt'], late_contact: ['submittedAt', 'replyDueAt', 'receivedAt'],
  late_follow_up: ['replyDueAt', 'resolveDueAt', 'receivedAt'], late_process: ['visitAt', 'resolveDueAt', 'receivedAt'], dissatisfied: ['visitAt', 'closedAt', 'receivedAt'],
}

/** Width of the page in pixels from which there is room for a second and a third time. */
const ROOM_FOR_TWO = 1380
const ROOM_FOR_THREE = 1640

const sortOf = (id: ColumnId): TicketSort['field'] | null => {
  const path = id === 'submittedAt' ? 'assignment.submittedAt' : id
  const field: TicketField | undefined = path in TICKET_FIELDS ? TICKET_FIELDS[path as keyof typeof TICKET_FIELDS] : undefined
  return field?.sortable ? (path as TicketSort['field']) : null
}

/** Whether rows of several states stand in the tab, so that each says its own. */
export const mixesStates = (tab: TicketTab): boolean => tab.states === null || tab.states.length > 1

/** What the columns depend on besides the tab. */
export interface ListRoom {
  /** Width of the page in pixels. */
  readonly room: number
  /** A time of another year is shown, which needs its year. */
  readonly fullYears?: boolean
  /** Every row is of the reader's own mall, which then need not be said. */
  readonly oneMall?: boolean
  /** Words of the language are longer than Chinese ones. */
  readonly longWords?: boolean
}

/** The columns of a list, in the fixed order of the design. */
export function columnsOf(tab: TicketTab & { id: string }, { room, fullYears = false, oneMall = false, longWords = false }: ListRoom): readonly ListColumn[] {
  const wide = room >= ROOM_FOR_TWO
  const mixed = mixesStates(tab)
  const times = (TIMES[tab.id as TicketTabId] ?? ['receivedAt']).slice(0, room >= ROOM_FOR_THREE ? 3 : wide ? 2 : 1)
  const timeWidth = fullYears ? 134 : 108
  const column = (id: ColumnId, width: number | null, numeric = false): ListColumn => ({ id, width, sort: sortOf(id), numeric })
  return [
    column('alert', wide || longWords ? 130 : 122),
    column('no', wide ? 108 : 96),
    column('type', longWords ? 108 : wide ? 84 : 74),
    ...(mixed ? [column('state', longWords ? 102 : 84)] : []),
    column('customer', wide ? 92 : 64),
    column('phone', 108),
    column('feedback', null),
    ...(oneMall ? [] : [column('mall', wide ? 196 : 150)]),
    column('handler', wide ? 84 : 64),
    ...(room >= ROOM_FOR_THREE ? [column('marketingLine', 84)] : []),
    ...(tab.only === 'dissatisfied' ? [column('score', 84)] : []),
    ...times.map((id) => column(id, timeWidth)),
    column('feedbackCount', wide ? 60 : 52, true),
    ...(mixed && !oneMall && room < 1200 ? [] : [column('createdBy', wide ? 84 : 64)]),
  ]
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
export const gridTemplate = (columns: readonly ListColumn[]): string =>
  [`${CHECK_WIDTH}px`, ...columns.map((one) => (one.width === null ? 'minmax(160px, 1fr)' : `${one.width}px`))].join(' ')

/** The narrowest a table of these columns gets before it scrolls sideways, in pixels. */
export const narrowestWidth = (columns: readonly ListColumn[]): number => columns.reduce((sum, one) => sum + (one.width ?? 160), CHECK_WIDTH)
