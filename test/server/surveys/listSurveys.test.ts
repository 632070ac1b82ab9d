import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { SurveyKind } from '#shared/domain/sla/surveys.ts'
import { openSurvey } from '../../support/surveys.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

const NOW = new Date('2026-03-10T02:00:00Z')
const HOUR = 3_600_000
let server: TestServer
let agent: Client
let surveyor: Client

beforeEach(async () => {
  server = await startTestServer({ now: NOW.toISOString() })
  agent = await server.as('HQ/agent')
  surveyor = await server.as('HQ/surveyor')
})
afterEach(() => server.stop())

const newTicket = async (more: Parameters<typeof ticketInput>[0] = {}) => agent.createTicket({ body: ticketInput(more) })
/** A task of a ticket of its own that fell due so many hours ago. */
const dueSince = async (hours: number, kind: SurveyKind, no?: string): Promise<string> =>
  openSurvey(server.database, no ?? (await newTicket()).no, kind, new Date(NOW.getTime() - hours * HOUR))
const answer = (id: string) => surveyor.recordSurvey({ params: { id }, body: { outcome: 'yes' } })
const idsOf = async (query: object = {}): Promise<string[]> => (await surveyor.listSurveys({ query })).items.map(({ id }) => id)

describe('the pools', () => {
  it('hold open tasks first, due first, then those with results; contact and follow-up are one pool', async () => {
    const [late, early, resolution, latest] = [await dueSince(1, 'survey_contact'), await dueSince(9, 'survey_follow_up'), await dueSince(5, 'survey_resolution'), await dueSince(7, 'survey_contact')]
    const answered = await dueSince(20, 'survey_contact')
    await answer(answered)
    expect(await idsOf({ pool: 'follow_up' })).toEqual([early, latest, late, answered])
    expect(await idsOf({ pool: 'resolution' })).toEqual([resolution])
    expect(await idsOf({ pool: 'resolution,satisfaction' })).toEqual([resolution])
    expect(await idsOf({ state: 'open' })).toEqual([early, latest, resolution, late])
    expect(await idsOf({ state: 'done,unreachable' })).toEqual([answered])
    expect(await surveyor.listSurveys({ query: { limit: 2 } })).toMatchObject({ total: 5, totalIsExact: true })
  })

  it('go on behind the cursor without showing one twice, whatever is answered in between', async () => {
    const tasks = []
    for (const hours of [9, 8, 7, 6, 5]) tasks.push(await dueSince(hours, 'survey_resolution'))
    await answer(tasks[4]!)
    const first = await surveyor.listSurveys({ query: { limit: 2 } })
    server.clock.advance(1)
    await answer(tasks[0]!)
    const second = await surveyor.listSurveys({ query: { limit: 2, cursor: first.nextCursor! } })
    const third = await surveyor.listSurveys({ query: { limit: 2, cursor: second.nextCursor! } })
    expect([first, second, third].map(({ items }) => items.map(({ id }) => id))).toEqual([[tasks[0], tasks[1]], [tasks[2], tasks[3]], [tasks[4]]])
    expect(third.nextCursor).toBeNull()
  })

  it('mask the numbers and name ticket, mall and customer', async () => {
    const { no, customer } = await newTicket()
    await dueSince(1, 'survey_contact', no)
    const [item] = (await surveyor.listSurveys({ query: {} })).items
    expect(item).toMatchObject({
      kind: 'survey_contact', pool: 'follow_up', state: 'open', tries: 0, outcome: null, satisfaction: null, answeredAt: null, answeredBy: null, mayAnswer: true,
      ticket: { no, type: 'complaint', state: 'unreplied', mall: { code: 'M0001' } }, customer: { id: customer.id, name: '沈若兰', phones: ['139****2671'] },
    })
  })

  it('refuse pools, states and cursors that there are not', async () => {
    for (const query of [{ pool: 'everything' }, { state: 'late' }]) expect(await problemOf(surveyor.listSurveys({ query }))).toMatchObject({ status: 422 })
    expect(await problemOf(surveyor.listSurveys({ query: { cursor: 'x' } }))).toMatchObject({ status: 422, errors: { cursor: ['invalid_value'] } })
  })

  it('are counted for who asks customers, open tasks alone', async () => {
    await dueSince(1, 'survey_contact')
    await dueSince(2, 'survey_follow_up')
    await answer(await dueSince(3, 'survey_resolution'))
    expect((await surveyor.countTickets()).counts).toMatchObject({ survey_follow_up: 2, survey_resolution: 0, survey_satisfaction: 0 })
    for (const account of ['M0001/mall', 'DEPT-S/dept']) expect(Object.keys((await (await server.as(account)).countTickets()).counts).filter((id) => id.startsWith('survey_'))).toEqual([])
  })
})

describe('one call', () => {
  it('has all open tasks of the customer over all his tickets, due first, and his full number', async () => {
    const first = await newTicket()
    const second = await newTicket({ customer: { id: first.customer.id } })
    const other = await newTicket({ customer: { name: '顾念', phones: ['13700000002'], type: 'individual' } })
    const [resolution, contact, satisfaction] = [await dueSince(1, 'survey_resolution', first.no), await dueSince(9, 'survey_contact', second.no), await dueSince(5, 'survey_satisfaction', first.no)]
    await answer(await dueSince(20, 'survey_contact', first.no))
    await dueSince(30, 'survey_contact', other.no)
    const call = await surveyor.listCustomerSurveys({ params: { id: first.customer.id } })
    expect(call.customer).toEqual({ id: first.customer.id, name: '沈若兰', phones: ['13900002671'], phonesMasked: false })
    expect(call.items.map(({ id, ticket }) => [id, ticket.no])).toEqual([[contact, second.no], [satisfaction, first.no], [resolution, first.no]])
  })

  it('has masked numbers and nothing to answer for an administrator, who only reads', async () => {
    const { no, customer } = await newTicket()
    await dueSince(1, 'survey_contact', no)
    const call = await (await server.as('HQ/admin')).listCustomerSurveys({ params: { id: customer.id } })
    expect(call).toMatchObject({ customer: { phones: ['139****2671'], phonesMasked: true }, items: [{ mayAnswer: false }] })
  })

  it('is not found for a customer that there is not', async () => {
    expect(await problemOf(surveyor.listCustomerSurveys({ params: { id: '999999' } }))).toMatchObject({ status: 404 })
  })
})
