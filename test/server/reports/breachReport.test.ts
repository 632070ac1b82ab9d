import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type ExcelJS from 'exceljs'
import type { Client } from '#shared/contract/client.ts'
import { BREACH_KINDS, type BreachKind } from '#shared/domain/breaches.ts'
import { findRow, insertRows } from '#server/database/database.ts'
import { exportBreaches, rowsOf } from '../../support/exports.ts'
import { problemOf, startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

type MallCode = 'M0001' | 'M0002' | 'M0003'
interface Given {
  kind: BreachKind
  mall: MallCode | null
  at: string
  withdrawn: boolean
}
const DEPARTMENT_OF: Record<MallCode, 'DEPT-S' | 'DEPT-N'> = { M0001: 'DEPT-S', M0002: 'DEPT-S', M0003: 'DEPT-N' }
const MALLS = ['M0001', 'M0002', 'M0003'] as const
/** The borders of March in Shanghai, to the millisecond, and instants in it and beside it. */
const INSTANTS = ['2026-02-28T15:59:59.999Z', '2026-02-28T16:00:00.000Z', '2026-03-01T00:00:00.000Z', '2026-03-17T08:30:00.000Z', '2026-03-31T15:59:59.999Z', '2026-03-31T16:00:00.000Z', '2026-04-10T00:00:00.000Z']
const isIn = (at: string, month: string): boolean => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().startsWith(month)

let server: TestServer
let admin: Client
const given: Given[] = []

beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-31T02:00:00Z' })
  admin = await server.as('HQ/admin')
  const { no } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput({ feedback: { ...ticketInput().feedback, content: '=1+1' } }) })
  const { tables } = server.database
  const ticket = (await findRow(tables.tickets, { no }))!
  let seed = 7
  const draw = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let made = 0; made < 400; made++) {
    given.push({ kind: BREACH_KINDS[draw(8)]!, mall: made % 20 === 0 ? null : MALLS[draw(3)]!, at: INSTANTS[draw(INSTANTS.length)]!, withdrawn: draw(10) === 0 })
  }
  await insertRows(tables.breaches, given.map(({ kind, mall, at, withdrawn }, position) => ({
    ticketId: ticket.id, assignmentNumber: 1, kind, subject: `test:${position}`, mallId: mall && server.world[mall], departmentId: mall ? server.world[DEPARTMENT_OF[mall]] : server.world['DEPT-S'],
    happenedAt: new Date(at), withdrawnAt: withdrawn ? new Date('2026-04-20T00:00:00Z') : null,
  })), null)
  await insertRows(tables.penalties, [{ breach: 'late_reply', amount: 100, changedAt: new Date() }, { breach: 'late_contact', amount: 0.1, changedAt: new Date() }], null)
})
afterAll(() => server.stop())

const countIn = (month: string, mall: MallCode, kind: BreachKind): number => given.filter((one) => one.mall === mall && one.kind === kind && !one.withdrawn && isIn(one.at, month)).length
const expectedRows = (month: string, malls: readonly MallCode[]) => malls.map((mall) => {
  const counts = Object.fromEntries(BREACH_KINDS.map((kind) => [kind, countIn(month, mall, kind)])) as Record<BreachKind, number>
  return { mall, counts, amount: (counts.late_reply * 1000 + counts.late_contact) / 10, all: Object.values(counts).reduce((sum, count) => sum + count, 0) }
}).filter(({ all }) => all > 0).sort((a, b) => b.amount - a.amount || b.all - a.all || (a.mall < b.mall ? -1 : 1))

describe('the breach report', () => {
  it.each(['2026-02', '2026-03', '2026-04', '2026-05'])('of %s counts every breach by mall and kind that happened in the month of the zone, and nothing withdrawn', async (month) => {
    const report = await admin.getBreachReport({ query: { month } })
    const expected = expectedRows(month, MALLS)
    expect(report.rows.map(({ mall, counts, amount }) => ({ mall: mall.code, counts, amount }))).toEqual(expected.map(({ mall, counts, amount }) => ({ mall, counts, amount })))
    for (const kind of BREACH_KINDS) expect(report.totals.counts[kind]).toBe(expected.reduce((sum, { counts }) => sum + counts[kind], 0))
    expect(Math.round(report.totals.amount * 100)).toBe(Math.round(expected.reduce((sum, { amount }) => sum + amount, 0) * 100))
    expect(report.penalties).toMatchObject({ late_reply: 100, late_contact: 0.1, late_resolve: 0 })
  })

  it.each([
    ['HQ/agent', ['M0001', 'M0002', 'M0003'], ['North', 'South']], ['DEPT-S/dept', ['M0001', 'M0002'], ['South']], ['DEPT-N/dept', ['M0003'], ['North']], ['M0002/mall', ['M0002'], ['South']],
  ] as const)('shows %s the malls %j', async (account, malls, lines) => {
    const client = await server.as(account)
    const report = await client.getBreachReport({ query: { month: '2026-03' } })
    expect(report.rows.map(({ mall }) => mall.code).sort()).toEqual(malls)
    expect(report.marketingLines).toEqual(lines)
    expect(report.totals.counts).toEqual(Object.fromEntries(BREACH_KINDS.map((kind) => [kind, malls.reduce((sum, mall) => sum + countIn('2026-03', mall, kind), 0)])))
    // A mall that is not one's own is empty and not refused: nobody learns which there are.
    const foreign = MALLS.find((mall) => !(malls as readonly string[]).includes(mall))
    if (foreign) expect((await client.listBreaches({ query: { month: '2026-03', mallCode: foreign } })).total).toBe(0)
  })

  it('is narrowed to a marketing line', async () => {
    const report = await admin.getBreachReport({ query: { month: '2026-03', marketingLine: 'North' } })
    expect(report.rows.map(({ mall }) => mall)).toEqual([{ code: 'M0003', name: 'M0003 名称', marketingLine: 'North' }])
    expect((await admin.getBreachReport({ query: { month: '2026-03', marketingLine: '没有的' } })).rows).toEqual([])
  })

  it('has behind each of its numbers exactly so many breaches, page by page', async () => {
    const month = '2026-03'
    for (const { mall, counts } of (await admin.getBreachReport({ query: { month } })).rows) {
      for (const kind of BREACH_KINDS) {
        const page = await admin.listBreaches({ query: { month, mallCode: mall.code, kind } })
        expect([page.total, page.totalIsExact, page.items.length]).toEqual([counts[kind], true, counts[kind]])
        expect(page.items.every((one) => one.kind === kind && one.mall.code === mall.code && isIn(one.happenedAt, month))).toBe(true)
      }
    }
    const ids: string[] = []
    let cursor: string | undefined
    do {
      const page = await admin.listBreaches({ query: { month, limit: 30, ...(cursor && { cursor }) } })
      ids.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor ?? undefined
    } while (cursor)
    const all = MALLS.reduce((sum, mall) => sum + BREACH_KINDS.reduce((of, kind) => of + countIn(month, mall, kind), 0), 0)
    expect([ids.length, new Set(ids).size]).toEqual([all, all])
    expect((await problemOf(admin.listBreaches({ query: { month, cursor: 'x' } }))).code).toBe('validation_failed')
  })

  it('as a workbook says the same, and holds each breach', async () => {
    const month = '2026-03'
    const report = await admin.getBreachReport({ query: { month } })
    const { name, book } = await exportBreaches(admin, { month })
    expect(name).toBe('商场违约处理报表-2026-03-2026-03-31.xlsx')
    const rows = rowsOf(book, '商场违约处理报表')
    expect(rows.slice(0, -2).map((row) => [row['商场编号'], row['未及时回复'], row['误退回'], row['合计（元）']])).toEqual(report.rows.map(({ mall, counts, amount }) => [mall.code, counts.late_reply, counts.wrong_return, amount]))
    expect(rows.slice(-2).map((row) => [row['商场编号'], row['未及时回复'], row['未及时联系']])).toEqual([['合计', report.totals.counts.late_reply, report.totals.counts.late_contact], ['每次（元）', 100, 0.1]])
    const list = rowsOf(book, '违约明细')
    expect(list).toHaveLength((await admin.listBreaches({ query: { month } })).total)
    expect(list.filter((row) => row['商场编号'] === 'M0001' && row['违约'] === '2次及多次投诉')).toHaveLength(countIn(month, 'M0001', 'second_complaint'))
    expect(list[0]).toMatchObject({ 反馈内容: '=1+1', 发生时间: new Date('2026-03-31T23:59:59.999Z') as ExcelJS.CellValue, 类型: '投诉', 级别: '2 级' })
    expect(rowsOf(book, '说明').map((row) => row['内容'])).toEqual(expect.arrayContaining(['商场违约处理报表', '2026-03', list.length]))
  })

  it('as a workbook of a department holds its malls alone', async () => {
    const { book } = await exportBreaches(await server.as('DEPT-N/dept'), { month: '2026-03' })
    expect([...new Set(rowsOf(book, '违约明细').map((row) => row['商场编号']))]).toEqual(['M0003'])
    expect((await problemOf(exportBreaches(await server.as('LINE-1/line'), { month: '2026-03' }))).code).toBe('forbidden')
  })
})
