import type { DocumentTable } from '../content/document.ts'
import { heading, printed } from './blocks.ts'
import { INK, STYLES, TEXT_WIDTH, type Sheet, type Style } from './sheet.ts'

const PADDING = 4
const HEAD: Style = { ...STYLES.cell, weight: 'bold', ink: INK.strong }

/** A table with its head on every page that it touches. A row taller than what is left goes on over the page's end. */
export function table(sheet: Sheet, { title, columns, rows, none }: DocumentTable, timeZone: string): void {
  heading(sheet, title)
  if (rows.length === 0) {
    sheet.paragraph(none, STYLES.small)
    return
  }
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => (share / shares) * TEXT_WIDTH)
  const starts = widths.map((_, column) => sheet.left + widths.slice(0, column).reduce((sum, width) => sum + width, 0))
  const linesOf = (texts: readonly string[], style: Style): string[][] => texts.map((text, column) => sheet.lines(text, widths[column]! - 2 * PADDING, style))
  const head = linesOf(columns.map((column) => column.title), HEAD)
  const tallest = (cells: readonly string[][]): number => Math.max(1, ...cells.map((lines) => lines.length))
  const headHeight = tallest(head) * HEAD.leading + PADDING

  const writeLine = (cells: readonly string[][], line: number, y: number, style: Style): void =>
    cells.forEach((lines, column) => sheet.write(lines[line] ?? '', starts[column]! + PADDING, y, style))
  const writeHead = (): void => {
    sheet.pdf.rect(sheet.left, sheet.y, TEXT_WIDTH, headHeight).fill(INK.ground)
    for (let line = 0; line < tallest(head); line++) writeLine(head, line, sheet.y + PADDING / 2 + line * HEAD.leading, HEAD)
    sheet.y += headHeight
  }
  const nextPage = (): void => {
    sheet.newPage()
    writeHead()
  }

  sheet.need(headHeight + STYLES.cell.leading * 2)
  writeHead()
  for (const row of rows) {
    const cells = linesOf(row.map((value) => printed(value, timeZone)), STYLES.cell)
    const count = tallest(cells)
    // A row of few lines stays whole.
    if (count <= 6 && sheet.room() < count * STYLES.cell.leading + PADDING) nextPage()
    sheet.y += PADDING / 2
    for (let line = 0; line < count; line++) {
      if (sheet.room() < STYLES.cell.leading + PADDING / 2) nextPage()
      writeLine(cells, line, sheet.y, STYLES.cell)
      sheet.y += STYLES.cell.leading
    }
    sheet.y += PADDING / 2
    sheet.rule(sheet.left, sheet.y, TEXT_WIDTH)
  }
}
