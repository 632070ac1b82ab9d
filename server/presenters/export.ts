import type { ExportProgress } from '#shared/contract/export.ts'
import type { ExportRow } from '../models/index.ts'

export const presentExport = ({ id, kind, state, rowsWritten, total, cut, startedAt, endedAt, requestId }: ExportRow): ExportProgress => ({
  id, kind, state, rows: rowsWritten, total, cut, startedAt: startedAt.toISOString(), endedAt: endedAt?.toISOString() ?? null, requestId,
})
