import { isFixedColumn, TICKET_COLUMNS } from '#shared/domain/lists/columns.ts'
import type { TicketColumn, TicketColumnId } from '#shared/domain/lists/columns.ts'
import { TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { TicketField } from '#shared/domain/lists/fields.ts'
import type { TicketSort } from '../listQuery.ts'

/** How the cells of a column are drawn. */
export type CellKind = 'alert' | 'no' | 'type' | 'state' | 'instant' | 'count' | 'text'

interface Look {
  readonly kind: CellKind
  /** Pixels below and from {@link ROOM_FOR_TWO} on; null takes the rest. */
  readonly width: number | null
  readonly wide?: number
  /** Pixels in a language with longer words. */
  readonly long?: number
  readonly numeric?: boolean
  /** Secondary values are a shade lighter. */
  readonly quiet?: boolean
}

/** An instant's width depends on whether the year is written. */
const instant: Look = { kind: 'instant', width: 108, quiet: true }
const truth: Look = { kind: 'text', width: 92, long: 120, quiet: true }
const text = (width: number, more: Partial<Look> = {}): Look => ({ kind: 'text', width, ...more })

const LOOKS: Readonly<Record<TicketColumnId, Look>> = {
  alert: { kind: 'alert', width: 122, wide: 130, long: 130 }, no: { kind: 'no', width: 96, wide: 108 }, type: { kind: 'type', width: 74, wide: 84, long: 116 },
  state: { kind: 'state', width: 84, long: 102 }, customer: text(64, { wide: 92, long: 76 }), phone: text(108, { quiet: true }), feedback: { kind: 'text', width: null },
  mall: text(150, { wide: 196, long: 142, quiet: true }), handler: text(64, { wide: 84 }), marketingLine: text(84, { quiet: true }), score: text(84, { long: 120 }),
  createdAt: instant, receivedAt: instant, firstSubmittedAt: instant, submittedAt: instant, firstContactDueAt: instant, replyDueAt: instant, resolveDueAt: instant, visitAt: instant,
  escalatedAt: instant, updatedAt: instant, closedAt: instant, evaluatedAt: instant,
  feedbackCount: { kind: 'count', width: 52, wide: 60, numeric: true }, createdBy: text(64, { wide: 84, long: 84, quiet: true }),
  secondComplaint: truth, contactTimely: truth, followUpTimely: truth, replyTimely: truth, resolveTimely: truth, processTimely: truth, processed: truth, provisionalDeadlines: truth,
  dissatisfactionReason: text(180), cause: text(100), responsibleParty: text(120), assistants: text(120), handlerPhone: text(120, { quiet: true }), marketLevel: text(84, { long: 108, quiet: true }),
  headOfficeDepartment: text(120, { long: 150 }), region: text(170), address: text(200), customerType: text(84, { long: 112 }), contractNo: text(120), orderNo: text(120),
  contractAmount: text(100, { numeric: true, long: 126 }), product: text(120), salesChannel: text(160), source: text(84, { quiet: true }), followUpOf: text(108, { quiet: true }),
}

/** Width of the page in pixels from which there is room for a second time, and for a third. */
export const ROOM_FOR_TWO = 1380
export const ROOM_FOR_THREE = 1640

/** Pixels that a column takes at least where it takes the rest. */
export const FLEXIBLE_LEAST = 140

/** What the widths depend on besides the column. */
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

export interface ListColumn {
  readonly id: TicketColumnId
  readonly kind: CellKind
  /** Pixels; null takes the rest. */
  readonly width: number | null
  /** The field that a click on the head sorts by. */
  readonly sort: TicketSort['field'] | null
  readonly numeric: boolean
  readonly quiet: boolean
  /** Stays in place while the others scroll sideways. */
  readonly fixed: boolean
}

/** A column sorts by its field where the contract sorts by that. */
function sortOf(id: TicketColumnId): TicketSort['field'] | null {
  const { fields }: TicketColumn = TICKET_COLUMNS[id]
  const [path] = fields
  return path !== undefined && fields.length === 1 && (TICKET_FIELDS[path] as TicketField).sortable ? (path as TicketSort['field']) : null
}

/** As wide as the list makes a column by itself, in pixels; null takes the rest. */
export function standardWidth(id: TicketColumnId, { room, fullYears = false, longWords = false }: ListRoom): number | null {
  const look = LOOKS[id]
  if (look.kind === 'instant') return fullYears ? 134 : 108
  const width = room >= ROOM_FOR_TWO ? (look.wide ?? look.width) : look.width
  // Where there is room, a language's longer words never make a column narrower.
  if (longWords && look.long !== undefined) return room >= ROOM_FOR_TWO ? Math.max(look.long, width ?? 0) : look.long
  return width
}

/** @param width as somebody made it; null as wide as the list makes it */
export function lookOf(id: TicketColumnId, room: ListRoom, width: number | null = null): ListColumn {
  const { kind, numeric = false, quiet = false } = LOOKS[id]
  return { id, kind, width: width ?? standardWidth(id, room), sort: sortOf(id), numeric, quiet, fixed: isFixedColumn(id) }
}
