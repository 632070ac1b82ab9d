import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import type { Sheet } from './cells.ts'
import { escapeXml, sheetXml } from './sheetXml.ts'
import { workbookParts } from './workbookParts.ts'

export interface WorkbookOptions {
  /** IANA name; instants are written by its wall clock. */
  timeZone: string
  /** When it is made; stands in the archive. */
  madeAt: Date
}

/**
 * A workbook as a stream. A batch is read only when the one before has gone out, so that a slow reader holds up the
 * reading of rows and nothing piles up; an error of a batch ends the stream with it.
 */
export function writeWorkbook(sheets: readonly Sheet[], { timeZone, madeAt }: WorkbookOptions): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const options = { mtime: madeAt }
  const fail = (error: Error): void => { output.destroy(error) }
  zip.on('error', fail)
  for (const [path, content] of Object.entries(workbookParts(sheets.map(({ name }) => escapeXml(name))))) zip.addBuffer(Buffer.from(content), path, options)
  sheets.forEach((sheet, position) => {
    zip.addReadStreamLazy(`xl/worksheets/sheet${position + 1}.xml`, options, (take) => {
      const source = Readable.from(sheetXml(sheet, timeZone), { objectMode: false, highWaterMark: 64 * 1024 })
      source.once('error', fail)
      output.once('close', () => source.destroy())
      take(null, source)
    })
  })
  zip.end()
  return output
}
