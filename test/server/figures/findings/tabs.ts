import type { Played } from '../played.ts'
import { numbersOf, walk } from '../pages.ts'
import { sees } from '../slow/sight.ts'
import { colourOf, tabsOf, ticketsOf } from '../slow/tabs.ts'
import { differences, totalDifferences } from './differences.ts'

const PAGE_SIZES = [100, 37, 11, 5, 61]

/** Where the tabs of somebody do not hold what they must, in order, with their total and the colours of their rows. */
export async function tabFindings({ stage: { server }, truth }: Played, account: string, tabs = tabsOf(account)): Promise<string[]> {
  const client = await server.as(account)
  const findings: string[] = []
  for (const [index, tab] of tabs.entries()) {
    const expected = ticketsOf(truth, account, tab)
    const limit = PAGE_SIZES[(index + account.length) % PAGE_SIZES.length]!
    const { items, totals } = await walk(client, { tab: tab as 'all', limit })
    findings.push(
      ...differences(`${account} ${tab} by ${limit}`, numbersOf(items), numbersOf(expected)),
      ...totalDifferences(`${account} ${tab}`, totals, expected.length),
      ...differences(`${account} ${tab} alerts`, items.map(({ alert }) => alert), expected.map((ticket) => colourOf(truth, ticket))),
    )
  }
  return findings
}

/** The numbers beside the tabs in the navigation. */
export async function navigationFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const { counts, overdue, dueSoon } = await (await server.as(account)).countTickets()
  const colours = truth.tickets.filter((ticket) => sees(account, ticket)).map((ticket) => colourOf(truth, ticket))
  const count = (colour: string): number => colours.filter((one) => one === colour).length
  return [
    ...tabsOf(account).flatMap((tab) => differences(`${account} count of ${tab}`, counts[tab], ticketsOf(truth, account, tab).length)),
    ...differences(`${account} overdue and due soon`, [overdue, dueSoon], [count('red'), count('blue')]),
  ]
}
