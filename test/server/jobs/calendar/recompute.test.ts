import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { createServices } from '#server/compose.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { recomputeAll, recomputeStep } from '#server/jobs/calendar/recomputeDeadlines.ts'
import { sweepAll } from '#server/jobs/sla/sweep.ts'
import type { TicketRow } from '#server/models/index.ts'
import { createChainVerifier } from '#server/tickets/logChain.ts'
import { cloneTickets } from '#test/support/sweepLoad.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

/** Tuesday before the National Day of 2026: 1 to 7 October are off, Saturday 10 October is worked. */
const SUBMITTED = '2026-09-29T15:00:00+08:00'
const SUBMITTED_AT = '2026-09-29T07:00:00.000Z'
const at = (instant: string): Date => new Date(instant)

let server: TestServer
let agent: Client
let mall: Client
let admin: Client

beforeAll(async () => {
  server = await startTestServer({ now: SUBMITTED })
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
  admin = await server.as('HQ/admin')
})
afterAll(() => server.stop())
/** What one test leaves behind is not walked over in the next. */
afterEach(async () => {
  for (const table of ['timers', 'calendar_days']) await server.database.sequelize.query(`DELETE FROM ${table}`)
  server.services.calendarSource.forget()
  await recomputeAll(server.services, { settled: true })
})

const tables = () => server.database.tables
const rowOf = async (no: string): Promise<TicketRow> => (await findRow(tables().tickets, { no }))!
const off = (from: string, to = from) => admin.setCalendarDays({ body: { from, to, working: false, note: '停业' } })
const operate = async (client: Client, no: string, body: { operation: string } & Record<string, unknown>) =>
  client.operateTicket({ params: { no }, body: { version: (await rowOf(no)).version, ...body } as Parameters<Client['operateTicket']>[0]['body'] })
const recompute = () => recomputeAll(server.services)
const timersOf = async ({ id }: TicketRow) =>
  Object.fromEntries((await findRows(tables().timers, { ticketId: id })).map(({ kind, dueAt }) => [kind, dueAt.toISOString()]))
const logOf = async (no: string) => (await agent.getTicketLog({ params: { no } })).items.filter(({ operation }) => operation === 'recompute')

async function submit(more: Parameters<typeof ticketInput>[0] = {}, moment = SUBMITTED): Promise<TicketRow> {
  server.clock.set(moment)
  const { no } = await agent.createTicket({ body: ticketInput(more) })
  return rowOf(no)
}

async function brokenLog(no: string) {
  const row = await rowOf(no)
  const verifier = createChainVerifier(row)
  const entries = await findRows(tables().operationLog, { ticketId: row.id }, { order: [['sequence', 'ASC']] })
  return [...entries.flatMap((entry) => verifier.add({ sequence: entry.sequence, hash: entry.hash, previousHash: entry.previousHash, entry })), ...verifier.finish()]
}

describe('a day that is made off', () => {
  it('moves every open deadline and timer over it, in the ticket, its round and its assignment', async () => {
    const before = await submit()
    await off('2026-10-08', '2026-10-09')
    expect(await recompute()).toBe(1)
    const row = await rowOf(before.no)
    const [reply, resolve] = [at('2026-10-10T15:00:00+08:00'), at('2026-10-14T15:00:00+08:00')]
    expect(row).toMatchObject({ firstContactDueAt: before.firstContactDueAt, replyDueAt: reply, resolveDueAt: resolve, visitAt: resolve, version: before.version })
    expect((await findRow(tables().replyRounds, { ticketId: row.id }))?.dueAt).toEqual(reply)
    expect((await findRow(tables().assignments, { ticketId: row.id }))?.resolveDueAt).toEqual(resolve)
    expect(await timersOf(row)).toEqual({
      survey_contact: '2026-09-30T01:00:00.000Z', reply_due_soon: '2026-10-10T03:00:00.000Z', reply_overdue: '2026-10-10T07:00:00.001Z',
      resolve_due_soon: '2026-10-14T03:00:00.000Z', resolve_overdue: '2026-10-14T07:00:00.001Z', survey_follow_up: '2026-10-12T01:00:00.000Z',
      survey_resolution: '2026-10-15T01:00:00.000Z', survey_satisfaction: '2026-10-15T01:00:00.000Z',
    })
  })

  it('is logged by the system with each deadline before and after, and told to open pages; nobody’s form goes stale, nothing becomes unread', async () => {
    const before = await submit()
    await mall.getTicket({ params: { no: before.no } })
    server.clock.advance(60_000)
    await off('2026-10-09')
    await recompute()
    expect(await logOf(before.no)).toEqual([expect.objectContaining({
      byName: '系统', role: 'system', source: 'system', at: '2026-09-29T07:01:00.000Z', stateBefore: 'unreplied', stateAfter: 'unreplied',
      changes: {
        resolveDueAt: { before: '2026-10-12T07:00:00.000Z', after: '2026-10-13T07:00:00.000Z' }, visitAt: { before: '2026-10-12T07:00:00.000Z', after: '2026-10-13T07:00:00.000Z' },
        survey_follow_up: { before: '2026-10-09T01:00:00.000Z', after: '2026-10-10T01:00:00.000Z' }, survey_resolution: { before: '2026-10-13T01:00:00.000Z', after: '2026-10-14T01:00:00.000Z' },
      },
    })])
    expect(await brokenLog(before.no)).toEqual([])
    expect(await findRows(tables().events, { ticketId: before.id, kind: 'deadlines_recomputed' })).toHaveLength(1)
    const outbox = await server.database.sequelize.query(`SELECT 1 FROM outbox JOIN events ON events.id = outbox.event_id WHERE events.kind = 'deadlines_recomputed'`)
    expect(outbox[0]).toEqual([])
    expect(await mall.getTicket({ params: { no: before.no } })).toMatchObject({ unread: false, version: before.version, updatedAt: SUBMITTED_AT })
    await operate(mall, before.no, { operation: 'reply', content: '明天上门。' })
  })

  it('and worked again gives the deadlines of before; the explanation is that of the new calendar', async () => {
    const before = await submit()
    await off('2026-10-09')
    await recompute()
    const explained = (await agent.getTicketDeadlines({ params: { no: before.no } })).items.find(({ kind }) => kind === 'resolveDueAt')
    expect(explained).toMatchObject({ dueAt: '2026-10-13T07:00:00.000Z', explanation: { calendar: { administratorDays: ['2026-10-09'] } } })
    await admin.setCalendarDays({ body: { from: '2026-10-01', to: '2026-10-31', working: null, note: null } })
    await recompute()
    const after = await rowOf(before.no)
    expect([after.replyDueAt, after.resolveDueAt, after.visitAt]).toEqual([before.replyDueAt, before.resolveDueAt, before.visitAt])
    expect(await logOf(before.no)).toHaveLength(2)
  })

  it('leaves tickets alone that do not depend on it: no log, no event', async () => {
    const { id, no, updatedAt } = await submit()
    await off('2026-11-05')
    expect(await recompute()).toBe(0)
    expect(await logOf(no)).toEqual([])
    expect(await findRows(tables().events, { ticketId: id, kind: 'deadlines_recomputed' })).toEqual([])
    expect((await rowOf(no)).updatedAt).toEqual(updatedAt)
  })

  it('fires what is due by the new calendar and not by the old', async () => {
    const { id, no } = await submit()
    await off('2026-10-08', '2026-10-09')
    await recompute()
    server.clock.set('2026-10-10T15:00:00+08:00')
    await sweepAll(server.services)
    expect((await rowOf(no)).replyTimely).toBeNull()
    server.clock.advance(1)
    await sweepAll(server.services)
    expect((await rowOf(no)).replyTimely).toBe(false)
    expect((await findRows(tables().events, { ticketId: id, kind: 'reply_due_soon' })).map(({ late }) => late)).toEqual([true])
    server.clock.set('2026-10-15T09:00:00+08:00')
    await sweepAll(server.services)
    expect((await findRows(tables().surveyTasks, { ticketId: id })).map(({ kind, dueAt }) => [kind, dueAt.toISOString()])).toContainEqual(['survey_satisfaction', '2026-10-15T01:00:00.000Z'])
    expect(await timersOf(await rowOf(no))).toEqual({})
  })

  it('a deadline of which the warning has come does not warn again', async () => {
    const { id, no } = await submit()
    server.clock.set('2026-10-08T12:00:00+08:00')
    await sweepAll(server.services)
    await off('2026-10-09')
    await off('2026-10-08')
    await recompute()
    expect((await rowOf(no)).replyDueAt).toEqual(at('2026-10-10T15:00:00+08:00'))
    server.clock.set('2026-10-10T15:00:00.001+08:00')
    await sweepAll(server.services)
    expect((await findRows(tables().events, { ticketId: id, kind: 'reply_due_soon' }))).toHaveLength(1)
    expect((await findRows(tables().events, { ticketId: id, kind: 'reply_overdue' }))).toHaveLength(1)
  })

  it('moves two open rounds, each from its own start, and the log names both', async () => {
    const { no } = await submit()
    server.clock.set('2026-09-30T10:00:00+08:00')
    await operate(agent, no, { operation: 'feedback', content: '客户又来电。', channel: 'phone' })
    await off('2026-10-08')
    await recompute()
    const [entry] = await logOf(no)
    expect(entry?.changes).toMatchObject({
      replyDueAt: { after: '2026-10-09T07:00:00.000Z' }, 'round.1': { after: '2026-10-09T07:00:00.000Z' },
      'round.2': { before: '2026-10-09T02:00:00.000Z', after: '2026-10-10T02:00:00.000Z' },
    })
  })
})

describe('nothing judged changes', () => {
  it('a closed round and a resolution keep their deadlines; the visit date too', async () => {
    const before = await submit()
    server.clock.advance(60_000)
    await operate(mall, before.no, { operation: 'resolve', content: '换了两块门板。' })
    await off('2026-10-08', '2026-10-09')
    await recompute()
    expect(await rowOf(before.no)).toMatchObject({
      replyDueAt: before.replyDueAt, resolveDueAt: before.resolveDueAt, visitAt: before.visitAt, replyTimely: true, resolveTimely: true,
    })
    expect((await findRow(tables().replyRounds, { ticketId: before.id }))?.dueAt).toEqual(before.replyDueAt)
    expect(Object.keys((await logOf(before.no))[0]!.changes).sort()).toEqual(['survey_follow_up', 'survey_resolution'])
  })

  it('a round that is late stays late, its breach stays, and so does a task that was made', async () => {
    const before = await submit()
    server.clock.set('2026-10-09T10:00:00+08:00')
    await sweepAll(server.services)
    const written = async () => ({
      breaches: await findRows(tables().breaches, { ticketId: before.id }), tasks: await findRows(tables().surveyTasks, { ticketId: before.id }), rounds: await findRows(tables().replyRounds, { ticketId: before.id }),
    })
    const judged = await written()
    expect([judged.breaches.length, judged.tasks.length]).toEqual([1, 2])
    await off('2026-10-08', '2026-10-09')
    expect(await recompute()).toBe(1)
    expect(await written()).toEqual(judged)
    expect(await rowOf(before.no)).toMatchObject({ replyDueAt: before.replyDueAt, replyTimely: false, resolveDueAt: at('2026-10-14T15:00:00+08:00') })
    expect((await findRows(tables().ticketMarks, { ticketId: before.id })).map(({ mark }) => mark)).toEqual(['late_reply'])
  })

  it('a visit date that was approved stays, with its survey', async () => {
    const { no } = await submit()
    await operate(mall, no, { operation: 'request_visit', requestedAt: '2026-10-20T10:00:00+08:00', visitType: 'extend', content: '客户出差。' })
    const timers = await timersOf(await rowOf(no))
    await off('2026-10-09')
    await recompute()
    expect(await rowOf(no)).toMatchObject({ visitAt: at('2026-10-20T10:00:00+08:00'), resolveDueAt: at('2026-10-13T15:00:00+08:00') })
    expect((await timersOf(await rowOf(no)))['survey_satisfaction']).toBe(timers['survey_satisfaction'])
  })

  it.each([
    ['closed', { operation: 'close', content: '已换好。' }, 'service', 'B'], ['cancelled', { operation: 'cancel', content: '客户撤回。' }, 'complaint', '2'],
  ] as const)('a ticket that is %s stays as it is', async (state, body, type, level) => {
    const { no } = await submit({ type, level })
    server.clock.advance(60_000)
    const ended = await operate(state === 'closed' ? mall : agent, no, body)
    expect(ended.state).toBe(state)
    const before = await rowOf(no)
    await off('2026-10-08', '2026-10-09')
    expect(await recompute()).toBe(0)
    expect(await rowOf(no)).toEqual(before)
  })
})

describe('a year without public-holiday data', () => {
  const LATE = '2026-12-30T10:00:00+08:00'
  const oldData = { version: '0.5.0', data: { days: {}, years: [2026] } }
  const newData = { version: '0.6.0', data: { days: { '2027-01-01': { working: false, name: '元旦', englishName: 'New Year' } }, years: [2026, 2027] } }

  it('marks tickets provisional at submission and with a new round; newer data recomputes them and takes the mark away, on servers of both versions', async () => {
    const older = await startTestServer({ now: LATE, holidays: oldData })
    const newer = await startTestServer({ beside: older, holidays: newData })
    const { tickets } = older.database.tables
    try {
      await recomputeAll(older.services, { settled: true })
      const client = await older.as('HQ/agent')
      const { no, provisionalDeadlines } = await client.createTicket({ body: ticketInput() })
      expect(provisionalDeadlines).toBe(true)
      const resolved = await (await older.as('M0001/mall')).operateTicket({ params: { no }, body: { version: 1, operation: 'resolve', content: '换好了。' } })
      expect(resolved.provisionalDeadlines).toBe(false)
      const again = await client.operateTicket({ params: { no }, body: { version: 2, operation: 'reprocess', content: '客户说没有。' } })
      expect(again).toMatchObject({ provisionalDeadlines: true, replyDueAt: '2027-01-01T02:00:00.000Z' })

      const { startRecomputer } = await import('#server/jobs/calendar/recomputer.ts')
      const { createLogger } = await import('#server/logging/logger.ts')
      const logger = createLogger('error')
      const jobs = [startRecomputer(older.services, logger, { settleMs: 0 }), startRecomputer(newer.services, logger, { settleMs: 0 })]
      await expect.poll(async () => (await findRow(tickets, { no }))?.provisionalDeadlines, { timeout: 10_000 }).toBe(false)
      // Long enough for each to look several times.
      await new Promise((resolve) => setTimeout(resolve, 3_500))
      await Promise.all(jobs.map((job) => job.stop()))
      expect((await findRow(tickets, { no }))).toMatchObject({ replyDueAt: at('2027-01-04T10:00:00+08:00'), provisionalDeadlines: false })
      const log = (await client.getTicketLog({ params: { no } })).items.filter(({ operation }) => operation === 'recompute')
      expect(log).toHaveLength(1)
      expect(log[0]?.changes['provisionalDeadlines']).toEqual({ before: true, after: false })
      for (const beside of [older, newer]) expect((await beside.services.calendarSource.read()).calendar.covers('2027-01-01')).toBe(true)
    } finally {
      await newer.stop()
      await older.stop()
    }
  })
})

describe('many tickets and several servers', () => {
  const FAR = at('2099-01-01T00:00:00Z')
  const recomputed = async (): Promise<[number, number]> => {
    const [[found]] = await server.database.sequelize.query(
      `SELECT COUNT(*) AS entries, COUNT(DISTINCT ticket_id) AS tickets FROM operation_log WHERE operation = 'recompute' AND ticket_id IN (SELECT id FROM tickets WHERE resolve_due_at = '2026-10-13 07:00:00')`) as [{ entries: number; tickets: number }[], unknown]
    return [Number(found!.entries), Number(found!.tickets)]
  }
  const oneOf = (count: number, letter: string) => submit().then(({ no }) => cloneTickets(server.database, no, count, FAR, letter))
  beforeEach(async () => { await server.database.sequelize.query(`DELETE FROM operation_log WHERE operation = 'recompute'`) })

  it('1,000 open tickets are all recomputed, each once, by three servers at the same time', async () => {
    await oneOf(999, 'A')
    const others = [createServices({ timeZone: 'Asia/Shanghai' }, server.database, server.clock), createServices({ timeZone: 'Asia/Shanghai' }, server.database, server.clock)]
    const answer = await off('2026-10-09')
    expect(answer.recomputation).toMatchObject({ looked: 0, changed: 0 })
    const counts = await Promise.all([server.services, ...others].map(async (services) => {
      let changed = 0
      for (;;) {
        const step = await recomputeStep(services, { batch: 50 })
        changed += step?.changed ?? 0
        if (step?.phase === 'settling') return changed
        if (!step) await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }))
    expect(counts.reduce((sum, count) => sum + count)).toBe(1000)
    expect(await recomputed()).toEqual([1000, 1000])
    expect((await admin.getCalendar({ query: { year: 2026 } })).recomputation).toBeNull()
    expect(await recomputeAll(server.services, { settled: true })).toBe(0)
  })

  it('interrupted half way, it is taken up where it was by another server', async () => {
    await oneOf(99, 'B')
    await off('2026-10-09')
    for (let step = 0; step < 3; step++) await recomputeStep(server.services, { batch: 10 })
    expect((await admin.getCalendar({ query: { year: 2026 } })).recomputation).toMatchObject({ looked: 30, changed: 30 })
    // This one dies with half a batch done: the work of its tickets stands, its note does not.
    const dying = createServices({ timeZone: 'Asia/Shanghai' }, server.database, server.clock)
    let left = 5
    const dies = { ...dying, clock: { now: () => { if (left-- === 0) throw new Error('killed'); return server.clock.now() } } }
    await expect(recomputeStep(dies, { batch: 10, onFailed: (_, error) => { throw error as Error } })).rejects.toThrow('killed')
    expect((await recomputed())[1]).toBe(35)
    expect((await admin.getCalendar({ query: { year: 2026 } })).recomputation).toMatchObject({ looked: 30 })
    await recomputeAll(createServices({ timeZone: 'Asia/Shanghai' }, server.database, server.clock))
    expect(await recomputed()).toEqual([100, 100])
  })

  it('a change while it walks begins it anew', async () => {
    await oneOf(59, 'C')
    await off('2026-10-12')
    await recomputeStep(server.services, { batch: 20 })
    await admin.setCalendarDays({ body: { from: '2026-10-12', to: '2026-10-12', working: null, note: null } })
    await off('2026-10-09')
    await recompute()
    expect((await recomputed())[1]).toBe(60)
  })

  it('what was computed with the old calendar after the walk is found by the second', async () => {
    await off('2026-10-09')
    await recompute()
    const { no } = await submit()
    // As a server wrote it that still had the calendar of before.
    await updateRows(tables().tickets, { resolveDueAt: at('2026-10-12T15:00:00+08:00'), visitAt: at('2026-10-12T15:00:00+08:00') }, { no }, null)
    expect(await recomputeAll(server.services)).toBe(0)
    expect(await recomputeAll(server.services, { settled: true })).toBe(1)
    expect((await rowOf(no)).resolveDueAt).toEqual(at('2026-10-13T15:00:00+08:00'))
    expect((await findRow(tables().calendarRecomputation, {}))?.phase).toBe('done')
  })

  it('a ticket that fails keeps its deadlines, is reported, and holds up no other', async () => {
    const broken = await submit()
    await updateRows(tables().tickets, { logSequence: 0 }, { id: broken.id }, null)
    const whole = await submit()
    await off('2026-10-09')
    const failed: number[] = []
    expect(await recomputeAll(server.services, { onFailed: (ticketId) => void failed.push(ticketId) })).toBe(1)
    expect(failed).toEqual([broken.id])
    expect((await rowOf(broken.no)).resolveDueAt).toEqual(broken.resolveDueAt)
    expect((await rowOf(whole.no)).resolveDueAt).toEqual(at('2026-10-13T15:00:00+08:00'))
  })

  it('beside replies at the same time loses neither', async () => {
    const tickets = await Promise.all(Array.from({ length: 20 }, () => submit()))
    await off('2026-10-09')
    await Promise.all([recompute(), ...tickets.map(({ no }) => operate(mall, no, { operation: 'reply', content: '明天上门。' }))])
    for (const { no } of tickets) {
      expect(await rowOf(no)).toMatchObject({ state: 'replied', replyTimely: true, resolveDueAt: at('2026-10-13T15:00:00+08:00') })
      expect(await brokenLog(no)).toEqual([])
    }
  })
})
