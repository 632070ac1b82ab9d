import type { BreachReport } from '#shared/contract/report.ts'
import { BREACH_KINDS } from '#shared/domain/breaches.ts'
import type { Played } from '../played.ts'
import { allBreaches, happenedIn, type MallBreach } from '../slow/breaches.ts'
import { differences } from './differences.ts'

/** In yuan; the others cost nothing. */
export const PENALTIES: Partial<Record<(typeof BREACH_KINDS)[number], number>> = { late_contact: 50, late_reply: 0.1, late_resolve: 30.35, dissatisfied: 200, wrong_return: 99.99 }
const MONTHS = ['2025-12', '2026-01', '2026-02', '2026-03', '2026-04']
const fen = (kind: string): number => Math.round((PENALTIES[kind as 'late_reply'] ?? 0) * 100)

/** Whose malls' breaches somebody reads. */
const reads = ({ truth }: Played, account: string) => ({ mall }: MallBreach): boolean => {
  const organisation = account.split('/')[0]!
  return organisation === 'HQ' || mall === organisation || truth.departmentOf.get(mall) === organisation
}

const countsOf = (breaches: readonly MallBreach[]): number[] => BREACH_KINDS.map((kind) => breaches.filter((breach) => breach.kind === kind).length)
const amountOf = (breaches: readonly MallBreach[]): number => breaches.reduce((sum, { kind }) => sum + fen(kind), 0) / 100

function rowFindings(what: string, report: BreachReport, breaches: readonly MallBreach[]): string[] {
  const malls = [...new Set(breaches.map(({ mall }) => mall))]
  const expected = malls.map((mall) => {
    const own = breaches.filter((breach) => breach.mall === mall)
    return { mall, counts: countsOf(own), amount: amountOf(own), sum: own.length }
  }).sort((one, other) => other.amount - one.amount || other.sum - one.sum || (one.mall < other.mall ? -1 : 1))
  return [
    ...differences(what, report.rows.map(({ mall, counts, amount }) => [mall.code, ...BREACH_KINDS.map((kind) => counts[kind]), amount]), expected.map(({ mall, counts, amount }) => [mall, ...counts, amount])),
    ...differences(`${what}, totals`, [...BREACH_KINDS.map((kind) => report.totals.counts[kind]), report.totals.amount], [...countsOf(breaches), amountOf(breaches)]),
  ]
}

/** The breach report of every month, by mall and kind, with what it costs. */
export async function reportFindings(played: Played, account: string): Promise<string[]> {
  const client = await played.stage.server.as(account)
  const findings: string[] = []
  for (const month of MONTHS) {
    const breaches = allBreaches(played.truth).filter(happenedIn(month)).filter(reads(played, account))
    findings.push(...rowFindings(`${account} breaches of ${month}`, await client.getBreachReport({ query: { month } }), breaches))
    const southern = breaches.filter(({ mall }) => played.truth.departmentOf.get(mall) === 'DEPT-S')
    findings.push(...rowFindings(`${account} southern breaches of ${month}`, await client.getBreachReport({ query: { month, marketingLine: 'South' } }), southern))
  }
  return findings
}

const nameOf = ({ no, kind, at }: { no: string; kind: string; at: number }): string => `${no} ${kind} ${new Date(at).toISOString()}`

/** The breaches behind every number of a month's report, page by page. */
export async function breachListFindings(played: Played, account: string, month = '2026-02'): Promise<string[]> {
  const client = await played.stage.server.as(account)
  const all = allBreaches(played.truth).filter(happenedIn(month)).filter(reads(played, account))
  const findings: string[] = []
  for (const mallCode of [undefined, ...new Set(all.map(({ mall }) => mall))]) {
    for (const [index, kind] of [undefined, ...BREACH_KINDS].entries()) {
      const expected = all.filter((breach) => (!mallCode || breach.mall === mallCode) && (!kind || breach.kind === kind))
      const found: string[] = []
      let cursor: string | undefined
      let last = Number.POSITIVE_INFINITY
      do {
        const page = await client.listBreaches({ query: { month, limit: [100, 3, 19][index % 3]!, ...(mallCode && { mallCode }), ...(kind && { kind }), ...(cursor && { cursor }) } })
        for (const breach of page.items) {
          const at = Date.parse(breach.happenedAt)
          if (at > last) findings.push(`${account} ${month} ${mallCode ?? 'all'} ${kind ?? 'all'}: not newest first`)
          last = at
          found.push(nameOf({ no: breach.ticket.no, kind: breach.kind, at }))
        }
        if (page.total !== expected.length || !page.totalIsExact) findings.push(`${account} ${month} ${mallCode ?? 'all'} ${kind ?? 'all'}: a total of ${page.total} where ${expected.length} was expected`)
        cursor = page.nextCursor ?? undefined
      } while (cursor)
      findings.push(...differences(`${account} ${month} ${mallCode ?? 'all'} ${kind ?? 'all'}`, found.sort(), expected.map(nameOf).sort()))
    }
  }
  return findings
}
