import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { SET_ASIDE_MS, sweep, sweepAll } from '#server/jobs/sla/sweep.ts'
import type { TicketRow } from '#server/models/index.ts'
import { createServices } from '#server/compose.ts'
import { createChainVerifier } from '#server/tickets/logChain.ts'
import { cloneTickets } from '#test/support/sweepLoad.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

/** Tuesday before the National Day of 2026: 1 to 7 October are off, Saturday 10 October is worked. */
const SUBMITTED = '2026-09-29T15:00:00+08:00'
const REPLY_DUE = '2026-10-08T15:00:00+08:00'
const RESOLVE_DUE = '2026-10-12T15:00:00+08:00'

let server: TestServer
let agent: Client
let mall: Client

beforeAll(async () => {
  server = await startTestServer({ now: SUBMITTED })
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
})
afterAll(() => server.stop())
/** What one test leaves behind is not due in the next. */
afterEach(() => server.database.sequelize.query('DELETE FROM timers'))

const tables = () => server.database.tables
const at = (instant: string, ms = 0): Date => new Date(new Date(instant).getTime() + ms)

async function submit(more: Parameters<typeof ticketInput>[0] = {}, moment = SUBMITTED): Promise<TicketRow> {
  server.clock.set(moment)
  const { no } = await agent.createTicket({ body: ticketInput(more) })
  return rowOf(no)
}
const rowOf = async (no: string): Promise<TicketRow> => (await findRow(tables().tickets, { no }))!
const sweepAt = async (instant: Date | string) => {
  server.clock.set(instant)
  return sweepAll(server.services)
}
/** Events of time, in the order in which they were written. */
const eventsOf = async (ticketId: number) => (await findRows(tables().events, { ticketId, userId: null }, { order: [['id', 'ASC']] }))
const namesOf = async (ticketId: number): Promise<string[]> =>
  (await eventsOf(ticketId)).map(({ kind, data }) => (kind === 'survey_due' ? String(data?.['timer']) : kind))
const timersOf = async (ticketId: number) =>
  (await findRows(tables().timers, { ticketId }, { order: [['dueAt', 'ASC'], ['id', 'ASC']] })).map(({ kind }) => kind)
const operate = async (client: Client, no: string, body: { operation: string } & Record<string, unknown>) =>
  client.operateTicket({ params: { no }, body: { version: (await rowOf(no)).version, ...body } as Parameters<Client['operateTicket']>[0]['body'] })

async function brokenLog(ticket: TicketRow) {
  const entries = await findRows(tables().operationLog, { ticketId: ticket.id }, { order: [['sequence', 'ASC']] })
  const verifier = createChainVerifier(await rowOf(ticket.no))
  return [...entries.flatMap((entry) => verifier.add({ sequence: entry.sequence, hash: entry.hash, previousHash: entry.previousHash, entry })), ...verifier.finish()]
}
async function audiencesOf(ticketId: number, event: TicketEvent): Promise<string[]> {
  const [found] = await findRows(tables().events, { ticketId, kind: event })
  return (await findRows(tables().outbox, { eventId: found!.id })).map(({ audience, channel }) => `${audience} ${channel}`).sort()
}

/** Every event of the table in `time.md`, with the instant worked out by hand. */
const LIFE: [string, number, string][] = [
  ['2026-09-30T09:00:00+08:00', 0, 'survey_contact'],
  ['2026-10-08T11:00:00+08:00', 0, 'reply_due_soon'],
  [REPLY_DUE, 1, 'reply_overdue'],
  ['2026-10-09T09:00:00+08:00', 0, 'survey_follow_up'],
  ['2026-10-12T11:00:00+08:00', 0, 'resolve_due_soon'],
  [RESOLVE_DUE, 1, 'resolve_overdue'],
  ['2026-10-13T09:00:00+08:00', 0, 'survey_resolution'],
  ['2026-10-13T09:00:00+08:00', 0, 'survey_satisfaction'],
]

describe('a ticket that nobody touches, over the National Day', () => {
  it('has every event at its instant, not a millisecond before, none twice, and none late', async () => {
    const { id, version, no } = await submit()
    const seen: string[] = []
    for (const [instant, ms, name] of LIFE) {
      await sweepAt(at(instant, ms - 1))
      expect(await namesOf(id)).toEqual(seen.filter(Boolean))
      const due = LIFE.filter(([other, more]) => at(other, more).getTime() === at(instant, ms).getTime())
      expect(await sweepAt(at(instant, ms))).toMatchObject({ fired: seen.includes(name) ? 0 : due.length, setAside: 0 })
      seen.push(...due.map(([, , kind]) => kind).filter((kind) => !seen.includes(kind)))
      expect(await namesOf(id)).toEqual(seen)
      expect(await sweepAll(server.services)).toMatchObject({ fired: 0, dropped: 0 })
    }
    expect(seen).toEqual(LIFE.map(([, , name]) => name))
    const events = await eventsOf(id)
    expect(events.map(({ at: happened }) => happened)).toEqual(LIFE.map(([instant, ms]) => at(instant, ms)))
    expect(events.filter(({ late }) => late)).toEqual([])
    expect(await timersOf(id)).toEqual([])
    expect(await rowOf(no)).toMatchObject({ version, replyTimely: false, resolveTimely: false, lastEventBy: null, lastEventAt: at('2026-10-13T09:00:00+08:00') })
  })

  it('tells the right people, records the breaches, the tasks and the marks, and logs it all in the system’s name', async () => {
    const ticket = await submit()
    await sweepAt('2026-10-14T09:00:00+08:00')
    const { M0001, 'DEPT-S': south } = server.world
    const warning = ['app', 'in_app', 'sms'].map((channel) => `mall:${M0001} ${channel}`)
    const overdue = [`department:${south}`, `mall:${M0001}`].flatMap((who) => ['app', 'in_app', 'oa', 'sms'].map((channel) => `${who} ${channel}`)).sort()
    expect(await audiencesOf(ticket.id, 'reply_due_soon')).toEqual(warning)
    expect(await audiencesOf(ticket.id, 'resolve_due_soon')).toEqual(warning)
    expect(await audiencesOf(ticket.id, 'reply_overdue')).toEqual(overdue)
    expect(await audiencesOf(ticket.id, 'resolve_overdue')).toEqual(overdue)
    expect(await audiencesOf(ticket.id, 'survey_due')).toEqual([])
    const breaches = await findRows(tables().breaches, { ticketId: ticket.id }, { order: [['id', 'ASC']] })
    expect(breaches.map(({ kind, subject, mallId, departmentId, withdrawnAt }) => ({ kind, subject, mallId, departmentId, withdrawnAt }))).toEqual([
      { kind: 'late_reply', subject: 'round:1', mallId: M0001, departmentId: south, withdrawnAt: null },
      { kind: 'late_resolve', subject: 'assignment:1', mallId: M0001, departmentId: south, withdrawnAt: null },
    ])
    const tasks = await findRows(tables().surveyTasks, { ticketId: ticket.id }, { order: [['id', 'ASC']] })
    expect(tasks.map(({ kind, pool, state, tries, dueAt, customerId }) => [kind, pool, state, tries, dueAt.toISOString(), customerId])).toEqual([
      ['survey_contact', 'follow_up', 'open', 0, '2026-09-30T01:00:00.000Z', ticket.customerId],
      ['survey_follow_up', 'follow_up', 'open', 0, '2026-10-09T01:00:00.000Z', ticket.customerId],
      ['survey_resolution', 'resolution', 'open', 0, '2026-10-13T01:00:00.000Z', ticket.customerId],
      ['survey_satisfaction', 'satisfaction', 'open', 0, '2026-10-13T01:00:00.000Z', ticket.customerId],
    ])
    expect((await findRows(tables().ticketMarks, { ticketId: ticket.id })).map(({ mark }) => mark).sort()).toEqual(['late_reply', 'late_resolve'])
    expect((await findRow(tables().replyRounds, { ticketId: ticket.id }))).toMatchObject({ timely: false, closedAt: null })
    const log = (await agent.getTicketLog({ params: { no: ticket.no } })).items.reverse().slice(1)
    expect(log.map(({ operation }) => operation)).toEqual(LIFE.map(([, , name]) => name))
    for (const entry of log) expect(entry).toMatchObject({ source: 'system', role: 'system', byName: '系统', stateBefore: 'unreplied', stateAfter: 'unreplied', organisation: null })
    expect(log.map(({ changes }) => changes).filter((changes) => Object.keys(changes).length > 0)).toEqual([
      { replyTimely: { before: null, after: false } }, { resolveTimely: { before: null, after: false } },
    ])
    expect(await brokenLog(ticket)).toEqual([])
  })

  it('after an outage has all of it at once, in order of due time, marked late', async () => {
    const one = await submit()
    const other = await submit({ customer: { name: '周一鸣', phones: ['13900002672'], type: 'individual' } }, '2026-09-29T15:00:01+08:00')
    expect(await sweepAt('2026-10-13T09:00:05+08:00')).toMatchObject({ fired: 16 })
    expect(await namesOf(one.id)).toEqual(LIFE.map(([, , name]) => name))
    const all = await findRows(tables().events, { ticketId: [one.id, other.id], userId: null }, { order: [['id', 'ASC']] })
    const dueTimes = all.map(({ data }) => Date.parse(String(data?.['dueAt'])))
    expect(dueTimes).toEqual([...dueTimes].sort((a, b) => a - b))
    expect(all.map(({ late, data }) => [late, String(data?.['timer'])]).filter(([late]) => !late)).toEqual([
      [false, 'survey_resolution'], [false, 'survey_resolution'], [false, 'survey_satisfaction'], [false, 'survey_satisfaction'],
    ])
  })

  it('a consult ticket has deadlines and no surveys', async () => {
    const { id } = await submit({ type: 'consult', level: 'none' })
    await sweepAt('2026-10-20T09:00:00+08:00')
    expect(await namesOf(id)).toEqual(['reply_due_soon', 'reply_overdue', 'resolve_due_soon', 'resolve_overdue'])
  })
})

describe('what people do', () => {
  it('a reply in time stops the round’s timers; a resolution those of the resolve deadline', async () => {
    const { id, no } = await submit()
    server.clock.advance(60_000)
    await operate(mall, no, { operation: 'reply', content: '明天上门。' })
    await sweepAt(at(REPLY_DUE, 1))
    expect(await namesOf(id)).toEqual(['survey_contact'])
    await operate(mall, no, { operation: 'resolve', content: '换两块门板。' })
    await sweepAt(at(RESOLVE_DUE, 1))
    expect(await namesOf(id)).toEqual(['survey_contact', 'survey_follow_up'])
    expect(await rowOf(no)).toMatchObject({ replyTimely: true, resolveTimely: true })
  })

  it('a reply on the deadline itself is in time, though the sweep runs right after', async () => {
    const { id, no } = await submit()
    server.clock.set(REPLY_DUE)
    await operate(mall, no, { operation: 'reply', content: '今天上门。' })
    await sweepAt(at(REPLY_DUE, 1))
    expect(await namesOf(id)).not.toContain('reply_overdue')
    expect((await rowOf(no)).replyTimely).toBe(true)
  })

  it('a reply after the sweep leaves the round late, and writes nothing twice', async () => {
    const { id, no } = await submit()
    await sweepAt(at(REPLY_DUE, 1))
    server.clock.advance(60_000)
    await operate(mall, no, { operation: 'reply', content: '来晚了。' })
    expect(await findRow(tables().replyRounds, { ticketId: id })).toMatchObject({ timely: false, closedBy: 'reply' })
    expect(await findRows(tables().events, { ticketId: id, kind: 'reply_overdue' })).toHaveLength(1)
    expect(await findRows(tables().breaches, { ticketId: id, kind: 'late_reply' })).toHaveLength(1)
    expect((await rowOf(no)).replyTimely).toBe(false)
  })

  it('a reply before the sweep writes the overdue event itself, marked late, and the sweep adds nothing', async () => {
    const { id, no } = await submit()
    server.clock.set(at(REPLY_DUE, 5_002))
    await operate(mall, no, { operation: 'reply', content: '来晚了。' })
    await sweepAt(at(REPLY_DUE, 6_000))
    const overdue = await findRows(tables().events, { ticketId: id, kind: 'reply_overdue' })
    expect(overdue.map(({ late, userId }) => [late, userId === null])).toEqual([[true, false]])
    expect(await findRows(tables().breaches, { ticketId: id })).toHaveLength(1)
  })

  it('feedback opens a second round with timers of its own, and each is late for itself', async () => {
    const { id, no } = await submit()
    server.clock.set('2026-09-30T10:00:00+08:00')
    await operate(agent, no, { operation: 'feedback', content: '客户又来电。', channel: 'phone' })
    await sweepAt('2026-10-09T10:00:00.001+08:00')
    const overdue = (await eventsOf(id)).filter(({ kind }) => kind === 'reply_overdue')
    expect(overdue.map(({ onceKey }) => onceKey)).toEqual([`${id}:reply_overdue:round:1`, `${id}:reply_overdue:round:2`])
    expect((await findRows(tables().breaches, { ticketId: id, kind: 'late_reply' }))).toHaveLength(2)
    expect((await findRows(tables().replyRounds, { ticketId: id })).map(({ timely }) => timely)).toEqual([false, false])
  })

  it('a resolution that is voided within four hours of its deadline does not warn twice', async () => {
    const { id, no } = await submit()
    await sweepAt('2026-10-12T11:30:00+08:00')
    await operate(mall, no, { operation: 'resolve', content: '换好了。' })
    await operate(agent, no, { operation: 'reprocess', content: '客户说没有。' })
    expect(await timersOf(id)).toContain('resolve_due_soon')
    expect(await sweepAll(server.services)).toMatchObject({ fired: 0, dropped: 1 })
    expect((await namesOf(id)).filter((name) => name === 'resolve_due_soon')).toHaveLength(1)
    await sweepAt(at(RESOLVE_DUE, 1))
    expect((await namesOf(id)).at(-1)).toBe('resolve_overdue')
  })

  it('closing ends the surveys of follow-up and resolution that are not yet due; satisfaction comes the day after', async () => {
    const { id, no } = await submit({ type: 'service', level: 'B' })
    server.clock.set('2026-09-30T16:00:00+08:00')
    await operate(mall, no, { operation: 'close', content: '已换好，客户满意。' })
    await sweepAt('2026-10-20T09:00:00+08:00')
    expect(await namesOf(id)).toEqual(['survey_contact', 'survey_satisfaction'])
    const [, satisfaction] = await findRows(tables().surveyTasks, { ticketId: id }, { order: [['id', 'ASC']] })
    expect(satisfaction?.dueAt).toEqual(at('2026-10-01T09:00:00+08:00'))
  })

  it('cancelling stops everything', async () => {
    const { id, no } = await submit()
    await operate(agent, no, { operation: 'cancel', content: '客户撤回。' })
    expect(await sweepAt('2026-10-20T09:00:00+08:00')).toMatchObject({ fired: 0 })
    expect(await namesOf(id)).toEqual([])
  })

  it('an approved return stops everything and leaves nothing against anybody; submitting again starts anew', async () => {
    const { id, no } = await submit()
    await sweepAt(at(REPLY_DUE, 1))
    await operate(mall, no, { operation: 'return', content: '不是我们的。', reasonCode: 'wrong_mall' })
    await operate(await server.as('HQ/approver'), no, { operation: 'approve_return', content: '同意。' })
    const before = await namesOf(id)
    expect(await sweepAt('2026-10-20T09:00:00+08:00')).toMatchObject({ fired: 0 })
    expect((await findRows(tables().breaches, { ticketId: id })).map(({ withdrawnAt }) => withdrawnAt === null)).toEqual([false])
    expect((await findRows(tables().surveyTasks, { ticketId: id })).map(({ state }) => state)).toEqual(['ended'])
    expect(await findRows(tables().ticketMarks, { ticketId: id })).toEqual([])
    await operate(agent, no, { operation: 'submit', mallCode: 'M0002' })
    await sweepAt('2026-11-20T09:00:00+08:00')
    expect((await namesOf(id)).slice(before.length)).toHaveLength(LIFE.length)
    expect((await findRows(tables().breaches, { ticketId: id, withdrawnAt: null })).map(({ mallId }) => mallId)).toEqual([server.world.M0002, server.world.M0002])
  })

  it('a timer whose condition no longer holds is dropped under the lock', async () => {
    const { id } = await submit()
    await updateRows(tables().tickets, { state: 'cancelled', live: false }, { id }, null)
    await updateRows(tables().replyRounds, { closedAt: at(SUBMITTED) }, { ticketId: id }, null)
    expect(await sweepAt('2026-10-20T09:00:00+08:00')).toMatchObject({ fired: 0, dropped: 8 })
    expect(await timersOf(id)).toEqual([])
  })
})

describe('exactly once', () => {
  it('with four sweepers on one database over 2,000 timers', { timeout: 120_000 }, async () => {
    const template = await submit()
    await server.database.sequelize.query('DELETE FROM timers')
    const { first, last } = await cloneTickets(server.database, template.no, 500, at(RESOLVE_DUE), 'C')
    server.clock.set(at(RESOLVE_DUE))
    const sweepers = Array.from({ length: 4 }, () => createServices({ timeZone: 'Asia/Shanghai' }, server.database, server.clock))
    const results = await Promise.all(sweepers.map((services) => sweepAll(services)))
    // A sweeper stops as soon as all that is left is held by others; the next look finds the rest.
    results.push(await sweepAll(server.services))
    expect(results.reduce((sum, { fired }) => sum + fired, 0)).toBe(2_000)
    expect(results.filter(({ fired }) => fired > 0).length).toBeGreaterThan(1)
    const [counts] = await server.database.sequelize.query(
      `SELECT COUNT(*) AS events, COUNT(DISTINCT once_key) AS different, COUNT(DISTINCT ticket_id) AS tickets FROM events WHERE ticket_id BETWEEN ${first} AND ${last}`)
    expect(counts).toEqual([{ events: 2_000, different: 2_000, tickets: 500 }])
    expect(await findRows(tables().outbox, {}, { attributes: ['id'] }).then((rows) => rows.length)).toBeGreaterThanOrEqual(500 * (3 + 3 + 8 + 8))
    const [broken] = await server.database.sequelize.query(
      `SELECT COUNT(*) AS tickets FROM tickets WHERE id BETWEEN ${first} AND ${last} AND (log_sequence <> 4 OR reply_timely <> 0 OR resolve_timely <> 0 OR reply_timely IS NULL OR resolve_timely IS NULL)`)
    expect(broken).toEqual([{ tickets: 0 }])
    for (const id of [first, last]) expect(await brokenLog((await findRow(tables().tickets, { id }))!)).toEqual([])
  })

  it('leaves a ticket that somebody is working on, and comes back to it', async () => {
    const { id } = await submit()
    server.clock.set(at(REPLY_DUE, 1))
    await server.database.sequelize.transaction(async (transaction) => {
      await findRow(tables().tickets, { id }, { transaction, lock: true })
      expect(await sweep(server.services)).toEqual({ fired: 0, dropped: 0, setAside: 0, more: false })
    })
    expect(await sweepAll(server.services)).toMatchObject({ fired: 3 })
  })
})

describe('a ticket that fails by itself', () => {
  it('is set aside and reported; the others go on, and it comes again when it is mended', async () => {
    const poisoned = await submit()
    const others = [await submit(), await submit(), await submit()]
    const [head] = await findRows(tables().operationLog, { ticketId: poisoned.id }, { order: [['sequence', 'ASC']] })
    // Its row names an end of the log that is not the end: the next entry would be a second one of the same number.
    await updateRows(tables().tickets, { logSequence: 0, logHash: '' }, { id: poisoned.id }, null)
    server.clock.set(at(REPLY_DUE, 1))
    const reported: number[] = []
    const result = await sweepAll(server.services, { onSetAside: (ticketId) => void reported.push(ticketId) })
    expect(reported).toEqual([poisoned.id])
    expect(result).toMatchObject({ fired: 9, setAside: 1 })
    for (const other of others) expect(await namesOf(other.id)).toEqual(['survey_contact', 'reply_due_soon', 'reply_overdue'])
    expect(await namesOf(poisoned.id)).toEqual([])
    expect(await sweepAll(server.services)).toMatchObject({ fired: 0, setAside: 0 })

    await updateRows(tables().tickets, { logSequence: 1, logHash: head!.hash }, { id: poisoned.id }, null)
    server.clock.advance(SET_ASIDE_MS)
    await sweepAll(server.services)
    expect(await namesOf(poisoned.id)).toEqual(['reply_due_soon', 'reply_overdue', 'survey_contact'])
    expect((await eventsOf(poisoned.id)).filter(({ kind }) => kind !== 'survey_due').map(({ late }) => late)).toEqual([true, true])
    expect(await brokenLog(poisoned)).toEqual([])
  })
})
