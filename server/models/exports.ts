import type { ExportKind, ExportState } from '#shared/contract/export.ts'
import { flag, instant, integer, nullable, primary, reference, text } from './columns.ts'

export const exportColumns = {
  id: primary(text()), userId: reference(), kind: text<ExportKind>(), state: text<ExportState>(),
  /** The user while it runs; one at a time by the key on it. */
  runningKey: nullable(reference()),
  rowsWritten: integer(), total: nullable(integer()), cut: flag(), cancelWanted: flag(), startedAt: instant(), updatedAt: instant(), endedAt: nullable(instant()),
  /** Of the request that it runs in; for who looks into the log. */
  requestId: text(),
  /** Counted up while it runs. */
  beats: integer(),
}
