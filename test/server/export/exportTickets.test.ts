import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type ExcelJS from 'exceljs'
import type { Client } from '#shared/contract/client.ts'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { findRows, updateRows } from '#server/database/database.ts'
import { exportTickets, openWorkbook, rowsOf } from '#test/support/exports.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'

const NOW = '2026-03-04T02:00:00Z'
let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer({ now: NOW })
  agent = await server.as('HQ/agent')
  const mall = await server.as('M0001/mall')
  const [first] = [
    await agent.createTicket({ body: ticketInput({ customer: { ...ticketInput().customer, name: '=HYPERLINK("http://x")', phones: ['13900002671', '075588886666'], address: '+1 路 @2 号' }, feedback: { ...ticketInput().feedback, content: '门板\n有色差 😀\u0007' } }) }),
    await agent.createTicket({ body: ticketInput({ type: 'consult', level: '1', mallCode: null, headOffice: { reason: 'runaway_mall', departmentCode: 'DEPT-N' }, assistants: ['LINE-1'] }) }),
    await agent.createTicket({ body: ticketInput({ type: 'service', level: 'none', mallCode: 'M0003' }) }),
  ]
  await mall.operateTicket({ params: { no: first.no }, body: { operation: 'reply', version: first.version, content: '明天上门。', causeCode: 'quality' } })
})
afterAll(() => server.stop())

const list = (more: Partial<Parameters<typeof exportTickets>[1]> = {}): Parameters<typeof exportTickets>[1] =>
  ({ tab: 'all', columns: ['no', 'type', 'state', 'customer', 'phone', 'feedback', 'mall', 'handler', 'createdAt', 'replyTimely', 'feedbackCount'], ...more })
const info = (book: ExcelJS.Workbook): Record<string, unknown> => Object.fromEntries(rowsOf(book, '说明').map((row) => [String(row['项目']), row['内容']]))

describe('a list as a workbook', () => {
  it('holds what the list shows, in its order and words, with instants by the wall clock', async () => {
    const { name, book } = await exportTickets(agent, list())
    expect(name).toBe('全部工单-2026-03-04.xlsx')
    const shown = await agent.queryTickets({ body: { tab: 'all' } })
    const rows = rowsOf(book, '全部工单')
    expect(rows.map((row) => row['编号'])).toEqual(shown.items.map(({ no }) => no))
    expect(rows.map((row) => [row['类型'], row['状态'], row['商场'], row['来电号码']])).toEqual([
      ['售服', '未回复', 'M0003 M0003 名称', '139****2671'], ['咨询 紧急', '未回复', '总部 · 跑路商场', '139****2671'], ['投诉 2 级', '已回复', 'M0001 M0001 名称', '139****2671、0755****6666'],
    ])
    expect(rows[2]).toMatchObject({ 客户: '=HYPERLINK("http://x")', 创建时间: new Date('2026-03-04T10:00:00Z'), 反馈内容: '门板 有色差 😀', 及时回复: '是', 次数: 1 })
    expect(rows[0]!['及时回复']).toBeNull()
  })

  it('has no formula in it', async () => {
    const { book } = await exportTickets(agent, list({ columns: [...TICKET_COLUMN_IDS] }))
    const cells: ExcelJS.Cell[] = []
    for (const sheet of book.worksheets) sheet.eachRow((row) => row.eachCell((cell) => cells.push(cell)))
    expect(cells.filter(({ formula }) => formula !== undefined)).toEqual([])
    expect(cells.find(({ value }) => value === '=HYPERLINK("http://x")')?.numFmt).toBe('@')
    expect(cells.find(({ value }) => value === '+1 路 @2 号')?.numFmt).toBe('@')
  })

  it('takes every column there is, each under a head of its own', async () => {
    const { book } = await exportTickets(agent, list({ columns: [...TICKET_COLUMN_IDS] }))
    const heads = (book.worksheets[0]!.getRow(1).values as string[]).slice(1)
    expect(heads).toHaveLength(TICKET_COLUMN_IDS.length)
    expect(heads.filter((head) => !head || /[a-z]{3}/.test(head))).toEqual([])
    const [, headOffice, complaint] = rowsOf(book, '全部工单')
    expect(Object.values(headOffice!)).toEqual(expect.arrayContaining(['DEPT-N 名称', 'LINE-1 名称']))
    expect(Object.values(complaint!)).toEqual(expect.arrayContaining(['质量', '东澜省 澜州市 江北区', '个人', '接口']))
  })

  it('says what was asked for, when, by whom, and that it is all', async () => {
    const { book } = await exportTickets(agent, list({
      match: 'any', sort: { field: 'replyDueAt', direction: 'asc' },
      conditions: [{ field: 'mall.code', op: 'eq', value: 'M0001' }, { field: 'createdAt', op: 'between', value: ['2026-03-01T00:00:00+08:00', NOW] }, { field: 'satisfaction.score', op: 'is_null', value: true }, { field: 'type', op: 'in', value: ['complaint', 'service'] }],
    }))
    expect(rowsOf(book, '说明').filter((row) => row['项目'] === '条件').map((row) => row['内容'])).toEqual([
      '商场编号 等于 M0001 M0001 名称', '创建时间 介于 2026-03-01 00:00 到 2026-03-04 10:00', '满意度 没有内容', '类型 属于 投诉、售服',
    ])
    expect(info(book)).toMatchObject({
      列表: '全部工单', 条件之间的关系: '满足以下任一条件', 顺序: '及时回复时间早的在前', 导出的行数: 3, 全部: '全部', 导出时间: new Date('2026-03-04T10:00:00Z'), 导出人: '用户 agent · HQ 名称', 时区: 'Asia/Shanghai',
    })
  })

  it('speaks the language of who asks', async () => {
    const response = await server.request('/api/v1/tickets/export', {
      method: 'POST', body: JSON.stringify({ ...list(), exportId: randomUUID() }),
      headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Content-Type': 'application/json', 'Accept-Language': 'en' },
    })
    const book = await openWorkbook(new Uint8Array(await response.arrayBuffer()))
    expect(book.worksheets.map(({ name }) => name)).toEqual(['All tickets', 'About'])
    expect(rowsOf(book, 'All tickets')[0]).toMatchObject({ State: 'Unreplied' })
  })

  it.each([['HQ/agent', 3], ['HQ/admin', 3], ['DEPT-S/dept', 1], ['DEPT-N/dept', 2], ['M0001/mall', 1], ['M0003/mall', 1], ['M0002/mall', 0], ['LINE-1/line', 1]] as const)(
    'holds for %s what his list holds (%i), with every number masked', async (account, count) => {
      const { book } = await exportTickets(await server.as(account), list())
      const rows = rowsOf(book, '全部工单')
      expect(rows).toHaveLength(count)
      for (const row of rows) expect(row['来电号码']).toMatch(/^139\*{4}2671(、0755\*{4}6666)?$/)
    })

  it('refuses a list that the user has not, and leaves nothing running', async () => {
    const id = randomUUID()
    expect((await problemOf(exportTickets(await server.as('M0001/mall'), list({ tab: 'pending' }), id))).code).toBe('forbidden')
    expect(await findRows(server.database.tables.exports, { id }, { attributes: ['state', 'runningKey'] })).toEqual([{ state: 'failed', runningKey: null }])
  })

  it('tells how far it is, and takes an id once', async () => {
    const id = randomUUID()
    await exportTickets(agent, list(), id)
    expect(await agent.getExport({ params: { id } })).toMatchObject({ id, kind: 'tickets', state: 'done', rows: 3, total: 3, cut: false })
    expect((await problemOf(exportTickets(agent, list(), id))).code).toBe('conflict')
    expect((await problemOf((await server.as('HQ/agent2')).getExport({ params: { id } }))).code).toBe('not_found')
  })

  it('can be followed by the next one as soon as its file is there', async () => {
    for (let times = 0; times < 5; times++) await exportTickets(agent, list())
  })

  it('is in the audit, with who, what and how many rows, and without a customer', async () => {
    const id = randomUUID()
    await exportTickets(agent, list({ conditions: [{ field: 'customer.phones', op: 'contains', value: '0002671' }] }), id)
    const entries = async () => (await findRows(server.database.tables.auditEntries, {}, { order: [['id', 'ASC']] })).filter(({ detail }) => (detail as { exportId?: string } | null)?.exportId === id)
    const [begun, ended, ...more] = await entries()
    expect(more).toEqual([])
    expect(begun).toMatchObject({ action: 'export', detail: { kind: 'tickets', list: 'all', fields: ['customer.phones contains'] } })
    expect(ended).toMatchObject({ action: 'export_ended', detail: { state: 'done', rows: 3, cut: false } })
    expect(begun!.userId).toBe(ended!.userId)
    expect(JSON.stringify([begun, ended])).not.toContain('0002671')
  })

  it('begins where an earlier one was left by a server that is gone', async () => {
    const { exports } = server.database.tables
    const surveyor = await server.as('HQ/surveyor')
    const left = randomUUID()
    await exportTickets(surveyor, list(), left)
    const [row] = await findRows(exports, { id: left })
    await updateRows(exports, { state: 'running', runningKey: row!.userId, updatedAt: server.clock.now() }, { id: left }, null)
    await updateRows(exports, { updatedAt: new Date(server.clock.now().getTime() - 20_000) }, { id: left }, null)
    expect((await surveyor.getExport({ params: { id: left } })).state).toBe('failed')
    await exportTickets(surveyor, list())
  })
})
