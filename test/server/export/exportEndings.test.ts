import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { QueryTypes } from 'sequelize'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import type { TicketExport } from '#shared/contract/export.ts'
import type { Caller } from '#server/caller.ts'
import { findRow } from '#server/database/database.ts'
import { ApiError } from '#server/errors.ts'
import { exportTickets } from '#server/export/exportTickets.ts'
import { runExport } from '#server/export/runExport.ts'
import { openSnapshot } from '#server/export/snapshot.ts'
import type { FileAnswer } from '#server/http/handler.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { openWorkbook, rowsOf } from '#test/support/exports.ts'
import { cloneTickets } from '#test/support/sweepLoad.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const CLONES = 3000
let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
  await cloneTickets(server.database, no, CLONES, new Date('2027-01-01T00:00:00Z'))
  // Unlike each other, so that what nobody reads soon holds up the rest.
  await server.database.sequelize.query("UPDATE tickets SET address = CONCAT(SHA2(id, 512), SHA2(id + 1, 256)), received_at = created_at + INTERVAL id SECOND WHERE no LIKE 'L%'")
})
afterAll(() => server.stop())

async function callerOf(account: string): Promise<Caller> {
  const user = await findRow(server.database.tables.users, { account, organisationId: server.world.HQ })
  return { user: (await loadCurrentUser(server.database, user!.id, server.clock.now()))!, source: 'web', requestId: 'the-request', idempotency: null }
}
const reported: unknown[] = []
beforeEach(() => { reported.length = 0 })
// What a failed test leaves behind is no fault of the next one.
const begun: Started[] = []
afterEach(async () => {
  for (const { id, leave } of begun.splice(0)) {
    leave()
    await expect.poll(() => stateOf(id)).not.toBe('running')
  }
})

interface Started {
  id: string
  file: FileAnswer & { content: Readable }
  leave: () => void
}
async function start(account: string, more: Partial<TicketExport> = {}, cap?: number): Promise<Started> {
  const gone = new AbortController()
  const id = randomUUID()
  const file = await exportTickets(server.services, await callerOf(account), {
    exportId: id, tab: 'all', match: 'all', conditions: [], columns: [...TICKET_COLUMN_IDS], ...more,
  }, { language: 'zh-CN', abandoned: gone.signal, report: (error) => void reported.push(error), ...(cap !== undefined && { cap }) })
  const started: Started = { id, file: file as Started['file'], leave: () => gone.abort(new Error('gone')) }
  begun.push(started)
  return started
}
const rowOf = (id: string) => findRow(server.database.tables.exports, { id })
const stateOf = async (id: string): Promise<string | undefined> => (await rowOf(id))?.state
/** Between two looks, in ms: InnoDB shows its transactions as they were until nobody has looked for 100 ms. */
const interval = 150
/** Transactions that read and are open on this database. */
const snapshots = async (): Promise<number> => {
  const rows = await server.database.sequelize.query<{ n: number }>(
    "SELECT COUNT(*) AS n FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db = DATABASE() AND t.trx_isolation_level = 'REPEATABLE READ'", { type: QueryTypes.SELECT })
  return Number(rows[0]!.n)
}
const numbersIn = async (file: FileAnswer & { content: Readable }): Promise<string[]> =>
  rowsOf(await openWorkbook(await buffer(file.content)), '未回复工单').map((row) => String(row['编号']))

describe('an export', () => {
  it('is of one moment: nothing twice and nothing missing while tickets are added, change and move in the order', async () => {
    const agent = await server.as('HQ/agent')
    const { id, file } = await start('agent2', { tab: 'unreplied', columns: ['no', 'address', 'feedback', 'receivedAt', 'createdAt', 'phone'] })
    await sleep(200)
    expect((await rowOf(id))!.rowsWritten).toBeLessThan(CLONES)
    for (let made = 0; made < 3; made++) await agent.createTicket({ body: ticketInput() })
    // Not read yet: one half moves in the order, the other leaves the list.
    await server.database.sequelize.query("UPDATE tickets SET received_at = received_at + INTERVAL (id * 7919) % 100000 SECOND WHERE no LIKE 'L%' AND id % 2 = 0")
    await server.database.sequelize.query("UPDATE tickets SET state = 'closed' WHERE no LIKE 'L%' AND id % 2 = 1")
    const numbers = await numbersIn(file)
    expect(numbers).toHaveLength(CLONES + 1)
    expect(new Set(numbers).size).toBe(CLONES + 1)
    expect(await rowOf(id)).toMatchObject({ state: 'done', rowsWritten: CLONES + 1, total: CLONES + 1, cut: false, runningKey: null })
  })

  it('ends with the cap, and says so in the file and in its progress', async () => {
    const { id, file } = await start('agent', { columns: ['no'] }, 600)
    const book = await openWorkbook(await buffer(file.content))
    expect(rowsOf(book, '全部工单')).toHaveLength(600)
    expect(rowsOf(book, '说明').find((row) => row['项目'] === '全部')?.['内容']).toBe('只含前 600 行，其余没有导出：请缩小条件后再导出')
    expect(await rowOf(id)).toMatchObject({ state: 'done', rowsWritten: 600, total: 600, cut: true })
  })

  it('says nothing of a cut where the cap is just enough', async () => {
    const { id, file } = await start('agent', { columns: ['no'], conditions: [{ field: 'no', op: 'starts_with', value: 'L000000' }] }, 1000)
    await buffer(file.content)
    expect(await rowOf(id)).toMatchObject({ state: 'done', rowsWritten: 1000, cut: false })
  })

  it('runs once for each user and twice on a server; the next has to wait', async () => {
    const first = await start('agent')
    await expect(start('agent')).rejects.toMatchObject({ code: 'rate_limited', extras: { retryAfterSeconds: 10 } })
    const second = await start('agent2')
    await expect(start('approver')).rejects.toMatchObject({ code: 'rate_limited', extras: { retryAfterSeconds: 10 } })
    first.leave()
    await expect.poll(() => stateOf(first.id)).toBe('cancelled')
    const third = await start('approver')
    for (const one of [second, third]) one.leave()
    await expect.poll(async () => [await stateOf(second.id), await stateOf(third.id)]).toEqual(['cancelled', 'cancelled'])
  })

  it('ends within a second when its reader goes, with its connection and its place', async () => {
    const { id, file, leave } = await start('agent')
    await expect.poll(snapshots, { interval }).toBe(1)
    leave()
    await expect.poll(async () => [await stateOf(id), await snapshots(), file.content.destroyed], { timeout: 1000, interval }).toEqual(['cancelled', 0, true])
    const next = await start('agent')
    next.leave()
    await expect.poll(() => stateOf(next.id)).toBe('cancelled')
    expect(reported).toEqual([])
  })

  it('over HTTP: who hangs up after the first bytes leaves nothing behind', async () => {
    const id = randomUUID()
    const hangUp = new AbortController()
    const response = await server.request('/api/v1/tickets/export', {
      method: 'POST', signal: hangUp.signal, body: JSON.stringify({ exportId: id, tab: 'all', columns: TICKET_COLUMN_IDS }),
      headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Content-Type': 'application/json' },
    })
    await response.body!.getReader().read()
    hangUp.abort()
    await expect.poll(async () => [await stateOf(id), await snapshots()], { timeout: 1000, interval }).toEqual(['cancelled', 0])
  })

  it('ends when its user wants it to, on whatever server that is said', async () => {
    const beside = await startTestServer({ beside: server })
    try {
      const { id, file } = await start('agent')
      await (await beside.as('HQ/agent')).cancelExport({ params: { id } })
      await expect.poll(async () => [await stateOf(id), await snapshots(), file.content.destroyed], { timeout: 2000, interval }).toEqual(['cancelled', 0, true])
    } finally {
      await beside.stop()
    }
  })

  it('notes how far it is while it runs', async () => {
    const { id, file, leave } = await start('agent', { conditions: [{ field: 'no', op: 'starts_with', value: 'L' }] })
    await expect.poll(async () => (await rowOf(id))!, { timeout: 10_000 }).toMatchObject({ rowsWritten: expect.toSatisfy((rows: number) => rows > 0) as number, total: expect.any(Number) as number })
    const row = (await rowOf(id))!
    expect([row.state, row.total, row.rowsWritten < CLONES, file.content.destroyed]).toEqual(['running', CLONES, true, false])
    leave()
    await expect.poll(() => stateOf(id)).toBe('cancelled')
  })

  it('that breaks is said to have failed, in its row, the log and the stream', async () => {
    const id = randomUUID()
    const { content } = await runExport(server.services, await callerOf('agent'), new AbortController().signal, (error) => void reported.push(error), {
      id, kind: 'tickets', title: '一', detail: {},
      sheets: async ({ snapshot }) => [{ name: '一', columns: [{ title: '一', width: 9 }], batches: async function* () {
        yield [['一']]
        await snapshot.read((transaction) => server.database.sequelize.query('SELECT nothing FROM nowhere', { transaction }))
      } }],
    })
    await expect(buffer(content as Readable)).rejects.toThrow(/nowhere/)
    await expect.poll(async () => [await stateOf(id), await snapshots(), reported.length], { interval }).toEqual(['failed', 0, 1])
  })

  it('that is refused before its first byte gives everything back', async () => {
    const work = runExport(server.services, await callerOf('agent'), new AbortController().signal, (error) => void reported.push(error), {
      id: randomUUID(), kind: 'tickets', title: '一', detail: {}, sheets: () => Promise.reject(new ApiError('forbidden')),
    })
    await expect(work).rejects.toMatchObject({ code: 'forbidden' })
    await expect.poll(snapshots, { interval }).toBe(0)
    const next = await start('agent')
    next.leave()
    await expect.poll(() => stateOf(next.id)).toBe('cancelled')
  })
})

describe('a snapshot', () => {
  it('gives its connection back, whenever in a read it is closed', async () => {
    for (let round = 0; round < 20; round++) {
      const gone = new AbortController()
      const snapshot = await openSnapshot(server.database, gone.signal)
      const reading = snapshot.read(async (transaction) => {
        for (let query = 0; query < 5; query++) await server.database.sequelize.query('SELECT COUNT(*) FROM tickets', { transaction })
      }).catch(() => undefined)
      await sleep(round)
      gone.abort(new Error('gone'))
      await snapshot.close()
      await reading
    }
    await sleep(interval)
    expect(await snapshots()).toBe(0)
  })


  it('breaks a long query off within a second, and its connection works on', async () => {
    const gone = new AbortController()
    const snapshot = await openSnapshot(server.database, gone.signal)
    const began = performance.now()
    const reading = snapshot.read((transaction) => server.database.sequelize.query('SELECT COUNT(*) FROM tickets a, tickets b, tickets c WHERE SHA2(CONCAT(a.id, b.id, c.id), 256) = 1', { transaction }))
    const outcome = expect(reading).rejects.toThrow()
    await sleep(100)
    gone.abort(new Error('gone'))
    await outcome
    await snapshot.close()
    expect(performance.now() - began).toBeLessThan(1100)
    await expect.poll(snapshots, { interval }).toBe(0)
    await expect(snapshot.read(() => Promise.resolve(1))).rejects.toThrow('gone')
    // As often as there are connections, so that the one is among them.
    for (let tries = 0; tries < 20; tries++) expect(await server.database.sequelize.query('SELECT 1 AS one', { type: QueryTypes.SELECT })).toEqual([{ one: 1 }])
  })
})
