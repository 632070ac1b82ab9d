import { buffer } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import ExcelJS from 'exceljs'
import { describe, expect, it } from 'vitest'
import type { Cell, Sheet } from '#server/export/cells.ts'
import { columnName } from '#server/export/sheetXml.ts'
import { writeWorkbook } from '#server/export/writeWorkbook.ts'
import { openWorkbook } from '#test/support/exports.ts'

const OPTIONS = { timeZone: 'Asia/Shanghai', madeAt: new Date('2026-03-04T02:00:00Z') }

const sheetOf = (batches: readonly (readonly (readonly Cell[])[])[], more: Partial<Sheet> = {}): Sheet => ({
  name: '全部工单', columns: [{ title: '内容', width: 20 }, { title: '二', width: 10 }], batches: async function* () { yield* batches }, ...more,
})
const written = async (...sheets: Sheet[]): Promise<ExcelJS.Workbook> => openWorkbook(await buffer(writeWorkbook(sheets, OPTIONS)))
const firstCells = (book: ExcelJS.Workbook): ExcelJS.Cell[] => {
  const sheet = book.worksheets[0]!
  return Array.from({ length: sheet.rowCount - 1 }, (_, row) => sheet.getRow(row + 2).getCell(1))
}

describe('a workbook', () => {
  it('holds the rows of all batches below a head that stays, on sheets of their names', async () => {
    const book = await written(sheetOf([[['一', 1], ['二', 2]], [], [['三', 3]]], { filter: true }), sheetOf([], { name: '说明 <&"' }))
    expect(book.worksheets.map(({ name }) => name)).toEqual(['全部工单', '说明 <&"'])
    const [sheet] = book.worksheets
    expect([sheet!.getRow(1).getCell(1).value, sheet!.rowCount]).toEqual(['内容', 4])
    expect([2, 3, 4].map((row) => [sheet!.getRow(row).getCell(1).value, sheet!.getRow(row).getCell(2).value])).toEqual([['一', 1], ['二', 2], ['三', 3]])
    expect(sheet!.views[0]).toMatchObject({ state: 'frozen', ySplit: 1 })
    expect(sheet!.autoFilter).toBe('A1:B4')
  })

  it.each([
    '=HYPERLINK("http://x")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', "'=1", '=cmd|\'/C calc\'!A0', '1234567890123456789', '007', '2026-03-04', 'TRUE',
  ])('keeps %j as the text that it is, without a formula and formatted as text', async (text) => {
    const [cell] = firstCells(await written(sheetOf([[[text]]])))
    expect([cell!.type, cell!.formula, cell!.numFmt]).toEqual([ExcelJS.ValueType.String, undefined, '@'])
    // XML ends its lines one way.
    expect(cell!.value).toBe(text.replace('\r', '\n'))
  })

  it.each(['<b>&"\'</b>', '第一行\n第二行', '  两边有空格  ', '表情 😀 👨‍👩‍👧 与𠮷', '_x0041_ 和 _x000D_', ']]>', '\u{10ffff}'])('keeps %j sign by sign', async (text) => {
    const [cell] = firstCells(await written(sheetOf([[[text]]])))
    // The library that reads here does not undo the escape that programs undo.
    expect(String(cell!.value).replaceAll('_x005F_', '_')).toBe(text)
  })

  it('leaves out what no file can hold: control characters and halves of characters', async () => {
    const [cell] = firstCells(await written(sheetOf([[['a\u0000b\u0008c\u001fd\ud800e\ufffff']]])))
    expect(cell!.value).toBe('abcd\ufffdef')
  })

  it('cuts a text at what a cell holds, and not within a character', async () => {
    const [long, edge] = firstCells(await written(sheetOf([[['长'.repeat(40_000)], [`${'a'.repeat(32_766)}😀`]]])))
    expect([String(long!.value).length, String(edge!.value)]).toEqual([32_767, 'a'.repeat(32_766)])
  })

  it('writes numbers, amounts and instants as such, by the wall clock of the zone', async () => {
    const cells = firstCells(await written(sheetOf([[[0], [-1.5], [{ amount: 1234.5 }], [{ at: '2026-03-04T15:59:30Z' }], [null], ['']]])))
    expect(cells.map(({ value }) => value)).toEqual([0, -1.5, 1234.5, new Date('2026-03-04T23:59:30Z'), null, null].slice(0, cells.length))
    expect(cells.slice(2, 4).map(({ numFmt }) => numFmt)).toEqual(['#,##0.00', 'yyyy-mm-dd hh:mm'])
  })

  it('names columns as sheets do', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA'])
  })

  it('reads no further than its reader', async () => {
    let read = 0
    const endless = sheetOf([], { batches: async function* () { for (;;) yield Array.from({ length: 200 }, (): Cell[] => [`${read++} ${crypto.randomUUID()}`, Math.random()]) } })
    const content = writeWorkbook([endless], OPTIONS)
    let before = -1
    await expect.poll(() => {
      const rests = read === before
      before = read
      return rests
    }, { interval: 300, timeout: 20_000 }).toBe(true)
    expect(read).toBeGreaterThan(0)
    expect(read).toBeLessThan(20_000)
    content.destroy()
  })

  it('ends with the error of a batch, and ends what it reads when its reader goes', async () => {
    const broken = sheetOf([], { batches: async function* () { yield [['一']]; throw new Error('the rows are gone') } })
    await expect(buffer(writeWorkbook([broken], OPTIONS))).rejects.toThrow('the rows are gone')
    let ended = false
    const left = sheetOf([], { batches: async function* () { try { for (;;) yield [[crypto.randomUUID().repeat(500)]] } finally { ended = true } } })
    const content = writeWorkbook([left], OPTIONS)
    await sleep(50)
    content.destroy()
    await expect.poll(() => ended).toBe(true)
  })
})
