import type { Played } from '../played.ts'
import { openSurveysOf, pendingOf, requestsOf, surveysOf } from '../slow/requests.ts'
import type { Raw } from '../slow/rows.ts'
import { differences, totalDifferences } from './differences.ts'

interface AnyPage { items: { id: string }[]; nextCursor: string | null; total: number }

async function walkPages(page: (cursor: string | undefined) => Promise<AnyPage>): Promise<{ ids: string[]; totals: number[] }> {
  const [ids, totals]: [string[], number[]] = [[], []]
  let cursor: string | undefined
  do {
    const { items, nextCursor, total } = await page(cursor)
    ids.push(...items.map(({ id }) => id))
    totals.push(total)
    cursor = nextCursor ?? undefined
    if (totals.length > 1000) throw new Error('the list does not end')
  } while (cursor)
  return { ids, totals }
}

const compare = (what: string, { ids, totals }: { ids: string[]; totals: number[] }, expected: readonly Raw[]): string[] => [
  ...differences(what, ids, expected.map(({ id }) => String(id))), ...totalDifferences(what, totals, expected.length),
]

/** The tabs of requests and their numbers in the navigation. */
export async function requestFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const client = await server.as(account)
  const { counts } = await client.countTickets()
  const findings: string[] = []
  for (const [kind, limit] of [['return', 7], ['visit', 100], ['closure', 3]] as const) {
    const walked = await walkPages((cursor) => client.listApprovals({ query: { kind, limit, ...(cursor ? { cursor } : {}) } }))
    findings.push(
      ...compare(`${account} ${kind} requests`, walked, requestsOf(truth, account, kind)),
      ...differences(`${account} count of ${kind} requests`, counts[`${kind}_requests`], pendingOf(truth, account, kind)),
    )
  }
  return findings
}

/** The tabs of survey tasks and their numbers in the navigation. */
export async function surveyFindings({ stage: { server }, truth }: Played, account: string): Promise<string[]> {
  const client = await server.as(account)
  const { counts } = await client.countTickets()
  const findings: string[] = []
  for (const [pool, limit] of [['follow_up', 100], ['resolution', 41], ['satisfaction', 17]] as const) {
    const walked = await walkPages((cursor) => client.listSurveys({ query: { pool, limit, ...(cursor ? { cursor } : {}) } }))
    findings.push(
      ...compare(`${account} surveys of ${pool}`, walked, surveysOf(truth, pool)),
      ...differences(`${account} count of ${pool} surveys`, counts[`survey_${pool}`], openSurveysOf(truth, pool)),
    )
  }
  return findings
}
