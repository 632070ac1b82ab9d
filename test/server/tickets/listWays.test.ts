import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { TicketQueryInput } from '#shared/contract/query.ts'
import { TICKET_FIELDS, type TicketField, type TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { recount } from '#server/counts/recount.ts'
import { findRows } from '#server/database/database.ts'
import type * as TimeLimit from '#server/database/timeLimit.ts'
import type { TicketRow } from '#server/models/index.ts'
import { cloneTickets } from '../../support/sweepLoad.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

/** Lets statements with a limit wait for something, or run out of time: those that say so. */
const slow = vi.hoisted(() => ({ is: (_sql: string): boolean => false, before: async (_sql: string): Promise<void> => {} }))
vi.mock('#server/database/timeLimit.ts', async (original) => {
  const actual = await original<typeof TimeLimit>()
  const selectWithin: typeof actual.selectWithin = async (database, statement, limitMs, ...rest) => {
    if (limitMs !== null) await slow.before(statement.sql)
    return limitMs !== null && slow.is(statement.sql) ? null : actual.selectWithin(database, statement, limitMs, ...rest)
  }
  return { ...actual, selectWithin }
})

const START = '2026-03-04T02:00:00Z'
const MINUTE = 60_000
/** More than are looked for and sorted (`FEW_TICKETS`), all made at the same moment. */
const CLONES = 2_300

let server: TestServer
let people: Record<'all' | 'department' | 'mall' | 'assistant', Client>
let rows: TicketRow[]

async function makeTickets(): Promise<string> {
  const { all: agent, mall } = people
  const make = async (more: Parameters<typeof ticketInput>[0] = {}): Promise<string> => {
    server.clock.advance(MINUTE)
    return (await agent.createTicket({ body: ticketInput(more) })).no
  }
  const operate = (client: Client, no: string, operation: 'reply' | 'resolve' | 'close' | 'cancel', version = 1) => {
    server.clock.advance(MINUTE)
    return client.operateTicket({ params: { no }, body: { operation, version, content: '好。' } })
  }
  await make({ submit: false })
  for (let round = 0; round < 3; round++) {
    await make({ assistants: ['LINE-1'] })
    await operate(mall, await make({ assistants: ['LINE-1'] }), 'reply')
    await operate(mall, await make({ type: 'service', level: 'A', assistants: ['LINE-1'] }), 'resolve')
    await operate(mall, await make({ type: 'consult', level: '1', assistants: ['LINE-1'] }), 'close')
    await operate(agent, await make(), 'cancel')
    await make({ mallCode: 'M0003' })
  }
  return make({ type: 'service', level: 'A', customer: { name: '很多', phones: ['13911112222'], type: 'individual' } })
}

beforeAll(async () => {
  server = await startTestServer({ now: START })
  people = { all: await server.as('HQ/agent'), department: await server.as('DEPT-S/dept'), mall: await server.as('M0001/mall'), assistant: await server.as('LINE-1/line') }
  const template = await makeTickets()
  await cloneTickets(server.database, template, CLONES, new Date('2026-12-01T00:00:00Z'))
  await server.database.sequelize.query("UPDATE tickets SET no = CONCAT('2602', LPAD(id, 6, '0')) WHERE no LIKE 'L%'")
  await recount(server.database, 'Asia/Shanghai')
  rows = await findRows(server.database.tables.tickets, {})
}, 120_000)
afterAll(() => server.stop())

/** All pages of a list. */
async function readAll(client: Client, query: TicketQueryInput, between: (page: number) => Promise<void> = async () => {}): Promise<{ numbers: string[]; totals: string[] }> {
  const numbers: string[] = []
  const totals = new Set<string>()
  let cursor: string | null = null
  for (let page = 0; ; page++) {
    const answer: Awaited<ReturnType<Client['queryTickets']>> = await client.queryTickets({ body: { limit: 100, ...query, cursor } })
    numbers.push(...answer.items.map(({ no }) => no))
    totals.add(`${answer.total} ${answer.totalIsExact}`)
    cursor = answer.nextCursor
    if (!cursor) return { numbers, totals: [...totals] }
    await between(page)
  }
}

const ATTRIBUTES = {
  no: 'no', createdAt: 'createdAt', 'assignment.submittedAt': 'submittedAt', firstSubmittedAt: 'firstSubmittedAt', feedbackCount: 'feedbackCount', replyDueAt: 'replyDueAt',
  resolveDueAt: 'resolveDueAt', visitAt: 'visitAt', receivedAt: 'receivedAt', updatedAt: 'updatedAt', closedAt: 'closedAt',
} as const satisfies Partial<Record<TicketFieldPath, keyof TicketRow>>
const SORTABLE = Object.keys(ATTRIBUTES) as (keyof typeof ATTRIBUTES)[]

/** The order of a list, calculated: by value and id, what is empty first in ascending order. */
function sorted(of: readonly TicketRow[], attribute: (typeof ATTRIBUTES)[keyof typeof ATTRIBUTES], direction: 'asc' | 'desc'): string[] {
  const rank = (row: TicketRow): number => {
    const value = row[attribute]
    return value === null ? -Infinity : Number(value)
  }
  const ascending = [...of].sort((one, other) => (rank(one) === rank(other) ? one.id - other.id : rank(one) < rank(other) ? -1 : 1)).map(({ no }) => no)
  return direction === 'asc' ? ascending : ascending.reverse()
}

const SUBMITTED = ['unreplied', 'replied', 'resolved', 'closed']
const seenBy = (visibility: keyof typeof people): TicketRow[] => {
  const submitted = rows.filter(({ state }) => SUBMITTED.includes(state))
  const mall = server.world.M0001
  switch (visibility) {
    case 'all': return submitted
    case 'mall': return submitted.filter(({ scopeMallId }) => scopeMallId === mall)
    case 'department': return submitted.filter(({ scopeDepartmentId }) => scopeDepartmentId === submitted.find(({ scopeMallId }) => scopeMallId === mall)?.scopeDepartmentId)
    case 'assistant': return submitted.filter(({ responsibleParty: _none, id }) => assisted.has(id))
  }
}
let assisted = new Set<number>()

describe('every order of a list', () => {
  beforeAll(async () => {
    assisted = new Set((await findRows(server.database.tables.ticketAssistants, {})).map(({ ticketId }) => ticketId))
  })

  it('knows all sortable columns', () => {
    expect(Object.entries(TICKET_FIELDS).filter(([, field]) => (field as TicketField).sortable).map(([path]) => path).sort()).toEqual([...SORTABLE].sort())
  })

  /** Empty values, equal ones, text and numbers; every column for who sees all, and for who is sorted otherwise. */
  const SOME: typeof SORTABLE = ['no', 'createdAt', 'feedbackCount', 'closedAt']
  describe.each([['all', SORTABLE], ['department', SOME], ['mall', SOME], ['assistant', SORTABLE]] as const)('of %s', (visibility, fields) => {
    it.each(fields.flatMap((field) => (['asc', 'desc'] as const).map((direction) => [field, direction] as const)))('is right by %s %s, with equal and empty values', async (field, direction) => {
      const { numbers } = await readAll(people[visibility], { tab: 'all', sort: { field, direction } })
      expect(numbers).toEqual(sorted(seenBy(visibility), ATTRIBUTES[field], direction))
    })
  })

  it.each(['unreplied', 'open', 'closed', 'cancelled', 'replied'] as const)('of the tab %s is right by a column that is no order of its own', async (tab) => {
    const states = tab === 'open' ? ['unreplied', 'replied', 'resolved'] : [tab]
    for (const direction of ['asc', 'desc'] as const) {
      const { numbers } = await readAll(people.all, { tab, sort: { field: 'closedAt', direction } })
      expect(numbers, direction).toEqual(sorted(rows.filter(({ state }) => states.includes(state)), 'closedAt', direction))
    }
  })
})

describe('paging', () => {
  it('shifts, loses and repeats nothing among tickets of the same moment while others are added', async () => {
    const before = sorted(seenBy('all'), 'createdAt', 'desc')
    const { numbers } = await readAll(people.all, { tab: 'all' }, async (page) => {
      if (page % 8 === 0) await people.all.createTicket({ body: ticketInput({ customer: { name: '后来的', phones: ['13911110000'], type: 'individual' } }) })
    })
    expect(numbers).toEqual(before)
    await server.database.sequelize.query("UPDATE tickets SET state = 'cancelled', live = 0 WHERE customer_name = '后来的'")
    await recount(server.database, 'Asia/Shanghai')
  })
})

describe('what conditions leave', () => {
  it('is found whole and counted exactly, few of it and many', async () => {
    const many = rows.filter(({ customerName, state }) => customerName === '很多' && SUBMITTED.includes(state))
    expect(many.length).toBeGreaterThan(CLONES - 1)
    for (const sort of [undefined, { field: 'visitAt', direction: 'asc' }] as const) {
      const query = { tab: 'all', conditions: [{ field: 'customer.name', op: 'eq', value: '很多' }, { field: 'type', op: 'eq', value: 'service' }, { field: 'state', op: 'ne', value: 'closed' }], ...(sort && { sort }) } satisfies TicketQueryInput
      const { numbers, totals } = await readAll(people.all, query)
      expect(numbers).toEqual(sorted(many, sort ? 'visitAt' : 'createdAt', sort ? 'asc' : 'desc'))
      expect(totals).toEqual([`${many.length} true`])
    }
    const few = rows.filter(({ type, state }) => type === 'consult' && SUBMITTED.includes(state))
    const { numbers, totals } = await readAll(people.all, { tab: 'all', limit: 2, conditions: [{ field: 'type', op: 'eq', value: 'consult' }], sort: { field: 'closedAt', direction: 'desc' } })
    expect(numbers).toEqual(sorted(few, 'closedAt', 'desc'))
    expect(totals).toEqual([`${few.length} true`])
  })

  it('is the same by all and by any, in every scope', async () => {
    for (const visibility of ['all', 'department', 'mall', 'assistant'] as const) {
      const conditions = [{ field: 'type', op: 'eq', value: 'consult' }, { field: 'product.brand', op: 'eq', value: 'nothing' }] satisfies TicketQueryInput['conditions']
      const consults = seenBy(visibility).filter(({ type }) => type === 'consult')
      expect((await readAll(people[visibility], { tab: 'all', match: 'any', conditions })).numbers, visibility).toEqual(sorted(consults, 'createdAt', 'desc'))
      expect((await readAll(people[visibility], { tab: 'all', match: 'all', conditions })).numbers, visibility).toEqual([])
    }
  })

  it('is each ticket once where several conditions of any hold, with empty columns and values that nobody has', async () => {
    const { id, mallId } = seenBy('all').find(({ mallId: mall }) => mall === server.world.M0003)!
    await server.database.sequelize.query("UPDATE tickets SET brand = '一牌', cause_code = 'smell' WHERE id % 3 = 0")
    await server.database.sequelize.query("UPDATE tickets SET handler_name = '同一人' WHERE id % 5 = 0 OR id = :id", { replacements: { id } })
    const changed = new Map((await findRows(server.database.tables.tickets, {})).map((row) => [row.id, row]))
    const conditions = [
      { field: 'product.brand', op: 'eq', value: '一牌' }, { field: 'causeCode', op: 'eq', value: 'smell' }, { field: 'assignment.handler', op: 'eq', value: '同一人' },
      { field: 'mall.code', op: 'eq', value: 'M0003' }, { field: 'mall.code', op: 'eq', value: 'none' }, { field: 'createdBy', op: 'eq', value: '没有此人' },
    ] satisfies TicketQueryInput['conditions']
    for (const visibility of ['all', 'department', 'mall', 'assistant'] as const) {
      const fitting = seenBy(visibility).map((row) => changed.get(row.id)!).filter((row) => row.brand === '一牌' || row.causeCode === 'smell' || row.handlerName === '同一人' || row.mallId === mallId)
      for (const sort of [undefined, { field: 'visitAt', direction: 'asc' }] as const) {
        const { numbers, totals } = await readAll(people[visibility], { tab: 'all', match: 'any', conditions, limit: 37, ...(sort && { sort }) })
        expect(numbers, visibility).toEqual(sorted(fitting, sort ? 'visitAt' : 'createdAt', sort ? 'asc' : 'desc'))
        expect(totals, visibility).toEqual([`${fitting.length} true`])
      }
    }
  })

  it('takes neither a mall nor a department for what it is not', async () => {
    const all = seenBy('all')
    const brought = async (conditions: TicketQueryInput['conditions']) => (await people.all.queryTickets({ body: { tab: 'all', conditions } })).total
    expect(await brought([{ field: 'mall.code', op: 'eq', value: 'M0003' }])).toBe(all.filter(({ mallId }) => mallId === server.world.M0003).length)
    expect(await brought([{ field: 'mall.code', op: 'ne', value: 'M0003' }])).toBe(all.filter(({ mallId }) => mallId !== server.world.M0003).length)
    expect(await brought([{ field: 'mall.code', op: 'eq', value: 'none' }])).toBe(0)
    expect(await brought([{ field: 'mall.code', op: 'ne', value: 'none' }])).toBe(all.length)
    expect(await brought([{ field: 'headOffice.departmentCode', op: 'is_null', value: true }])).toBe(all.length)
  })
})

describe('a list that takes too long', () => {
  const query = { tab: 'all', conditions: [{ field: 'customer.name', op: 'contains', value: '多' }] } satisfies TicketQueryInput
  const during = async <Result>(is: (sql: string) => boolean, work: () => Promise<Result>): Promise<Result> => {
    slow.is = is
    try {
      return await work()
    } finally {
      slow.is = () => false
    }
  }

  it('is refused with a code that asks for a narrower query', async () => {
    expect(await during(() => true, () => problemOf(people.all.queryTickets({ body: query })))).toMatchObject({ status: 422, code: 'query_too_broad' })
  })

  it('says how many there are at least where counting alone takes too long', async () => {
    const { items, total, totalIsExact } = await during((sql) => sql.includes('COUNT(*)'), () => people.all.queryTickets({ body: query }))
    expect({ shown: items.length, total, totalIsExact }).toEqual({ shown: 50, total: 2_000, totalIsExact: false })
  })

  it('says the same where two others are counting, and the number again when they have ended', async () => {
    const ask = async (): Promise<string> => {
      const { total, totalIsExact } = await people.all.queryTickets({ body: query })
      return `${total} ${totalIsExact}`
    }
    const exact = await ask()
    expect(exact).toMatch(/ true$/)
    const held = Promise.withResolvers<void>()
    let counting = 0
    slow.before = async (sql) => {
      if (!sql.includes('COUNT(*)')) return
      counting++
      await held.promise
    }
    try {
      const two = [ask(), ask()]
      await vi.waitFor(() => expect(counting).toBe(2))
      expect(await ask()).toBe('2000 false')
      expect(counting).toBe(2)
      held.resolve()
      expect(await Promise.all(two)).toEqual([exact, exact])
    } finally {
      held.resolve()
      slow.before = async () => {}
    }
    expect(await ask()).toBe(exact)
  })

  it('is sorted where its rows are too rare in the order asked for', async () => {
    const ordered = await during((sql) => sql.includes('tickets_visit'), () => people.all.queryTickets({ body: { tab: 'all', sort: { field: 'visitAt', direction: 'desc' } } }))
    expect(ordered.items.map(({ no }) => no)).toEqual(sorted(seenBy('all'), 'visitAt', 'desc').slice(0, 50))
  })
})
