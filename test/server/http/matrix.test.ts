import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ENDPOINTS, type EndpointName } from '#shared/contract/endpoints.ts'
import { ROLES } from '#shared/domain/organisation/roles.ts'
import { outcomeOf, type MatrixCase, type MatrixRules } from '#test/support/matrix/case.ts'
import { COLUMN_NAMES, readOutcomes, ROLES_OF_COLUMNS, type Column } from '#test/support/matrix/columns.ts'
import { approvalRules } from '#test/support/matrix/rules/approvals.ts'
import { attachmentRules } from '#test/support/matrix/rules/attachments.ts'
import { calendarRules } from '#test/support/matrix/rules/calendar.ts'
import { channelRules } from '#test/support/matrix/rules/channels.ts'
import { customerRules } from '#test/support/matrix/rules/customers.ts'
import { listRules } from '#test/support/matrix/rules/lists.ts'
import { homeRules } from '#test/support/matrix/rules/home.ts'
import { exportRules } from '#test/support/matrix/rules/exports.ts'
import { messageRules } from '#test/support/matrix/rules/messages.ts'
import { referenceRules } from '#test/support/matrix/rules/reference.ts'
import { reportRules } from '#test/support/matrix/rules/reports.ts'
import { searchRules } from '#test/support/matrix/rules/search.ts'
import { sessionRules } from '#test/support/matrix/rules/session.ts'
import { surveyRules } from '#test/support/matrix/rules/surveys.ts'
import { ticketRules } from '#test/support/matrix/rules/tickets.ts'
import { createMatrixWorld, type MatrixWorld } from '#test/support/matrix/world.ts'

/** What the specification says of every endpoint, written by hand and not taken from the program. */
const RULES: MatrixRules = { ...sessionRules, ...customerRules, ...channelRules, ...ticketRules, ...attachmentRules, ...approvalRules, ...messageRules, ...homeRules, ...listRules, ...surveyRules, ...referenceRules, ...calendarRules, ...reportRules, ...exportRules, ...searchRules }

let world: MatrixWorld
beforeAll(async () => { world = await createMatrixWorld() })
afterAll(() => world.server.stop())

/** Outcomes of all columns, one after the other: what one does must not be in the next one's way. */
async function outcomes(name: EndpointName, given: MatrixCase): Promise<Record<Column, string>> {
  const found: Partial<Record<Column, string>> = {}
  for (const column of COLUMN_NAMES) found[column] = await outcomeOf(name, given, world, column)
  return found as Record<Column, string>
}

describe('the matrix', () => {
  it('has rules for every endpoint, and for none that there is not', () => {
    expect(Object.keys(RULES).sort()).toEqual(Object.keys(ENDPOINTS).sort())
    expect(Object.entries(RULES).filter(([, cases]) => cases.length === 0)).toEqual([])
  })

  it('has a column for every role, and for who holds none', () => {
    expect([...new Set(Object.values(ROLES_OF_COLUMNS).flat())].sort()).toEqual([...ROLES].sort())
    expect(COLUMN_NAMES.filter((column) => ROLES_OF_COLUMNS[column].length === 0)).toEqual(['nobody', 'sales'])
  })

  it('refuses a rule that leaves out a column, names one twice or names none that there is', () => {
    expect(() => readOutcomes('200 nobody cs')).toThrow('no outcome for admin')
    expect(() => readOutcomes('200 cs; 403 agent')).toThrow('agent has two outcomes')
    expect(() => readOutcomes('200 cs; 403 everybody')).toThrow('is no column')
  })
})

describe.each(Object.keys(ENDPOINTS) as EndpointName[])('%s', (name) => {
  const cases = (RULES[name] ?? []).map((given) => [given.name, given] as const)
  it.each(cases)('%s', async (_case, given) => {
    expect(await outcomes(name, given)).toEqual(readOutcomes(given.expected))
  })
})
