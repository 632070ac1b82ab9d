import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClient } from '#shared/contract/client.ts'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import type { Caller } from '#server/caller.ts'
import { findRow, findRows, insertRow, updateRows } from '#server/database/database.ts'
import { startBeat } from '#server/export/exportBeat.ts'
import type { Sheet } from '#server/export/cells.ts'
import { runExport } from '#server/export/runExport.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { TEST_PASSWORD } from '#test/support/factories.ts'
import { openWorkbook } from '#test/support/exports.ts'
import { makeLongList } from '#test/support/longList.ts'
import { startServerProcess } from '#test/support/serverProcess.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { fetchTransport, startTestServer, type TestServer } from '#test/support/testServer.ts'

let server: TestServer
let beside: TestServer
beforeAll(async () => {
  server = await startTestServer()
  beside = await startTestServer({ beside: server })
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })
  await makeLongList(server.database, no)
})
afterAll(async () => {
  await beside.stop()
  await server.stop()
})

/** Also where the machine has much else to do. */
const SOON = { timeout: 15_000 }
const rowOf = (id: string) => findRow(server.database.tables.exports, { id })
const stateOf = async (id: string): Promise<string | undefined> => (await rowOf(id))?.state
/** How an export ended, as the audit has it. */
const endsOf = async (id: string): Promise<unknown[]> =>
  (await findRows(server.database.tables.auditEntries, { action: 'export_ended' }, { order: [['id', 'ASC']] })).map(({ detail }) => detail as { exportId: string; state: string }).filter(({ exportId }) => exportId === id).map(({ state }) => state)

/** A list of one ticket. */
const SMALL = { columns: ['no'], conditions: [{ field: 'no', op: 'eq', value: 'L000000001' }] }
interface Begun {
  id: string
  response: Response
  /** As somebody closes the window. */
  hangUp: () => void
}
async function begin(at: { url: string; token: string }, more: object = {}): Promise<Begun> {
  const id = randomUUID()
  const gone = new AbortController()
  const response = await fetch(`${at.url}/api/v1/tickets/export`, {
    method: 'POST', signal: gone.signal, body: JSON.stringify({ exportId: id, tab: 'all', columns: TICKET_COLUMN_IDS, ...more }), headers: { Authorization: `Bearer ${at.token}`, 'Content-Type': 'application/json' },
  })
  return { id, response, hangUp: () => gone.abort() }
}
const at = async (one: TestServer, account: string) => ({ url: one.url, token: await one.tokenOf(account) })
/** Begins an export of which nobody reads more than the first bytes. */
async function beginUnread(one: { url: string; token: string }): Promise<Begun> {
  const begun = await begin(one)
  expect(begun.response.status).toBe(200)
  void begun.response.body!.getReader().read().catch(() => undefined)
  return begun
}
async function callerOf(account: string): Promise<Caller> {
  const user = await findRow(server.database.tables.users, { account, organisationId: server.world.HQ })
  return { user: (await loadCurrentUser(server.database, user!.id, server.clock.now()))!, source: 'web', requestId: 'the-request', idempotency: null }
}
/** A small file, to be read or not. */
async function small(account: string, batches: Sheet['batches']): Promise<{ id: string; content: Readable; reported: unknown[] }> {
  const id = randomUUID()
  const reported: unknown[] = []
  const { content } = await runExport(server.services, await callerOf(account), new AbortController().signal, (error) => void reported.push(error), {
    id, kind: 'tickets', title: '一', detail: {}, sheets: async () => [{ name: '一', columns: [{ title: '一', width: 9 }], batches }],
  })
  return { id, content: content as Readable, reported }
}

describe('the next export of a user', () => {
  it.each([['the same', () => server], ['another', () => beside]] as const)('begins at once when he has cancelled the one before, on %s server', async (_which, where) => {
    const before = await beginUnread(await at(server, 'HQ/agent'))
    await (await where().as('HQ/agent')).cancelExport({ params: { id: before.id } })
    const { response } = await begin(await at(where(), 'HQ/agent'), SMALL)
    expect([response.status, await stateOf(before.id)]).toEqual([200, 'cancelled'])
    await openWorkbook(new Uint8Array(await response.arrayBuffer()))
    before.hangUp()
  })

  it.each([['the same', () => server], ['another', () => beside]] as const)('begins at once when he has hung up, on %s server', async (_which, where) => {
    const before = await beginUnread(await at(server, 'HQ/agent'))
    before.hangUp()
    const { response } = await begin(await at(where(), 'HQ/agent'), SMALL)
    expect([response.status, await stateOf(before.id)]).toEqual([200, 'cancelled'])
    await response.arrayBuffer()
  })

  it('begins at once when he has the file of the one before, a hundred times', async () => {
    for (let times = 0; times < 100; times++) {
      const { content, id } = await small('approver', async function* () { yield [['一']] })
      await openWorkbook(await buffer(content))
      expect(await stateOf(id)).toBe('done')
    }
  })

  it('is refused while the one before really runs, whatever it takes to find out, and hurts it in nothing', async () => {
    const before = await beginUnread(await at(server, 'HQ/agent'))
    const [one, other] = await Promise.all([begin(await at(server, 'HQ/agent')), begin(await at(beside, 'HQ/agent'))])
    expect([one.response.status, other.response.status, one.response.headers.get('Retry-After'), await stateOf(before.id)]).toEqual([429, 429, '10', 'running'])
    before.hangUp()
    await expect.poll(() => stateOf(before.id), SOON).toBe('cancelled')
  })

  it('of two windows at one moment is one, and the other is refused', async () => {
    const begun = await Promise.all([begin(await at(server, 'HQ/agent')), begin(await at(beside, 'HQ/agent'))])
    expect(begun.map(({ response }) => response.status).sort()).toEqual([200, 429])
    for (const { hangUp } of begun) hangUp()
    await expect.poll(async () => (await Promise.all(begun.map(({ id }) => stateOf(id)))).filter(Boolean), SOON).toEqual(['cancelled'])
  })

  it('begins within seconds when the server of the one before was killed, whose file nobody takes for whole', async () => {
    const killed = await startServerProcess({ DATABASE_URL: server.databaseUrl, GONGDAN_PORT: '0', GONGDAN_DEMO: '0', GONGDAN_SECRET: 's'.repeat(40), GONGDAN_DATA_DIR: server.attachmentFolder })
    const { accessToken } = await createClient(fetchTransport(killed.url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } })
    const before = await begin({ url: killed.url, token: accessToken })
    const reader = before.response.body!.getReader()
    const pieces: Uint8Array[] = []
    const read = async (): Promise<boolean> => {
      const { value, done } = await reader.read()
      if (value) pieces.push(value)
      return !done
    }
    await read()
    await expect.poll(async () => (await rowOf(before.id))!.beats, SOON).toBeGreaterThan(0)
    await killed.stop('SIGKILL')
    await expect((async () => { while (await read()); })()).rejects.toThrow()
    await expect(openWorkbook(Buffer.concat(pieces))).rejects.toThrow()

    expect(await stateOf(before.id)).toBe('running')
    const began = performance.now()
    const { response } = await begin(await at(server, 'HQ/agent'), SMALL)
    expect(response.status).toBe(200)
    expect(performance.now() - began).toBeLessThan(30_000)
    await response.arrayBuffer()
    expect([await stateOf(before.id), await endsOf(before.id)]).toEqual(['failed', ['failed']])
  })
})

describe('an export', () => {
  it('that was done but whose last bytes nobody took was not done', async () => {
    const { id, content, reported } = await small('approver', async function* () { yield [['一']] })
    await expect.poll(() => stateOf(id), SOON).toBe('done')
    content.destroy()
    await expect.poll(() => stateOf(id), SOON).toBe('cancelled')
    expect([await endsOf(id), reported]).toEqual([['done', 'cancelled'], []])
  })

  it('whose very end fails has failed, and its file is not whole', async () => {
    const { id, content, reported } = await small('approver', async function* () {
      yield [['一']]
      throw new Error('the very end')
    })
    const pieces: Buffer[] = []
    content.on('data', (piece: Buffer) => pieces.push(piece))
    await expect.poll(() => stateOf(id), SOON).toBe('failed')
    await expect(openWorkbook(Buffer.concat(pieces))).rejects.toThrow()
    expect([await endsOf(id), reported.map(String)]).toEqual([['failed'], ['Error: the very end']])
  })

  it('that another server has taken for dead does not become whole', async () => {
    const held = Promise.withResolvers<void>()
    const { id, content } = await small('approver', async function* () {
      yield [['一']]
      await held.promise
    })
    const whole = buffer(content)
    await updateRows(server.database.tables.exports, { state: 'failed', runningKey: null }, { id }, null)
    held.resolve()
    await expect(whole).rejects.toThrow()
    expect([await stateOf(id), await endsOf(id)]).toEqual(['failed', []])
  })

  it('is not broken off by a look at it that was under way when it ended', async () => {
    const { exports } = server.database.tables
    const id = randomUUID()
    const now = server.clock.now()
    const userId = (await callerOf('approver')).user.id
    await insertRow(exports, { id, userId, kind: 'tickets', state: 'running', runningKey: userId, rowsWritten: 0, total: null, cut: false, cancelWanted: false, startedAt: now, updatedAt: now, requestId: 'r' }, null)
    let unwanted = 0
    const figures = { rows: 1, total: 1, cut: false }
    const beat = await server.database.sequelize.transaction(async (transaction) => {
      await updateRows(exports, { state: 'done', runningKey: null }, { id }, transaction)
      const started = startBeat(server.services, { id }, figures, () => { unwanted++ })
      await sleep(800)
      started.stop()
      return started
    })
    await sleep(300)
    beat.stop()
    expect([unwanted, (await rowOf(id))!.state]).toEqual([0, 'done'])
  })

  it('whose reader takes nothing for long ends and gives everything back; a slow one gets his file', async () => {
    const run = async (account: string) => {
      const id = randomUUID()
      const reported: unknown[] = []
      const { content } = await runExport(server.services, await callerOf(account), new AbortController().signal, (error) => void reported.push(error), {
        id, kind: 'tickets', title: '一', detail: {}, patienceMs: 1500,
        sheets: async () => [{ name: '一', columns: [{ title: '一', width: 9 }], batches: async function* () { for (let batch = 0; batch < 60; batch++) yield Array.from({ length: 100 }, () => [randomUUID().repeat(3)]) } }],
      })
      return { id, content: content as Readable, reported }
    }
    const [asleep, slow] = [await run('agent'), await run('agent2')]
    const bytes = (async () => {
      const pieces: Buffer[] = []
      for await (const piece of slow.content) {
        pieces.push(piece as Buffer)
        await sleep(60)
      }
      return Buffer.concat(pieces)
    })()
    await expect.poll(() => stateOf(asleep.id), SOON).toBe('failed')
    expect([asleep.reported.map(String), asleep.content.destroyed]).toEqual([['TimeoutError: The reader has taken nothing for 1500 ms.'], true])
    expect((await openWorkbook(await bytes)).worksheets[0]!.rowCount).toBe(6001)
    expect(slow.reported).toEqual([])
  })
})
