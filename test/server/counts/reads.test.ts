import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import type { TicketRow } from '#server/models/index.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { writeReadMark } from '#server/tickets/reads.ts'
import { makeOrganisation, makeUser } from '../../support/factories.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client
let agent2: Client
let mall: Client
let no: string

beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z' })
  ;[agent, agent2, mall] = await Promise.all(['HQ/agent', 'HQ/agent2', 'M0001/mall'].map((account) => server.as(account))) as [Client, Client, Client]
})
afterAll(() => server.stop())
beforeEach(async () => {
  server.clock.advance(60_000)
  no = (await agent.createTicket({ body: ticketInput({ type: 'service', level: 'A' }) })).no
})

const row = async (): Promise<TicketRow> => (await findRow(server.database.tables.tickets, { no }))!
const readers = async (): Promise<string[]> => (await findRows(server.database.tables.ticketReads, { ticketId: (await row()).id })).map(({ reader }) => reader).sort()
const userId = async (account: string): Promise<number> => (await findRow(server.database.tables.users, { account, organisationId: server.world.HQ }))!.id
const unread = async (client: Client): Promise<number> => (await client.countTickets()).counts['unread']!
const isUnread = async (client: Client): Promise<boolean> => (await client.queryTickets({ body: { tab: 'unread', limit: 100 } })).items.some((item) => item.no === no)
const look = (client: Client) => client.getTicket({ params: { no } })

describe('a reading mark', () => {
  it('is the maker’s from the beginning, and everybody’s once he has looked', async () => {
    const before = [await unread(agent2), await unread(mall)]
    expect([await isUnread(agent), await isUnread(agent2), await isUnread(mall)]).toEqual([false, true, true])
    expect((await look(agent2)).unread).toBe(false)
    await look(mall)
    expect([await isUnread(agent2), await isUnread(mall), await unread(agent2), await unread(mall)]).toEqual([false, false, before[0]! - 1, before[1]! - 1])
    expect(await readers()).toEqual([`mall:${server.world.M0001}`, `user:${await userId('agent')}`, `user:${await userId('agent2')}`].sort())
  })

  it('is one for the whole mall', async () => {
    await look(await server.as('M0001/mall2'))
    expect(await isUnread(mall)).toBe(false)
  })

  it('is over for all but the actor with everything that happens, also what the program does by itself', async () => {
    await look(agent2)
    server.clock.advance(1_000)
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好。' } })
    expect([await readers(), await isUnread(agent2), await isUnread(agent), await isUnread(mall)]).toEqual([[`mall:${server.world.M0001}`], true, true, false])
    await look(agent)
    server.clock.advance(20 * 24 * 3_600_000)
    await sweepAll(server.services)
    expect([await readers(), await isUnread(agent), await isUnread(mall)]).toEqual([[], true, true])
    server.clock.set('2026-03-04T12:00:00Z')
  })

  it('of what happened in the very millisecond of looking is over too', async () => {
    await look(agent2)
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好。' } })
    expect(await isUnread(agent2)).toBe(true)
  })

  it('is not written where something has happened since one read', async () => {
    const user = (await loadCurrentUser(server.database, await userId('agent2'), server.clock.now()))!
    const seen = await row()
    server.clock.advance(1_000)
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '好。' } })
    await writeReadMark(server.services, user, seen)
    expect([await readers(), await isUnread(agent2)]).toEqual([[`mall:${server.world.M0001}`], true])
  })

  it('waits for who is writing the ticket at the moment, and then says nothing of what he wrote', async () => {
    const user = (await loadCurrentUser(server.database, await userId('agent2'), server.clock.now()))!
    const seen = await row()
    const writing = await server.database.sequelize.transaction()
    await updateRows(server.database.tables.tickets, { lastEventAt: new Date(seen.lastEventAt.getTime() + 5) }, { id: seen.id }, writing)
    const marking = writeReadMark(server.services, user, seen)
    const first = await Promise.race([marking.then(() => 'marked'), new Promise((done) => setTimeout(() => done('waits'), 300))])
    await writing.commit()
    await marking
    expect([first, await readers()]).toEqual(['waits', [`user:${await userId('agent')}`]])
  })

  it('counts only in the sight in which it was made: who comes to another organisation has read nothing there', async () => {
    const { database } = server
    const department = await makeOrganisation(database, 'department', `DEPT-${no}`, { marketingLine: no })
    const moved = await makeUser(database, department, 'moved', ['department'])
    await updateRows(database.tables.tickets, { scopeDepartmentId: department }, { no }, null)
    const client = await server.as(`DEPT-${no}/moved`)
    await look(client)
    expect(await isUnread(client)).toBe(false)
    await updateRows(database.tables.users, { organisationId: server.world['DEPT-S'] }, { id: moved }, null)
    await updateRows(database.tables.tickets, { scopeDepartmentId: server.world['DEPT-S'] }, { no }, null)
    const asDepartment = (await loadCurrentUser(database, moved, server.clock.now()))!
    expect(asDepartment.organisationId).toBe(server.world['DEPT-S'])
    const again = await server.as('DEPT-S/moved')
    expect([await isUnread(again), await unread(again)]).toEqual([true, (await again.queryTickets({ body: { tab: 'unread', limit: 100 } })).items.length])
  })
})
