import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { download } from '../../support/downloads.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
let agent: Client

beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

async function workbookOf(no: string): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.load((await download(agent, no, 'xlsx')).content as unknown as ExcelJS.Buffer)
  return book
}
const sheetOf = (book: ExcelJS.Workbook, name: string): ExcelJS.Worksheet => book.getWorksheet(name)!
const rowsOf = (sheet: ExcelJS.Worksheet): ExcelJS.CellValue[][] => sheet.getSheetValues().slice(1).map((row) => (row as ExcelJS.CellValue[]).slice(1))

const FORMULAS = ['=HYPERLINK("http://example.invalid","点我")', '+1', '-1+2', '@SUM(A1)', '=cmd|\'/C calc\'!A0', '\t=1+1', '"=1+1']

describe('a ticket as XLSX', () => {
  it('has a sheet for each part, with real dates in the configured zone', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const book = await workbookOf(no)
    expect(book.worksheets.map(({ name }) => name)).toEqual(['工单', '跟进', '时限', '通话', '附件', '操作记录'])
    const [head, ...records] = rowsOf(sheetOf(book, '跟进'))
    expect(head).toEqual(['时间', '操作', '机构与人', '内容', '说明', '文件'])
    // 10:00 in Shanghai: a workbook's dates have no zone.
    expect(records[0]![0]).toEqual(new Date('2026-03-04T10:00:00Z'))
    expect(records[0]![3]).toBe('六块门板里有两块颜色不一样。')
    const deadline = sheetOf(book, '时限').getCell('C2')
    expect([deadline.type, deadline.numFmt, deadline.value]).toEqual([ExcelJS.ValueType.Date, 'yyyy-mm-dd hh:mm', new Date('2026-03-06T10:00:00Z')])
    for (const sheet of book.worksheets) expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    const content = sheetOf(book, '跟进').getCell('D2')
    expect(content.alignment).toMatchObject({ wrapText: true })
    expect(sheetOf(book, '跟进').getColumn(4).width).toBeGreaterThan(60)
    const facts = rowsOf(sheetOf(book, '工单'))
    expect(facts).toContainEqual(['客户', '电话', '13900002671'])
    expect(facts).toContainEqual(['工单', '编号', no])
  })

  it('keeps as text what begins like a formula', async () => {
    for (const text of FORMULAS) {
      const { no } = await agent.createTicket({
        body: ticketInput({ customer: { name: text.trim(), phones: ['13900002671'], type: 'individual', address: text }, feedback: { content: text, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }),
      })
      const book = await workbookOf(no)
      const cells = book.worksheets.flatMap((sheet) => {
        const found: ExcelJS.Cell[] = []
        sheet.eachRow((row) => row.eachCell((cell) => void found.push(cell)))
        return found
      })
      expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Formula || type === ExcelJS.ValueType.Hyperlink)).toEqual([])
      const same = cells.filter(({ value }) => value === text.trim())
      expect(same.length, text).toBeGreaterThanOrEqual(3)
      // Formatted as text, it stays text when somebody edits the cell.
      expect(same.every(({ numFmt, type }) => numFmt === '@' && type === ExcelJS.ValueType.String)).toBe(true)
    }
  })

  it('keeps what XML cannot hold out, and rare characters in', async () => {
    const { no } = await agent.createTicket({
      body: ticketInput({ feedback: { content: '前\u0001\u000b后 <b>&amp; ]]> 𠮷😡', channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }),
    })
    expect(rowsOf(sheetOf(await workbookOf(no), '跟进'))[1]![3]).toBe('前后 <b>&amp; ]]> 𠮷😡')
  })
})
