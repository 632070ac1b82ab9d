import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRow, updateRows } from '#server/database/database.ts'
import type { OperationLogRow, TicketRow } from '#server/models/index.ts'
import { hashEntry } from '#server/tickets/operationLog.ts'
import { verifyLogs, type BrokenTicketEntry } from '#server/tools/verifyLogs.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
/** Whole tickets stand before and after the one that is changed. */
let before: TicketRow
let ticket: TicketRow

beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

/** A ticket with five entries: submit, reply, feedback, reply, resolve. */
async function ticketWithFiveEntries(): Promise<string> {
  const [agent, mall] = [await server.as('HQ/agent'), await server.as('M0001/mall')]
  const { no } = await agent.createTicket({ body: ticketInput({ type: 'service', level: 'B' }) })
  const params = { no }
  await mall.operateTicket({ params, body: { operation: 'reply', version: 1, content: '好。' } })
  await agent.operateTicket({ params, body: { operation: 'feedback', version: 2, content: '又来电。', channel: 'phone' } })
  await mall.operateTicket({ params, body: { operation: 'reply', version: 3, content: '马上。' } })
  await mall.operateTicket({ params, body: { operation: 'resolve', version: 4, content: '换门板。' } })
  return no
}
const rowOf = async (no: string): Promise<TicketRow> => (await findRow(server.database.tables.tickets, { no }))!

beforeEach(async () => {
  before = await rowOf(await ticketWithFiveEntries())
  ticket = await rowOf(await ticketWithFiveEntries())
  await ticketWithFiveEntries()
})

const log = () => server.database.tables.operationLog
const entry = async (sequence: number): Promise<OperationLogRow> => (await findRow(log(), { ticketId: ticket.id, sequence }))!
const change = (sequence: number, values: Partial<OperationLogRow>) => updateRows(log(), values, { ticketId: ticket.id, sequence }, null)
const remove = (sequence: number) => log().model.destroy({ where: { ticketId: ticket.id, sequence } })

/** What is found broken on this test's tickets: earlier tests have left theirs. */
async function verify(): Promise<string[]> {
  const broken: BrokenTicketEntry[] = []
  await verifyLogs(server.database, { onBroken: (one) => broken.push(one) })
  return broken.filter(({ ticketNo }) => ticketNo >= before.no).map(({ ticketNo, what, sequence, through }) =>
    `${ticketNo === ticket.no ? '' : `${ticketNo} `}${what} ${sequence === through ? sequence : `${sequence}-${through}`}`)
}

describe('the verifier of operation logs', () => {
  it('finds nothing where nothing was changed', async () => expect(await verify()).toEqual([]))

  it.each<[string, Partial<OperationLogRow>]>([
    ['who', { userName: '别人' }], ['when', { at: new Date('2026-03-04T01:59:59.999Z') }], ['operation', { operation: 'close' }], ['state after', { stateAfter: 'closed' }],
    ['changes', { changes: { level: { before: 'A', after: 'B' } } }], ['for whom', { onBehalfOf: 1 }], ['source', { source: 'system' }],
    ['hash', { hash: 'f'.repeat(64) }], ['hash before', { previousHash: 'f'.repeat(64) }],
  ])('finds an entry whose %s was changed', async (_what, values) => {
    await change(3, values)
    expect(await verify()).toEqual(['changed 3'])
  })

  it('finds an entry that can no longer be read', async () => {
    await server.database.sequelize.query("UPDATE operation_log SET changes = '{' WHERE ticket_id = ? AND sequence = 2", { replacements: [ticket.id] })
    expect(await verify()).toEqual(['changed 2'])
  })

  it.each([[2, 'changed 2'], [5, 'head_differs 5']])('finds entry %i rewritten together with its hash', async (sequence, found) => {
    const { id: _id, hash: _hash, ...content } = await entry(sequence)
    const forged = { ...content, userName: '别人' }
    await change(sequence, { ...forged, hash: hashEntry(forged) })
    expect(await verify()).toEqual([found])
  })

  it.each([
    ['the first one', [1], 'missing 1'], ['one in the middle', [3], 'missing 3'], ['the last one', [5], 'missing 5'], ['several in a row', [2, 3, 4], 'missing 2-4'], ['all', [1, 2, 3, 4, 5], 'missing 1-5'],
  ])('finds %s deleted', async (_which, sequences, found) => {
    for (const sequence of sequences) await remove(sequence)
    expect(await verify()).toEqual([found])
  })

  it('finds all deleted with the head set back as if nothing had ever happened', async () => {
    for (const sequence of [1, 2, 3, 4, 5]) await remove(sequence)
    await updateRows(server.database.tables.tickets, { logSequence: 0, logHash: '' }, { id: ticket.id }, null)
    expect(await verify()).toEqual(['missing 1'])
  })

  it('finds a head that was changed on the ticket’s row', async () => {
    await updateRows(server.database.tables.tickets, { logHash: 'a'.repeat(64) }, { id: ticket.id }, null)
    expect(await verify()).toEqual(['head_differs 5'])
  })

  it('finds an entry that was put behind the last one', async () => {
    const last = await entry(5)
    const forged: Omit<OperationLogRow, 'id' | 'hash'> & { id?: number; hash?: string } = { ...last, sequence: 6, operation: 'close', previousHash: last.hash }
    delete forged.id
    delete forged.hash
    await log().model.create(log().encode({ ...forged, hash: hashEntry(forged) }) as never)
    expect(await verify()).toEqual(['head_differs 5'])
  })

  it('finds an entry that was moved to another ticket, on both', async () => {
    await updateRows(log(), { ticketId: before.id, sequence: 6 }, { ticketId: ticket.id, sequence: 5 }, null)
    expect(await verify()).toEqual([`${before.no} changed 6`, `${before.no} head_differs 5`, 'missing 5'])
  })

  it('looks at one moment: what is written between heads and entries is not taken for damage', async () => {
    const { sequelize } = server.database
    const agent = await server.as('HQ/agent')
    const params = { no: ticket.no }
    const { version } = await agent.getTicket({ params })
    let written = 0
    sequelize.addHook('beforeQuery', 'write meanwhile', async (options: unknown) => {
      if ((options as { model?: unknown; type?: string }).model !== log().model || (options as { type?: string }).type !== 'SELECT' || written > 0) return
      written += 1
      await agent.operateTicket({ params, body: { operation: 'feedback', version, content: '又来电。', channel: 'phone' } })
    })
    try {
      expect(await verify()).toEqual([])
    } finally {
      sequelize.removeHook('beforeQuery', 'write meanwhile')
    }
    expect([written, (await agent.getTicket({ params })).feedbackCount]).toEqual([1, 3])
    expect(await verify()).toEqual([])
  })
})

/** The command itself. */
async function run(env: Record<string, string>): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, ['server/tools/verifyLog.ts'], { cwd: resolve(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env } })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString() })
  const [code] = (await once(child, 'close')) as [number]
  return { code, output, errors }
}

describe('npm run verify-log', () => {
  it('ends with 0 where every log is whole, and with 1 and the places where one is not', async () => {
    const fresh = server
    server = await startTestServer()
    try {
      const no = await ticketWithFiveEntries()
      await ticketWithFiveEntries()
      expect(await run({ DATABASE_URL: server.databaseUrl })).toEqual({ code: 0, output: '2 tickets, 10 entries: every log is whole\n', errors: '' })
      ticket = await rowOf(no)
      await change(1, { userName: '别人' })
      await remove(3)
      await remove(5)
      expect(await run({ DATABASE_URL: server.databaseUrl })).toEqual({
        code: 1, errors: '', output: `ticket ${no}, entry 1: changed\nticket ${no}, entry 3: missing\nticket ${no}, entry 5: missing\n2 tickets, 8 entries: 3 broken\n`,
      })
    } finally {
      await server.stop()
      server = fresh
    }
  })

  it('ends with 2 and one clear line where it cannot look', async () => {
    expect(await run({ GONGDAN_DATA_DIR: '/tmp/no-such-folder-of-gongdan' }))
      .toEqual({ code: 2, output: '', errors: 'There is no database in /tmp/no-such-folder-of-gongdan (GONGDAN_DATA_DIR), and DATABASE_URL names none\n' })
  })
})
