import { storable, wallClock } from '../download/xlsx/cellText.ts'
import type { Cell, Sheet } from './cells.ts'
import { STYLES } from './workbookParts.ts'

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const DAY_MS = 86_400_000
/** Day 0 of the format. */
const EPOCH = Date.UTC(1899, 11, 30)

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
export const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]!)

/** Programs read `_x0041_` in a text as an escaped character: its underscore is escaped in turn. Lines end as XML ends them. */
const cellText = (text: string): string => escapeXml(storable(text).replace(/\r\n?/g, '\n').replace(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_'))

/** `A`, `B`, … `AA` by position from 0. */
export const columnName = (position: number): string => (position < 26 ? '' : columnName(Math.floor(position / 26) - 1)) + String.fromCharCode(65 + (position % 26))

/**
 * A cell. A text is kept as an inline string and formatted as text, so that one that begins like a formula is none, neither
 * when the file is opened nor when the cell is edited.
 */
function cellXml(value: Cell, reference: string, timeZone: string): string {
  if (value === null || value === '') return ''
  if (typeof value === 'string') return `<c r="${reference}" s="${STYLES.text}" t="inlineStr"><is><t xml:space="preserve">${cellText(value)}</t></is></c>`
  if (typeof value === 'number') return `<c r="${reference}" s="${STYLES.number}"><v>${value}</v></c>`
  if ('amount' in value) return `<c r="${reference}" s="${STYLES.amount}"><v>${value.amount}</v></c>`
  return `<c r="${reference}" s="${STYLES.instant}"><v>${(wallClock(value.at, timeZone).getTime() - EPOCH) / DAY_MS}</v></c>`
}

function rowXml(cells: readonly Cell[], names: readonly string[], number: number, timeZone: string): string {
  let xml = `<row r="${number}">`
  for (let position = 0; position < cells.length; position++) xml += cellXml(cells[position]!, `${names[position]}${number}`, timeZone)
  return `${xml}</row>`
}

const headXml = ({ columns }: Sheet, names: readonly string[]): string =>
  `<row r="1">${columns.map(({ title }, position) => `<c r="${names[position]}1" s="${STYLES.head}" t="inlineStr"><is><t>${cellText(title)}</t></is></c>`).join('')}</row>`

/** The XML of a sheet, a piece for each batch. The head stays in view. */
export async function* sheetXml(sheet: Sheet, timeZone: string): AsyncGenerator<Buffer> {
  const names = sheet.columns.map((_, position) => columnName(position))
  const widths = sheet.columns.map(({ width }, position) => `<col min="${position + 1}" max="${position + 1}" width="${width}" customWidth="1"/>`).join('')
  yield Buffer.from(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${NAMESPACE}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${headXml(sheet, names)}`)
  let number = 1
  for await (const batch of sheet.batches()) {
    let xml = ''
    for (const cells of batch) xml += rowXml(cells, names, ++number, timeZone)
    if (xml !== '') yield Buffer.from(xml)
  }
  const filter = sheet.filter ? `<autoFilter ref="A1:${names.at(-1)}${number}"/>` : ''
  yield Buffer.from(`</sheetData>${filter}<pageSetup paperSize="9" orientation="landscape"/></worksheet>`)
}
