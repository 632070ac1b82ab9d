import { z } from './zod.ts'
import { TICKET_COLUMN_IDS, type TicketColumnId } from '../domain/lists/columns.ts'
import { instant, nullableInstant } from './common.ts'
import { ticketQueryBody } from './query.ts'
import { breachReportQuery } from './report.ts'

/** The most tickets that a file holds (`lists.md`, Every list); the file and its progress say where it was cut. */
export const EXPORT_CAP = 100_000

/** Chosen by who exports, so that he can ask how far it is while it runs. */
const exportId = z.uuid().transform((id) => id.toLowerCase())

/** A filtered list as it is shown: its query without a page, and its columns in their order. */
export const ticketExportBody = ticketQueryBody.omit({ cursor: true, limit: true }).extend({
  exportId,
  columns: z.array(z.enum(TICKET_COLUMN_IDS as [TicketColumnId, ...TicketColumnId[]])).min(1)
    .refine((given) => new Set(given).size === given.length, { message: 'named_twice' }),
})
export type TicketExport = z.infer<typeof ticketExportBody>
export type TicketExportInput = Omit<z.input<typeof ticketExportBody>, 'exportId'>

/** 商场违约处理报表 as a file: the malls of the month, and every breach behind its numbers. */
export const breachExportQuery = breachReportQuery.extend({ exportId })
export type BreachExport = z.infer<typeof breachExportQuery>
export type BreachExportInput = Omit<z.input<typeof breachExportQuery>, 'exportId'>

export const exportParams = z.strictObject({ id: exportId })

export const EXPORT_KINDS = ['tickets', 'breaches'] as const
export type ExportKind = (typeof EXPORT_KINDS)[number]
export const EXPORT_STATES = ['running', 'done', 'cancelled', 'failed'] as const
export type ExportState = (typeof EXPORT_STATES)[number]

/** How far an export is. */
export const exportProgress = z.object({
  id: z.uuid(),
  kind: z.enum(EXPORT_KINDS),
  state: z.enum(EXPORT_STATES),
  /** Rows written so far. */
  rows: z.int(),
  /** Rows that there will be, no more than {@link EXPORT_CAP}; null while that is not known. */
  total: z.int().nullable(),
  /** There is more than the file holds. */
  cut: z.boolean(),
  startedAt: instant,
  endedAt: nullableInstant,
  /** Of the request that it runs in. */
  requestId: z.string(),
})
export type ExportProgress = z.infer<typeof exportProgress>
