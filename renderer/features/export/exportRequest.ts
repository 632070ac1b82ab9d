import type { BreachExportInput, TicketExportInput } from '#shared/contract/export.ts'

/**
 * What is to be exported: a list of tickets with its conditions, its order and the columns that are shown, in their order;
 * or the breach report of a month.
 */
export type ExportRequest =
  | { readonly kind: 'tickets'; readonly query: TicketExportInput }
  | { readonly kind: 'breaches'; readonly query: BreachExportInput }

type Translate = (key: string) => string

/** What an export is called: the name of its list or report. */
export const exportTitle = (request: ExportRequest, t: Translate): string =>
  request.kind === 'tickets' ? t(`list.tab.${request.query.tab}`) : t('report.title')
