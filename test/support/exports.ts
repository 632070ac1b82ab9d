import { randomUUID } from 'node:crypto'
import ExcelJS from 'exceljs'
import type { Client } from '#shared/contract/client.ts'
import type { BreachExportInput, TicketExportInput } from '#shared/contract/export.ts'
import type { FileContent } from '#shared/contract/endpoints.ts'

/** A workbook as somebody opens it. */
export async function openWorkbook(content: Uint8Array): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook()
  // The declaration of the library asks for a buffer of its own.
  await book.xlsx.load(Buffer.from(content) as unknown as ExcelJS.Buffer)
  return book
}

/** The rows of a sheet below its head, each by the heads of its columns; what is empty is null. */
export function rowsOf(book: ExcelJS.Workbook, sheetName: string): Record<string, ExcelJS.CellValue>[] {
  const sheet = book.getWorksheet(sheetName)
  if (!sheet) throw new Error(`no sheet ${sheetName}: ${book.worksheets.map(({ name }) => name).join()}`)
  const heads = (sheet.getRow(1).values as ExcelJS.CellValue[]).slice(1).map(String)
  const rows: Record<string, ExcelJS.CellValue>[] = []
  for (let number = 2; number <= sheet.rowCount; number++) rows.push(Object.fromEntries(heads.map((head, position) => [head, sheet.getRow(number).getCell(position + 1).value])))
  return rows
}

const bytesOf = ({ content }: FileContent): Buffer => content as Buffer

/** A list as a workbook, as somebody gets it. */
export async function exportTickets(client: Client, query: TicketExportInput, exportId: string = randomUUID()): Promise<{ name: string; book: ExcelJS.Workbook }> {
  const file = await client.exportTickets({ body: { ...query, exportId } })
  return { name: file.name, book: await openWorkbook(bytesOf(file)) }
}

export async function exportBreaches(client: Client, query: BreachExportInput, exportId: string = randomUUID()): Promise<{ name: string; book: ExcelJS.Workbook }> {
  const file = await client.exportBreaches({ query: { ...query, exportId } })
  return { name: file.name, book: await openWorkbook(bytesOf(file)) }
}
