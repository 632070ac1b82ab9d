import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let admin: Client

beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T10:00:00+08:00' })
  admin = await server.as('HQ/admin')
})
afterAll(() => server.stop())
beforeEach(async () => {
  await server.database.sequelize.query('DELETE FROM calendar_days')
  await server.database.sequelize.query('DELETE FROM audit_entries')
  server.services.calendarSource.forget()
})

const year = (of = 2026) => admin.getCalendar({ query: { year: of } })
const dayOf = async (day: string) => (await year(Number(day.slice(0, 4)))).days.find((found) => found.day === day)
const audit = async () => (await findRows(server.database.tables.auditEntries, {}, { order: [['id', 'ASC']] }))
const set = (body: Parameters<Client['setCalendarDays']>[0]['body']) => admin.setCalendarDays({ body })

describe('a year of the calendar', () => {
  it('has the public holidays and the shifted working days, each with its name', async () => {
    const { days, covered } = await year()
    expect(covered).toBe(true)
    expect(days.find(({ day }) => day === '2026-10-01')).toEqual({
      day: '2026-10-01', working: false, source: 'holiday_data', name: '国庆节', englishName: 'National Day', changedByName: null, changedAt: null,
    })
    expect(days.find(({ day }) => day === '2026-10-10')).toMatchObject({ working: true, source: 'holiday_data', name: '国庆节' })
    expect(days.map(({ day }) => day)).toEqual(days.map(({ day }) => day).sort())
    expect(days.filter(({ day }) => !day.startsWith('2026-'))).toEqual([])
    expect(days.some(({ day }) => day === '2026-03-07')).toBe(false)
  })

  it('that the data does not cover says so and has what administrators have entered', async () => {
    await set({ from: '2931-05-01', to: '2931-05-01', working: false, note: '劳动节' })
    expect(await year(2931)).toMatchObject({ covered: false, days: [{ day: '2931-05-01', working: false, source: 'administrator', name: '劳动节' }] })
  })

  it('uncovered is announced from 1 November of the year before', async () => {
    const other = await startTestServer({ beside: server, holidays: { version: '998.0.0', data: { days: {}, years: [2025, 2026] } } })
    const announced = async () => (await (await other.as('HQ/admin')).getCalendar({ query: { year: 2026 } })).uncoveredYears
    server.clock.set('2026-10-31T23:59:59+08:00')
    expect(await announced()).toEqual([])
    server.clock.set('2026-11-01T00:00:00+08:00')
    expect(await announced()).toEqual([2027])
    server.clock.set('2027-01-01T00:00:00+08:00')
    expect(await announced()).toEqual([2027])
    await other.stop()
    server.clock.set('2026-03-04T10:00:00+08:00')
  })
})

describe('an administrator’s own days', () => {
  it('stand over the holiday data and Monday to Friday, with who entered them and when', async () => {
    const answer = await set({ from: '2026-10-07', to: '2026-10-09', working: true, note: '旺季' })
    const entered = { working: true, source: 'administrator', name: '旺季', englishName: null, changedByName: '用户 admin', changedAt: '2026-03-04T02:00:00.000Z' }
    for (const day of ['2026-10-07', '2026-10-08', '2026-10-09']) expect(answer.days.find((found) => found.day === day)).toEqual({ day, ...entered })
    expect(await year()).toEqual(answer)
  })

  it('count at once for what is submitted next', async () => {
    const agent = await server.as('HQ/agent')
    await agent.createTicket({ body: ticketInput() })
    await set({ from: '2026-03-05', to: '2026-03-06', working: false, note: '盘点' })
    expect((await agent.createTicket({ body: ticketInput() })).replyDueAt).toBe('2026-03-10T02:00:00.000Z')
  })

  it('are taken away for a range, and the holiday data decides again', async () => {
    await set({ from: '2026-10-07', to: '2026-10-12', working: true, note: null })
    const answer = await set({ from: '2026-10-01', to: '2026-10-09', working: null, note: null })
    expect(answer.days.find(({ day }) => day === '2026-10-07')).toMatchObject({ working: false, source: 'holiday_data', name: '国庆节' })
    expect(answer.days.find(({ day }) => day === '2026-10-08')).toBeUndefined()
    expect((await dayOf('2026-10-11'))?.source).toBe('administrator')
  })

  it('of a range over New Year stand in both years', async () => {
    const answer = await set({ from: '2026-12-30', to: '2027-01-02', working: false, note: '停业' })
    expect(answer.year).toBe(2026)
    expect(answer.days.filter(({ source }) => source === 'administrator').map(({ day }) => day)).toEqual(['2026-12-30', '2026-12-31'])
    expect((await year(2027)).days.filter(({ source }) => source === 'administrator').map(({ day }) => day)).toEqual(['2027-01-01', '2027-01-02'])
  })

  it('are written to the audit with what was there before, each change once', async () => {
    await set({ from: '2026-05-06', to: '2026-05-07', working: false, note: '盘点' })
    await set({ from: '2026-05-06', to: '2026-05-07', working: false, note: '盘点' })
    await set({ from: '2026-05-07', to: '2026-05-09', working: null, note: null })
    await set({ from: '2026-05-08', to: '2026-05-09', working: null, note: null })
    const user = await findRow(server.database.tables.users, { account: 'admin' })
    expect((await audit()).map(({ userId, action, detail }) => ({ userId, action, detail }))).toEqual([
      { userId: user!.id, action: 'set_calendar_days', detail: { from: '2026-05-06', to: '2026-05-07', working: false, note: '盘点', before: [] } },
      { userId: user!.id, action: 'set_calendar_days', detail: { from: '2026-05-07', to: '2026-05-09', working: null, note: null, before: [{ day: '2026-05-07', working: false, note: '盘点' }] } },
    ])
  })

  it('set by two administrators at once end as one of them said, without an error', async () => {
    const ranges = [true, false].map((working) => ({ from: '2026-06-01', to: '2026-07-20', working, note: null }))
    await Promise.all([...ranges, ...ranges, ...ranges].map((range) => set(range)))
    const days = (await year()).days.filter(({ day, source }) => source === 'administrator' && day >= '2026-06-01' && day <= '2026-07-20')
    expect(days).toHaveLength(50)
    expect(new Set(days.map(({ working }) => working)).size).toBe(1)
  })

  it('reach another server within five seconds', async () => {
    const other = await startTestServer({ beside: server })
    try {
      await other.services.calendar()
      await set({ from: '2026-03-05', to: '2026-03-05', working: false, note: null })
      await expect.poll(async () => (await other.services.calendar()).isWorkingDay('2026-03-05'), { timeout: 6_000, interval: 200 }).toBe(false)
    } finally {
      await other.stop()
    }
  })
})

describe('refused', () => {
  it.each(['HQ/agent', 'HQ/approver', 'HQ/surveyor', 'M0001/mall', 'DEPT-S/dept', 'LINE-1/line'])('%s sees no calendar and sets no days', async (account) => {
    const client = await server.as(account)
    expect(await problemOf(client.getCalendar({ query: { year: 2026 } }))).toMatchObject({ code: 'forbidden' })
    expect(await problemOf(client.setCalendarDays({ body: { from: '2026-05-06', to: '2026-05-06', working: false, note: null } }))).toMatchObject({ code: 'forbidden' })
    expect(await findRows(server.database.tables.calendarDays, {})).toEqual([])
    expect(await audit()).toEqual([])
  })

  it.each([
    ['a range that ends before it begins', { from: '2026-05-07', to: '2026-05-06', working: false }, 'to'],
    ['63 days', { from: '2026-05-01', to: '2026-07-02', working: false }, 'to'],
    ['no day of the calendar', { from: '2026-02-29', to: '2026-03-01', working: false }, 'from'],
    ['a note that is too long', { from: '2026-05-06', to: '2026-05-06', working: false, note: '盘'.repeat(101) }, 'note'],
    ['nothing said about working', { from: '2026-05-06', to: '2026-05-06' }, 'working'],
  ])('%s', async (_word, body, field) => {
    const problem = await problemOf(set(body as Parameters<typeof set>[0]))
    expect(problem.code).toBe('validation_failed')
    expect(Object.keys(problem.errors ?? {})).toEqual([field])
    expect(await findRows(server.database.tables.calendarDays, {})).toEqual([])
  })

  it('62 days are not too many', async () => {
    expect((await set({ from: '2026-05-01', to: '2026-07-01', working: false, note: null })).days.filter(({ source }) => source === 'administrator')).toHaveLength(62)
  })

  it('days off without end, after which no deadline could be computed', async () => {
    for (const [from, to] of [['2028-01-01', '2028-03-02'], ['2028-03-03', '2028-05-03'], ['2028-05-04', '2028-07-04'], ['2028-07-05', '2028-09-04'], ['2028-09-05', '2028-11-05']] as const)
      await set({ from, to, working: false, note: null })
    const problem = await problemOf(set({ from: '2028-11-06', to: '2029-01-06', working: false, note: null }))
    expect(problem).toMatchObject({ code: 'validation_failed', errors: { to: ['too_many_days_off'] } })
    expect(await dayOf('2028-11-06')).toBeUndefined()
  })

  it.each(['1999', '3000', 'x'])('the year %s', async (of) => {
    const response = await server.request(`/api/v1/admin/calendar?year=${of}`, { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/admin')}` } })
    expect(response.status).toBe(422)
  })
})

describe('newer public-holiday data of another server', () => {
  it('counts for this one, too, and older data never', async () => {
    const { holidayData } = server.database.tables
    const data = { days: { '2027-01-01': { working: false, name: '元旦', englishName: 'New Year' } }, years: [2026, 2027] }
    await updateRows(holidayData, { version: '999.0.0', data, takenAt: server.clock.now() }, { id: 1 }, null)
    expect(await year(2027)).toMatchObject({ covered: true, days: [{ day: '2027-01-01', name: '元旦' }] })
    const older = await startTestServer({ beside: server, holidays: { version: '0.0.1', data: { days: {}, years: [] } } })
    try {
      const client = await older.as('HQ/admin')
      expect((await client.getCalendar({ query: { year: 2027 } })).covered).toBe(true)
    } finally {
      await older.stop()
    }
  })
})
