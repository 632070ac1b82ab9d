import type { BreachReport, BreachReportRow } from '#shared/contract/report.ts'
import type { BreachKind } from '#shared/domain/breaches.ts'

/** Which breaches of a report somebody wants to see; null means all. */
export interface BreachSelection {
  readonly mall: BreachReportRow['mall'] | null
  readonly kind: BreachKind | null
}

/** What a report and the lists behind it are asked for. An empty line means all. */
export interface ReportFilter {
  readonly month: string
  readonly marketingLine: string
}

export const reportQuery = ({ month, marketingLine }: ReportFilter): { month: string; marketingLine?: string } => ({ month, ...(marketingLine === '' ? {} : { marketingLine }) })
export const reportKey = ({ month, marketingLine }: ReportFilter): string => `${month}/${marketingLine}`

/** An amount in yuan. @param cents whether it is written with them; as a rule where it has any */
export const yuanText = (amount: number, cents = !Number.isInteger(amount)): string => amount.toLocaleString('en-US', { minimumFractionDigits: cents ? 2 : 0, maximumFractionDigits: 2 })

export const mallText = ({ code, name }: BreachReportRow['mall']): string => `${code} ${name}`
export const sumOf = (counts: BreachReport['totals']['counts']): number => Object.values(counts).reduce((sum, count) => sum + count, 0)

/** Tells the lists behind two numbers of reports apart. */
export const selectionKey = (filter: ReportFilter, { mall, kind }: BreachSelection): string => `${reportKey(filter)}/${mall?.code ?? ''}/${kind ?? ''}`
