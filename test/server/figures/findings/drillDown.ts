import type { TicketQueryInput } from '#shared/contract/query.ts'
import { drillDown, type FigureNumber } from '#shared/domain/figures/drillDown.ts'
import { RATE_IDS } from '#shared/domain/figures/rates.ts'
import type { Played } from '../played.ts'
import { MONTH } from '../month/times.ts'
import { numbersOf, walk } from '../pages.ts'
import { BEHIND, countedIn } from '../slow/months.ts'
import type { True } from '../slow/truth.ts'
import { differences, totalDifferences } from './differences.ts'

const SCORES = ['very_satisfied', 'satisfied', 'neutral', 'dissatisfied', 'very_dissatisfied'] as const

/** Every number of the home page that opens its tickets, under the name of what it must open. */
const NUMBERS: [keyof typeof BEHIND, FigureNumber][] = [
  ['total', { figure: 'total' }], ...(['complaint', 'service', 'consult'] as const).map((type): [string, FigureNumber] => [type, { figure: 'type', type }]),
  ['second_complaint', { figure: 'second_complaint' }], ['escalated', { figure: 'escalated', of: 'part' }], ['escalated whole', { figure: 'escalated', of: 'whole' }],
  ...RATE_IDS.flatMap((rate) => (['yes', 'no', 'both'] as const).map((answer): [string, FigureNumber] => [`${rate} ${answer}`, { figure: 'rate', rate, answer }])),
  ...SCORES.map((score): [string, FigureNumber] => [score, { figure: 'score', score }]),
]

type Sort = { field: 'firstSubmittedAt' | 'createdAt' | 'no'; of: (ticket: True) => number | string }
const SORTS: Sort[] = [
  { field: 'firstSubmittedAt', of: ({ firstSubmittedAt }) => firstSubmittedAt! }, { field: 'createdAt', of: ({ createdAt }) => createdAt }, { field: 'no', of: ({ no }) => no },
]
const ascending = ({ of }: Sort) => (one: True, other: True): number => (of(one) < of(other) ? -1 : of(one) > of(other) ? 1 : one.id - other.id)

/** Every number opens exactly its tickets, through cursors of several page sizes, in both directions. */
export async function drillDownFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const client = await server.as(account)
  const { figures: { from, to } } = await client.getFigures({ query: { month: MONTH } })
  const findings: string[] = []
  for (const [index, [name, number]] of NUMBERS.entries()) {
    const conditions = drillDown(number, { from: new Date(from), to: new Date(to) }) as NonNullable<TicketQueryInput['conditions']>
    const tickets = countedIn(truth, account, MONTH).filter(BEHIND[name]!)
    const sort = SORTS[index % SORTS.length]!
    for (const direction of ['asc', 'desc'] as const) {
      const expected = tickets.toSorted(ascending(sort))
      if (direction === 'desc') expected.reverse()
      const limit = [100, 13, 7, 51][(index + (direction === 'asc' ? 0 : 1)) % 4]!
      const { items, totals } = await walk(client, { tab: 'figures', conditions, sort: { field: sort.field, direction }, limit })
      const what = `${account} opens ${name} by ${sort.field} ${direction} with ${limit}`
      findings.push(...differences(what, numbersOf(items), numbersOf(expected)), ...totalDifferences(what, totals, expected.length))
    }
  }
  const { items } = await walk(client, { tab: 'figures', limit: 89 })
  const ever = truth.tickets.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null)
  const expected = ['2025-12', '2026-01', '2026-02', '2026-03'].flatMap((month) => countedIn(truth, account, month)).sort(ascending(SORTS[0]!)).reverse()
  return [...findings, ...differences(`${account} figures unconditionally, of ${ever.length}`, numbersOf(items), numbersOf(expected))]
}
