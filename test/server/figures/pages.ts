import type { Client } from '#shared/contract/client.ts'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import type { Ticket } from '#shared/contract/ticket.ts'

export interface Walk {
  items: Ticket[]
  /** Totals of the pages that say an exact one; with conditions, a busy database may have had no time to count. */
  totals: number[]
  pages: number
}

/** Goes through a list page by page. @throws Error where a page is longer than asked for, or the list does not end */
export async function walk(client: Client, query: TicketQueryInput): Promise<Walk> {
  const walked: Walk = { items: [], totals: [], pages: 0 }
  let cursor: string | null = null
  do {
    const page: Awaited<ReturnType<Client['queryTickets']>> = await client.queryTickets({ body: { ...query, cursor } })
    if (page.items.length > (query.limit ?? 50) || walked.pages++ > 1000) throw new Error(`${JSON.stringify(query)}: ${page.items.length} rows on page ${walked.pages}`)
    if (page.nextCursor && page.items.length === 0) throw new Error('an empty page is followed by another')
    if (!page.totalIsExact && !query.conditions?.length) throw new Error('the total of a list without conditions is not exact')
    walked.items.push(...page.items)
    if (page.totalIsExact) walked.totals.push(page.total)
    cursor = page.nextCursor
  } while (cursor)
  return walked
}

export const numbersOf = (tickets: readonly { no: string }[]): string[] => tickets.map(({ no }) => no)
