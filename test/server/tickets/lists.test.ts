import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { Condition, TicketQueryInput } from '#shared/contract/query.ts'
import { OPERATORS_OF_KIND, TICKET_FIELDS, type QueryOperator, type TicketField, type TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

const START = '2026-03-04T02:00:00Z'
const MINUTE = 60_000

let server: TestServer
let agent: Client
let mall: Client
const numbers: Record<string, string> = {}

beforeAll(async () => {
  server = await startTestServer({ now: START })
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
  const make = async (name: string, more: Parameters<typeof ticketInput>[0] = {}): Promise<void> => {
    server.clock.advance(MINUTE)
    numbers[name] = (await agent.createTicket({ body: ticketInput({ customer: { name, phones: [`1390000${1000 + Object.keys(numbers).length}`], type: 'individual' }, ...more }) })).no
  }
  await make('draft', { submit: false })
  await make('unreplied')
  await make('replied', { type: 'service', level: 'A' })
  await make('resolved', { type: 'service', level: 'B' })
  await make('closed', { type: 'consult', level: '1' })
  await make('cancelled')
  await make('other mall', { mallCode: 'M0003' })
  await make('head office', { mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } })
  await make('100%_sure\\', { product: { brand: '序居', category: '定制衣柜' } })
  await make('returned')
  const act = async (name: string, client: Client, operation: 'reply' | 'resolve' | 'close' | 'cancel'): Promise<void> => {
    server.clock.advance(MINUTE)
    await client.operateTicket({ params: { no: numbers[name]! }, body: { operation, version: 1, content: '好。' } })
  }
  await act('replied', mall, 'reply')
  await act('resolved', mall, 'resolve')
  await act('closed', mall, 'close')
  await act('cancelled', agent, 'cancel')
  await mall.operateTicket({ params: { no: numbers['returned']! }, body: { operation: 'return', version: 1, content: '退。', reasonCode: 'other' } })
  await (await server.as('HQ/approver')).operateTicket({ params: { no: numbers['returned']! }, body: { operation: 'approve_return' } })
})
afterAll(() => server.stop())

const namesOf = async (client: Client, query: TicketQueryInput): Promise<string[]> => (await client.queryTickets({ body: query })).items.map(({ customer }) => customer.name)
const where = (client: Client, ...conditions: Condition[]) => namesOf(client, { tab: 'all', conditions })

describe('the tabs of the call center', () => {
  it.each([
    ['all', ['100%_sure\\', 'head office', 'other mall', 'closed', 'resolved', 'replied', 'unreplied']],
    ['pending', ['returned', 'draft']],
    ['unreplied', ['100%_sure\\', 'head office', 'other mall', 'unreplied']],
    ['replied', ['replied']],
    ['resolved', ['resolved']],
    ['open', ['100%_sure\\', 'head office', 'other mall', 'resolved', 'replied', 'unreplied']],
    ['closed', ['closed']],
    ['cancelled', ['cancelled']],
    ['returned', ['returned']],
    ['late_reply', []],
  ] as const)('%s', async (tab, names) => {
    expect(await namesOf(agent, { tab })).toEqual(names)
  })

  it('are counted as they are listed', async () => {
    const { counts } = await agent.countTickets()
    for (const tab of ['all', 'pending', 'unreplied', 'open', 'closed', 'cancelled', 'returned', 'unread'] as const) {
      expect((await agent.queryTickets({ body: { tab } })).total, tab).toBe(counts[tab])
    }
  })
})

describe('what a list may hold', () => {
  it('is the mall\'s own submitted tickets, the department\'s line with head office, the assistant\'s own', async () => {
    expect(await namesOf(mall, { tab: 'all' })).toEqual(['100%_sure\\', 'closed', 'resolved', 'replied', 'unreplied'])
    expect(await namesOf(mall, { tab: 'cancelled' })).toEqual(['cancelled'])
    expect(await namesOf(await server.as('DEPT-S/dept'), { tab: 'all' })).toEqual(['100%_sure\\', 'head office', 'closed', 'resolved', 'replied', 'unreplied'])
    expect(await namesOf(await server.as('DEPT-N/dept'), { tab: 'all' })).toEqual(['other mall'])
    expect(await namesOf(await server.as('LINE-1/line'), { tab: 'all' })).toEqual([])
    await agent.patchTicket({ params: { no: numbers['other mall']! }, body: { version: 1, assistants: ['LINE-1'] } })
    expect(await namesOf(await server.as('LINE-1/line'), { tab: 'all' })).toEqual(['other mall'])
  })

  it('is no tab of the call center for a mall', async () => {
    for (const tab of ['pending', 'returned'] as const) expect(await problemOf(mall.queryTickets({ body: { tab } }))).toMatchObject({ status: 403 })
  })

  it('masks every phone number', async () => {
    expect((await mall.queryTickets({ body: { tab: 'unreplied' } })).items[0]?.customer).toMatchObject({ phonesMasked: true, phones: [expect.stringMatching(/^139\*{4}\d{4}$/)] })
  })
})

describe('unread', () => {
  it('is what happened since the person last opened it; one mark serves a whole mall, own acts do not count', async () => {
    const no = numbers['unreplied']!
    const mall2 = await server.as('M0001/mall2')
    expect(await namesOf(mall, { tab: 'unread' })).toContain('unreplied')
    await mall2.getTicket({ params: { no } })
    expect(await namesOf(mall, { tab: 'unread' })).not.toContain('unreplied')
    server.clock.advance(MINUTE)
    const changed = await agent.patchTicket({ params: { no }, body: { version: 1, level: '1' } })
    expect(await namesOf(mall, { tab: 'unread' })).toContain('unreplied')
    expect(await namesOf(agent, { tab: 'unread' })).not.toContain('unreplied')
    server.clock.advance(MINUTE)
    await agent.patchTicket({ params: { no }, body: { version: changed.version, level: '2' } })
    expect((await namesOf(mall, { tab: 'unread' }))[0]).toBe('unreplied')
  })
})

describe('conditions', () => {
  it('are joined by all or by any', async () => {
    const conditions: Condition[] = [{ field: 'type', op: 'eq', value: 'service' }, { field: 'level', op: 'eq', value: 'A' }]
    expect(await namesOf(agent, { tab: 'all', match: 'all', conditions })).toEqual(['replied'])
    expect(await namesOf(agent, { tab: 'all', match: 'any', conditions: [...conditions, { field: 'type', op: 'eq', value: 'consult' }] })).toEqual(['closed', 'resolved', 'replied'])
  })

  it('take what the user typed as text, not as a pattern or as SQL', async () => {
    expect(await where(agent, { field: 'customer.name', op: 'contains', value: '%' })).toEqual(['100%_sure\\'])
    expect(await where(agent, { field: 'customer.name', op: 'starts_with', value: '100%_' })).toEqual(['100%_sure\\'])
    expect(await where(agent, { field: 'customer.name', op: 'contains', value: '\\' })).toEqual(['100%_sure\\'])
    expect(await where(agent, { field: 'customer.name', op: 'eq', value: "' OR 1=1 -- " })).toEqual([])
  })

  it('find a phone number whatever its punctuation, and mall and department by what stands in their own table', async () => {
    expect(await where(agent, { field: 'customer.phones', op: 'eq', value: '+86 139-0000-1001' })).toEqual(['unreplied'])
    expect(await where(agent, { field: 'customer.phones', op: 'contains', value: '1001' })).toEqual(['unreplied'])
    expect(await where(agent, { field: 'mall.code', op: 'eq', value: 'M0003' })).toEqual(['other mall'])
    expect(await where(agent, { field: 'mall.code', op: 'is_null', value: true })).toEqual(['head office'])
    expect(await where(agent, { field: 'headOffice.departmentCode', op: 'eq', value: 'DEPT-S' })).toEqual(['head office'])
    expect(await where(agent, { field: 'product.brand', op: 'is_null', value: false })).toEqual(['100%_sure\\'])
  })

  it('compare instants to the millisecond', async () => {
    const { createdAt } = await agent.getTicket({ params: { no: numbers['replied']! } })
    expect(await where(agent, { field: 'createdAt', op: 'eq', value: createdAt })).toEqual(['replied'])
    expect(await where(agent, { field: 'createdAt', op: 'between', value: [createdAt, createdAt] })).toEqual(['replied'])
    expect(await where(agent, { field: 'createdAt', op: 'lt', value: createdAt })).toEqual(['unreplied'])
  })

  const valueFor = (field: TicketField, op: QueryOperator): Condition['value'] => {
    const single = { text: 'x', full_text: '衣柜', phone: '1390', enumeration: field.values?.[0] ?? '', boolean: true, number: 1, instant: START }[field.kind]
    return op === 'is_null' ? true : op === 'in' ? [single] : op === 'between' ? [single, single] : single
  }
  const everything = (Object.keys(TICKET_FIELDS) as TicketFieldPath[]).flatMap((field) => OPERATORS_OF_KIND[TICKET_FIELDS[field].kind].map((op): Condition => ({ field, op, value: valueFor(TICKET_FIELDS[field], op) })))

  it('work for every field with every operator that fits it', async () => {
    for (const condition of everything) await expect(agent.queryTickets({ body: { tab: 'all', conditions: [condition] } }), JSON.stringify(condition)).resolves.toBeDefined()
  })

  it('are refused for an unknown field, an operator or a value that does not fit', async () => {
    const refused = async (condition: unknown) => (await problemOf(agent.queryTickets({ body: { tab: 'all', conditions: [condition as Condition] } }))).status
    expect(await refused({ field: 'id; DROP TABLE tickets', op: 'eq', value: 1 })).toBe(422)
    expect(await refused({ field: 'type', op: 'contains', value: 'x' })).toBe(422)
    expect(await refused({ field: 'type', op: 'eq', value: 'nothing' })).toBe(422)
    expect(await refused({ field: 'createdAt', op: 'gt', value: 'yesterday' })).toBe(422)
  })
})

describe('paging', () => {
  it('goes through every sort in both directions without losing or repeating a row, also over empty values', async () => {
    const all = (await agent.queryTickets({ body: { tab: 'all', limit: 100 } })).items.map(({ no }) => no).sort()
    for (const field of ['no', 'createdAt', 'replyDueAt', 'closedAt', 'feedbackCount', 'receivedAt', 'updatedAt', 'visitAt'] as const) {
      for (const direction of ['asc', 'desc'] as const) {
        const seen: string[] = []
        let cursor: string | null = null
        do {
          const page: Awaited<ReturnType<Client['queryTickets']>> = await agent.queryTickets({ body: { tab: 'all', sort: { field, direction }, limit: 2, cursor } })
          seen.push(...page.items.map(({ no }) => no))
          cursor = page.nextCursor
        } while (cursor)
        expect([...seen].sort(), `${field} ${direction}`).toEqual(all)
      }
    }
  })

  it('shifts nothing while tickets are added', async () => {
    const first = await agent.queryTickets({ body: { tab: 'open', limit: 3 } })
    server.clock.advance(MINUTE)
    await agent.createTicket({ body: ticketInput({ customer: { name: 'late comer', phones: ['13911110000'], type: 'individual' } }) })
    const second = await agent.queryTickets({ body: { tab: 'open', limit: 3, cursor: first.nextCursor } })
    expect(second.items.map(({ customer }) => customer.name)).toEqual(['resolved', 'replied', 'unreplied'])
  })

  it('refuses a cursor that is none, and sorting by a column that is not sortable', async () => {
    expect(await problemOf(agent.queryTickets({ body: { tab: 'all', cursor: 'abc' } }))).toMatchObject({ status: 422, errors: { cursor: ['invalid_value'] } })
    expect((await problemOf(agent.queryTickets({ body: { tab: 'all', sort: { field: 'customer.name' as never, direction: 'asc' } } }))).status).toBe(422)
  })
})
