import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { alertOf } from '#shared/domain/sla/alert.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { createServices } from '#server/compose.ts'
import { findRow, findRows, insertRow, type Database } from '#server/database/database.ts'
import { DEMO_PASSWORD } from '#server/demo/organisations.ts'
import { loadDemo } from '#server/demo/loadDemo.ts'
import { createSessions } from '#server/session/sessions.ts'
import { hashEntry } from '#server/tickets/operationLog.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

/** Tuesday, 13:42 in Shanghai, two working days before the National Day holiday. */
const NOW = new Date('2026-09-29T05:42:31.250Z')
const LOAD_TIMEOUT_MS = 120_000

/** As a server that has just started: nothing of an earlier one is in its memory. */
const freshServices = (database: Database) => createServices({ timeZone: 'Asia/Shanghai' }, database, { now: () => NOW })
const load = (database: Database, progress: (line: string) => void = () => {}) => loadDemo(freshServices(database), progress)

/** The columns of every table that hold instants of what has happened; the others are deadlines and dates to come. */
const TO_COME = /^(due_at|.*_due_at|visit_at|requested_visit_at|previous_visit_at|decided_visit_at)$/

describe('the demonstration data', () => {
  let fresh: FreshDatabase
  const lines: string[] = []

  beforeAll(async () => {
    fresh = await createTestDatabase(inject('databaseUrl'))
    expect(await load(fresh.database, (line) => void lines.push(line))).toBe('loaded')
  }, LOAD_TIMEOUT_MS)
  afterAll(() => fresh.drop())

  const ofDemo = <Row extends object>(sql: string): Promise<Row[]> => fresh.database.sequelize.query<Row>(sql, { type: QueryTypes.SELECT })
  const statesOf = async (database: Database): Promise<Record<string, number>> => {
    const tickets = await findRows(database.tables.tickets, {})
    return Object.fromEntries(TICKET_STATES.map((state) => [state, tickets.filter((ticket) => ticket.state === state).length]))
  }

  it('has customers with contracts and tickets in every state', async () => {
    const { tables } = fresh.database
    expect(await tables.customers.model.count()).toBeGreaterThanOrEqual(200)
    expect(await tables.contracts.model.count()).toBeGreaterThanOrEqual(260)
    const states = await statesOf(fresh.database)
    expect(Object.values(states).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(300)
    for (const state of TICKET_STATES) expect(states[state], state).toBeGreaterThanOrEqual(15)
    expect(states['unreplied']).toBeLessThanOrEqual(60)
  })

  it('shows work in every colour of the clock', async () => {
    const unreplied = await findRows(fresh.database.tables.tickets, { state: 'unreplied' })
    const alerts = unreplied.map(({ state, replyOpen, replyDueAt }) => alertOf({ state, openReplyDueAt: replyOpen ? replyDueAt : null }, NOW))
    for (const [alert, least] of [['red', 5], ['blue', 5], ['none', 20]] as const) expect(alerts.filter((one) => one === alert).length, alert).toBeGreaterThanOrEqual(least)
  })

  it('has requests of every kind that wait, and decided ones', async () => {
    const requests = await findRows(fresh.database.tables.requests, {})
    for (const kind of ['return', 'visit', 'closure']) {
      for (const state of ['pending', 'approved', 'rejected']) expect(requests.some((request) => request.kind === kind && request.state === state), `${kind} ${state}`).toBe(true)
    }
  })

  it('has every kind of ticket that lists and figures tell apart', async () => {
    const tickets = await findRows(fresh.database.tables.tickets, {})
    const kinds: Record<string, (ticket: (typeof tickets)[number]) => boolean> = {
      secondComplaint: (ticket) => ticket.secondComplaint, escalated: (ticket) => ticket.escalatedAt !== null, returned: (ticket) => ticket.returned,
      headOffice: (ticket) => ticket.headOfficeReason !== null, followUp: (ticket) => ticket.followUpOf !== null, lateReply: (ticket) => ticket.replyTimely === false,
      lateResolve: (ticket) => ticket.resolveTimely === false, dissatisfied: (ticket) => ticket.satisfactionScore === 'dissatisfied',
    }
    for (const [kind, holds] of Object.entries(kinds)) expect(tickets.some(holds), kind).toBe(true)
  })

  it('has had what fell due in the past, each at its time; nothing is left for the sweep but what is to come', async () => {
    const waiting = await findRows(fresh.database.tables.replyRounds, { closedAt: null })
    expect(waiting.some(({ dueAt }) => dueAt < NOW)).toBe(true)
    for (const { dueAt, timely } of waiting) expect(timely).toBe(dueAt < NOW ? false : null)
    const timers = await findRows(fresh.database.tables.timers, {})
    expect(timers.length).toBeGreaterThan(0)
    expect(timers.filter(({ dueAt }) => dueAt <= NOW)).toEqual([])
    const fired = await findRows(fresh.database.tables.events, { userId: null })
    expect(fired.length).toBeGreaterThan(50)
    expect(fired.filter(({ at }) => at > NOW)).toEqual([])
    expect(fired.filter(({ at, data }) => at.toISOString() === data?.['dueAt']).length).toBeGreaterThan(fired.length / 2)
  })

  it('has no instant of the past that lies in the future', async () => {
    const columns = (await ofDemo<{ tableName: string; columnName: string }>(
      "SELECT table_name AS tableName, column_name AS columnName FROM information_schema.columns WHERE table_schema = DATABASE() AND data_type = 'datetime'",
    )).filter(({ columnName }) => !TO_COME.test(columnName))
    expect(columns.length).toBeGreaterThan(30)
    for (const { tableName, columnName } of columns) {
      const [row] = await ofDemo<{ latest: Date | null }>(`SELECT MAX(${columnName}) AS latest FROM ${tableName}`)
      expect(row?.latest?.getTime() ?? 0, `${tableName}.${columnName}`).toBeLessThanOrEqual(NOW.getTime())
    }
  })

  it('spreads the tickets over two months', async () => {
    const days = (await findRows(fresh.database.tables.tickets, {}, { attributes: ['createdAt'] })).map(({ createdAt }) => Math.floor((NOW.getTime() - createdAt.getTime()) / 86_400_000))
    expect(Math.max(...days)).toBeGreaterThanOrEqual(55)
    expect(Math.max(...days)).toBeLessThanOrEqual(62)
    expect(days.filter((day) => day > 20).length).toBeGreaterThan(80)
  })

  it('has a log whose chain of hashes holds for every ticket', async () => {
    const tickets = new Map((await findRows(fresh.database.tables.tickets, {})).map((ticket) => [ticket.id, ticket]))
    const last = new Map<number, { sequence: number; hash: string }>()
    for (const { id: _id, hash, ...entry } of await findRows(fresh.database.tables.operationLog, {}, { order: [['id', 'ASC']] })) {
      const before = last.get(entry.ticketId) ?? { sequence: 0, hash: '' }
      expect(entry).toMatchObject({ sequence: before.sequence + 1, previousHash: before.hash })
      expect(hashEntry(entry)).toBe(hash)
      last.set(entry.ticketId, { sequence: entry.sequence, hash })
    }
    for (const [id, { logSequence, logHash }] of tickets) expect(last.get(id)).toEqual({ sequence: logSequence, hash: logHash })
  })

  it('has nothing in the outbox that would still be sent', async () => {
    expect(await fresh.database.tables.outbox.model.count()).toBeGreaterThan(500)
    expect(await fresh.database.tables.outbox.model.count({ where: { state: 'waiting' } })).toBe(0)
  })

  it('links calls to tickets', async () => {
    const calls = await findRows(fresh.database.tables.calls, {})
    expect(calls.filter(({ ticketId }) => ticketId !== null).length).toBeGreaterThan(150)
    expect(calls.some(({ ticketId }) => ticketId === null)).toBe(true)
  })

  it('lets every account of the guide sign in', async () => {
    const sessions = createSessions(fresh.database, { now: () => NOW }, 'a secret that only this test knows, long enough')
    const accounts = {
      HQ: ['agent', 'agent2', 'approver', 'surveyor', 'admin'], 'DEPT-S': ['dept'], 'DEPT-N': ['dept'], 'LINE-1': ['line'],
      M0001: ['mall', 'mall2', 'sales'], M0002: ['mall'], M0003: ['mall'],
    }
    const roles: Record<string, readonly string[]> = {}
    for (const [orgCode, names] of Object.entries(accounts)) {
      for (const account of names) roles[`${orgCode}/${account}`] = (await sessions.signIn({ orgCode, account, password: DEMO_PASSWORD }, '127.0.0.1')).user.roles
    }
    expect(roles).toMatchObject({
      'HQ/approver': ['approver'], 'HQ/admin': ['administrator'], 'M0001/mall': ['mall_admin'], 'M0001/mall2': ['service_contact'], 'M0001/sales': [], 'DEPT-S/dept': ['department'],
    })
    const malls = await ofDemo<{ mall: string; department: string }>(
      "SELECT m.code AS mall, d.code AS department FROM organisations m JOIN organisations d ON d.id = m.department_id WHERE d.code IN ('DEPT-S', 'DEPT-N') ORDER BY m.code")
    expect(malls).toEqual([{ mall: 'M0001', department: 'DEPT-S' }, { mall: 'M0002', department: 'DEPT-S' }, { mall: 'M0003', department: 'DEPT-N' }])
  })

  it('says how far it is', () => {
    expect(lines.filter((line) => /^demonstration data: \d+ of \d+ tickets$/.test(line)).length).toBeGreaterThan(3)
  })

  it('is not loaded twice', async () => {
    const before = await statesOf(fresh.database)
    expect(await load(fresh.database)).toBe('present')
    expect(await statesOf(fresh.database)).toEqual(before)
  })

  it('is loaded whole after a load that was interrupted, and is the same again', async () => {
    const other = await createTestDatabase(inject('databaseUrl'))
    try {
      const interrupted = load(other.database, (line) => { if (/^demonstration data: 1\d\d of/.test(line)) throw new Error('interrupted') })
      await expect(interrupted).rejects.toThrow('interrupted')
      expect(await other.database.tables.tickets.model.count()).toBeGreaterThan(90)
      expect(await load(other.database)).toBe('loaded')
      const content = async ({ tables }: Database) => (await findRows(tables.tickets, {}, { order: [['no', 'ASC']] }))
        .map(({ no, state, version, customerName, createdAt, updatedAt, latestFeedback, replyDueAt }) => ({ no, state, version, customerName, createdAt, updatedAt, latestFeedback, replyDueAt }))
      expect(await content(other.database)).toEqual(await content(fresh.database))
    } finally {
      await other.drop()
    }
  }, LOAD_TIMEOUT_MS)
})

describe('a database with data of its own', () => {
  it('is left alone', async () => {
    const { database, drop } = await createTestDatabase(inject('databaseUrl'))
    try {
      await insertRow(database.tables.organisations, { code: 'OWN', name: '自有数据', kind: 'hq', status: 'active', version: 1, createdAt: NOW }, null)
      expect(await load(database)).toBe('refused')
      expect(await database.tables.organisations.model.count()).toBe(1)
      expect(await findRow(database.tables.settings, { name: 'demo' })).toBeNull()
    } finally {
      await drop()
    }
  })
})
