import { ask, type Call } from './call.ts'
import { advancedQueries, sortedQueries } from './conditions.ts'
import type { Person } from './people.ts'
import { searches, type Samples } from './searches.ts'

/** Requests of one kind that are measured together. */
export interface QueryClass {
  name: string
  /** p95 in ms at 1,000,000 tickets; null: nothing is demanded. */
  goalMs: number | null
  calls: Call[]
  /** Rows that a statement of it may sort: those of a page, or of what conditions leave. */
  mostSorted: number
}

const PAGE_GOAL_MS = 50
/** A page of each of the few states is merged. */
const PAGE_SORTED = 500
const FOUND_SORTED = 5_000

const query = (person: Person, body: Record<string, unknown>): Call => ({ method: 'POST', path: '/tickets/query', body, person })
interface Page { nextCursor: string | null; items: { createdAt?: string }[] }

/** Cursors at several depths: reached page by page, and one that begins two years ago. */
async function deepPages(url: string, person: Person, tab: string): Promise<Call[]> {
  const depths = [200, 1_000, 3_000]
  const calls: Call[] = []
  let cursor: string | null = null
  for (let depth = 100; depth <= Math.max(...depths); depth += 100) {
    const page: Page = await ask<Page>(url, query(person, { tab, limit: 100, ...(cursor ? { cursor } : {}) }))
    cursor = page.nextCursor
    if (!cursor) break
    if (depths.includes(depth)) calls.push(query(person, { tab, cursor }))
  }
  const long = cursor && !['unread', 'unreplied'].includes(tab)
  return long ? [...calls, query(person, { tab, cursor: Buffer.from(JSON.stringify([new Date(Date.now() - 2 * 365 * 86_400_000).toISOString(), 1])).toString('base64url') })] : calls
}

async function deepItems(url: string, person: Person, path: string): Promise<Call[]> {
  const calls: Call[] = []
  let cursor: string | null = null
  for (let page = 1; page <= 30; page++) {
    const answer: Page = await ask<Page>(url, { method: 'GET', path: `${path}&limit=100${cursor ? `&cursor=${cursor}` : ''}`, person })
    cursor = answer.nextCursor
    if (!cursor) break
    if (page === 3 || page === 30) calls.push({ method: 'GET', path: `${path}&cursor=${cursor}`, person })
  }
  return calls
}

/** Everything that is measured. @param wanted by name */
export async function makeClasses(url: string, people: readonly Person[], samples: Samples, wanted: (name: string) => boolean): Promise<QueryClass[]> {
  const classes: QueryClass[] = []
  const addDeep = async (name: string, calls: () => Promise<Call[]>): Promise<void> => {
    if (wanted(name)) add(name, PAGE_GOAL_MS, await calls())
  }
  const add = (name: string, goalMs: number | null, calls: Call[], mostSorted = PAGE_SORTED): void => {
    if (calls.length > 0 && wanted(name)) classes.push({ name, goalMs, calls, mostSorted })
  }
  for (const person of people) {
    for (const tab of person.ticketTabs) {
      add(`page ${person.name} ${tab} first`, PAGE_GOAL_MS, [query(person, { tab })])
      await addDeep(`page ${person.name} ${tab} deep`, () => deepPages(url, person, tab))
    }
    for (const [kind, path, names] of [['requests', '/approvals?kind=', person.requestKinds], ['surveys', '/surveys?pool=', person.surveyPools]] as const) {
      for (const name of names) {
        add(`page ${person.name} ${name} ${kind} first`, PAGE_GOAL_MS, [{ method: 'GET', path: path + name, person }])
        await addDeep(`page ${person.name} ${name} ${kind} deep`, () => deepItems(url, person, path + name))
      }
    }
    add(`counts ${person.name}`, 20, [{ method: 'GET', path: '/tickets/counts', person }])
    if (person.visibility !== 'assistant') add(`home ${person.name}`, 20, homeCalls(person))
    if (person.visibility !== 'assistant') add(`report ${person.name}`, null, [{ method: 'GET', path: `/reports/breaches?month=${monthsAgo(1)}`, person }, { method: 'GET', path: `/reports/breaches/tickets?month=${monthsAgo(1)}`, person }], 20_000)
  }
  const [center, , mall] = people
  for (const { name, bodies } of advancedQueries(samples)) add(`query ${name}`, 150, bodies.map((body) => query(center!, body)), FOUND_SORTED)
  add('query of a mall', 150, advancedQueries(samples).flatMap(({ bodies }) => bodies.map((body) => query(mall!, body))), FOUND_SORTED)
  for (const person of people.slice(0, 3)) add(`sorted ${person.name}`, null, sortedQueries().map((body) => query(person, body)), FOUND_SORTED)
  for (const { name, goalMs, paths } of searches(samples)) add(`search ${name}`, goalMs, paths.map((path) => ({ method: 'GET', path, person: center! })), FOUND_SORTED)
  return classes
}

const monthsAgo = (months: number): string => {
  const now = new Date()
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15)).toISOString().slice(0, 7)
}
const homeCalls = (person: Person): Call[] => [
  { method: 'GET', path: '/home/reminders?range=year', person }, { method: 'GET', path: '/home/reminders?range=month', person },
  ...[0, 1, 7, 20].map((months): Call => ({ method: 'GET', path: `/home/figures?month=${monthsAgo(months)}`, person })),
]
