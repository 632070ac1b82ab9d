import { requestTabsFor, surveyTabsFor, tabsFor } from '#shared/domain/lists/tabs.ts'
import type { Visibility } from '#shared/domain/permissions.ts'
import { DEMO_PASSWORD } from '#server/demo/organisations.ts'
import type { Database } from '#server/database/database.ts'
import { read } from '../seed/steps.ts'

/** Somebody at whose desk is measured. */
export interface Person {
  name: string
  visibility: Exclude<Visibility, 'none'>
  orgCode: string
  account: string
  token: string
  ticketTabs: readonly string[]
  requestKinds: readonly string[]
  surveyPools: readonly string[]
}

interface Row { orgCode: string; account: string }

async function accountOf(database: Database, sql: string, account: string): Promise<Row> {
  const [row] = await read<{ code: string }>(database, sql)
  if (!row) throw new Error(`nobody found: ${sql}`)
  return { orgCode: row.code, account }
}

const largest = (column: string): string =>
  `SELECT o.code FROM organisations o JOIN (SELECT ${column} AS id, COUNT(*) AS n FROM tickets WHERE ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC LIMIT 1) x ON x.id = o.id`
const typical = 'SELECT o.code FROM organisations o JOIN (SELECT scope_mall_id AS id, COUNT(*) AS n FROM tickets WHERE scope_mall_id IS NOT NULL GROUP BY scope_mall_id ORDER BY n LIMIT 1 OFFSET 150) x ON x.id = o.id'
const assisting = 'SELECT o.code FROM organisations o JOIN (SELECT organisation_id AS id, COUNT(*) AS n FROM ticket_assistants GROUP BY organisation_id ORDER BY n DESC LIMIT 1) x ON x.id = o.id'

async function signIn(url: string, { orgCode, account }: Row): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ orgCode, account, password: DEMO_PASSWORD }) })
  const body = await response.json() as { accessToken?: string }
  if (!body.accessToken) throw new Error(`${orgCode}/${account} cannot sign in: ${response.status}`)
  return body.accessToken
}

/** The call center, the largest department, the largest mall, one of middling size, and the line that assists most; signed in. */
export async function findPeople(database: Database, url: string): Promise<Person[]> {
  const chosen: [string, Person['visibility'], Row][] = [
    ['call center', 'all', { orgCode: 'HQ', account: 'agent101' }],
    ['department', 'department', await accountOf(database, largest('scope_department_id'), 'dept')],
    ['mall', 'mall', await accountOf(database, largest('scope_mall_id'), 'mall')],
    ['middling mall', 'mall', await accountOf(database, typical, 'mall')],
    ['assistant', 'assistant', await accountOf(database, assisting, 'line')],
  ]
  const people: Person[] = []
  for (const [name, visibility, row] of chosen) {
    people.push({
      name, visibility, ...row, token: await signIn(url, row), ticketTabs: tabsFor(visibility).map(({ id }) => id),
      requestKinds: requestTabsFor(visibility).map(({ kind }) => kind), surveyPools: surveyTabsFor(visibility).map(({ pool }) => pool),
    })
  }
  return people
}
