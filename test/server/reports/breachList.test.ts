import { QueryTypes, type Transaction } from 'sequelize'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { BREACH_KINDS, type BreachKind } from '#shared/domain/breaches.ts'
import { findRow, insertRows } from '#server/database/database.ts'
import type { BreachFilter } from '#server/queries/breachReport.ts'
import { readBreaches, type BreachPlace } from '#server/queries/listBreaches.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { statementsOf } from '#test/support/statements.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

const LIMIT = 50
const MONTH = '2026-03'
const BREACHES = 20_000
/** In a month of 20,000 breaches one of a hundred is of the north, and one of a thousand is a refused return. */
const mallOf = (at: number): 'M0001' | 'M0002' | 'M0003' => (at % 100 === 0 ? 'M0003' : at % 2 === 0 ? 'M0001' : 'M0002')
const kindOf = (at: number): BreachKind => (at % 1000 === 500 || at % 1000 === 1 ? 'wrong_return' : BREACH_KINDS.filter((kind) => kind !== 'wrong_return')[at % 7]!)

let server: TestServer
let ticketId: number
const rowsOf = (from: number, count: number, happenedAt: (at: number) => Date) => Array.from({ length: count }, (_, index) => {
  const at = from + index
  const mall = mallOf(at)
  return { ticketId, assignmentNumber: 1, kind: kindOf(at), subject: `test:${at}`, mallId: server.world[mall], departmentId: server.world[mall === 'M0003' ? 'DEPT-N' : 'DEPT-S'], happenedAt: happenedAt(at), withdrawnAt: at % 50 === 7 ? new Date(0) : null }
})
beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-31T02:00:00Z' })
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
  ticketId = (await findRow(server.database.tables.tickets, { no }))!.id
  for (let from = 0; from < BREACHES; from += 2000) await insertRows(server.database.tables.breaches, rowsOf(from, 2000, (at) => new Date(Date.parse('2026-03-01T00:00:00Z') + Math.floor(at / 3) * 300_000)), null)
  await server.database.sequelize.query('ANALYZE TABLE breaches')
})
afterAll(() => server.stop())

async function userOf(organisation: 'HQ' | 'DEPT-N' | 'DEPT-S' | 'M0001', account: string) {
  const user = await findRow(server.database.tables.users, { account, organisationId: server.world[organisation] })
  return (await loadCurrentUser(server.database, user!.id, server.clock.now()))!
}
/** Rows that the connection of a transaction has read so far, in tables and indexes. */
async function readSoFar(transaction: Transaction): Promise<number> {
  const rows = await server.database.sequelize.query<{ Value: string }>("SHOW SESSION STATUS LIKE 'Handler_read%'", { type: QueryTypes.SELECT, transaction })
  return rows.reduce((sum, { Value }) => sum + Number(Value), 0)
}

const AFTER: BreachPlace = { at: '2026-03-12T00:00:00.000Z', id: 1_000_000 }
const READERS = [
  ['the call center', 'HQ', 'agent', {}], ['the call center, of a rare kind', 'HQ', 'agent', { kind: 'wrong_return' }], ['the call center, of a mall', 'HQ', 'agent', { mallCode: 'M0003' }],
  ['a large department', 'DEPT-S', 'dept', {}], ['a small department', 'DEPT-N', 'dept', {}], ['a department, of a rare kind', 'DEPT-S', 'dept', { kind: 'wrong_return' }],
  ['a small department, of a rare kind', 'DEPT-N', 'dept', { kind: 'wrong_return' }], ['a department, of a mall', 'DEPT-S', 'dept', { mallCode: 'M0001' }], ['a mall', 'M0001', 'mall', {}],
] as const

describe('a page of breaches', () => {
  it.each(READERS.flatMap((reader) => [[...reader, 'the first page', null], [...reader, 'a later page', AFTER]] as const))('of %s (%s/%s, %j), %s, reads little more than itself', async (_who, organisation, account, filter: Omit<BreachFilter, 'month'>, _page, after) => {
    const user = await userOf(organisation, account)
    const read = await server.database.sequelize.transaction(async (transaction) => {
      const before = await readSoFar(transaction)
      const { breaches } = await readBreaches(server.services, user, { month: MONTH, ...filter, after, limit: LIMIT }, transaction)
      return { rows: breaches.length, all: (await readSoFar(transaction)) - before }
    })
    // Each breach once in the index and once by its id, what was withdrawn between them, and the status itself.
    expect(read.all).toBeLessThan(3 * LIMIT + 40)
    expect(read.rows).toBeGreaterThan(0)
  })

  it('is read and counted in indexes that give its order', async () => {
    for (const [who, organisation, account, filter] of READERS) {
      const client = await server.as(`${organisation}/${account}`)
      const statements = (await statementsOf(server.database, () => client.listBreaches({ query: { month: MONTH, ...filter } }))).map((statement) => statement.replace(/^Executing \([^)]*\): /, '')).filter((statement) => statement.includes('FROM breaches b'))
      expect(statements).toHaveLength(2)
      for (const statement of statements) {
        const plan = await server.database.sequelize.query<{ table: string; type: string; Extra: string }>(`EXPLAIN ${statement}`, { type: QueryTypes.SELECT })
        const { type, Extra } = plan.find(({ table }) => table === 'b')!
        expect([who, type, Extra.includes('Using index'), /filesort|temporary/.test(Extra)]).toEqual([who, type === 'ref' ? 'ref' : 'range', true, false])
      }
    }
  })

  it('is followed by the others, each once, also while breaches are added before and behind it, under the total of the first', async () => {
    const client = await server.as('DEPT-N/dept')
    const ids: string[] = []
    const totals = new Set<number>()
    let cursor: string | undefined
    for (let page = 0; page === 0 || cursor !== undefined; page++) {
      const answer = await client.listBreaches({ query: { month: MONTH, limit: 13, ...(cursor !== undefined && { cursor }) } })
      ids.push(...answer.items.map(({ id }) => id))
      totals.add(answer.total)
      if (page === 0) await insertRows(server.database.tables.breaches, rowsOf(BREACHES, 200, () => new Date('2026-03-30T00:00:00Z')), null)
      cursor = answer.nextCursor ?? undefined
    }
    expect(totals).toEqual(new Set([BREACHES / 100]))
    expect([ids.length, new Set(ids).size]).toEqual([BREACHES / 100, BREACHES / 100])
    const [first] = ids
    expect((await client.listBreaches({ query: { month: MONTH, limit: 1 } })).items[0]!.id).not.toBe(first)
  })
})
