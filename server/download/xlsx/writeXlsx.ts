import ExcelJS from 'exceljs'
import { writeSize } from '../content/attachmentTable.ts'
import type { DocumentTable, DocumentValue, TicketDocument } from '../content/document.ts'
import { fill } from '../content/words.ts'
import { storable, wallClock } from './cellText.ts'

/** Characters of another width that a column of this share has. */
const WIDTH_PER_SHARE = 1.3

interface Column {
  title: string
  /** In characters. */
  width: number
}

/**
 * Writes a value into a cell. A text is stored as text and formatted as text, so that one that begins like a formula is none,
 * neither when the file is opened nor when the cell is edited.
 */
function writeCell(cell: ExcelJS.Cell, value: DocumentValue, timeZone: string): void {
  if (typeof value === 'string') {
    cell.value = storable(value)
    cell.numFmt = '@'
  } else if (typeof value === 'number') {
    cell.value = value
    cell.numFmt = '0'
  } else if ('amount' in value) {
    cell.value = value.amount
    cell.numFmt = '#,##0.00'
  } else {
    cell.value = wallClock(value.at, timeZone)
    cell.numFmt = 'yyyy-mm-dd hh:mm'
  }
  cell.alignment = { vertical: 'top', horizontal: 'left', wrapText: true }
}

/** One sheet with a head that stays in view. Each row leaves memory when it is written. */
function writeSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, name: string, columns: readonly Column[], rows: Iterable<readonly DocumentValue[]>, timeZone: string): void {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }], pageSetup: { paperSize: 9, orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' } })
  sheet.columns = columns.map(({ width }) => ({ width }))
  const head = sheet.getRow(1)
  columns.forEach(({ title }, column) => {
    const cell = head.getCell(column + 1)
    writeCell(cell, title, timeZone)
    cell.font = { bold: true }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF2F4F7' } }
  })
  head.commit()
  let number = 1
  for (const values of rows) {
    const row = sheet.getRow(++number)
    values.forEach((value, column) => writeCell(row.getCell(column + 1), value, timeZone))
    row.commit()
  }
  sheet.commit()
}

const columnsOf = (table: DocumentTable): Column[] => table.columns.map(({ title, share }) => ({ title, width: Math.max(12, Math.round(share * WIDTH_PER_SHARE)) }))

function* factRows({ title, state, flags, facts }: TicketDocument): Generator<DocumentValue[]> {
  yield [title, state, flags.join(' · ')]
  for (const section of facts) for (const { label, value } of section.pairs) yield [section.title, label, value]
}

function* recordRows({ timeline: { entries }, words }: TicketDocument): Generator<DocumentValue[]> {
  for (const { at, operation, who, content, consequence, files } of entries) {
    yield [{ at }, operation, who, content, consequence, files.map((file) => fill(words.file, { name: file.name, size: writeSize(file.size) })).join('\n')]
  }
}

/**
 * Writes a ticket as a workbook: facts, records, deadlines, calls, attachments and log, each a sheet.
 * @param file is made anew
 */
export async function writeXlsx(document: TicketDocument, file: string): Promise<void> {
  const { timeZone, words: { columns: column, sheets }, deadlines, calls, attachments, log } = document
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({ filename: file, useStyles: true, useSharedStrings: true })
  book.created = new Date(document.madeAt)
  writeSheet(book, sheets.ticket, [{ title: column.section, width: 18 }, { title: column.item, width: 20 }, { title: column.value, width: 70 }], factRows(document), timeZone)
  writeSheet(book, sheets.records, [
    { title: column.at, width: 18 }, { title: column.operation, width: 18 }, { title: column.by, width: 28 }, { title: column.content, width: 80 }, { title: column.note, width: 44 }, { title: column.files, width: 40 },
  ], recordRows(document), timeZone)
  const tables: readonly [string, DocumentTable | null][] = [[sheets.deadlines, deadlines], [sheets.calls, calls], [sheets.attachments, attachments], [sheets.log, log]]
  for (const [name, table] of tables) if (table) writeSheet(book, name, columnsOf(table), table.rows, timeZone)
  await book.commit()
}
