import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { once } from 'node:events'
import type { TicketDocument } from '../content/document.ts'
import { facts } from './blocks.ts'
import { INK, openSheet, TEXT_WIDTH, type Style } from './sheet.ts'
import { table } from './table.ts'
import { timeline } from './timeline.ts'

const TITLE: Style = { size: 18, leading: 28, weight: 'bold', ink: INK.strong }
const STATE: Style = { size: 10, leading: 16, ink: INK.muted }

/**
 * Writes a ticket as PDF for A4. Text is only ever drawn: nothing in it is markup.
 * @param file is made anew
 */
export async function writePdf(document: TicketDocument, file: string): Promise<void> {
  const { timeZone, title, state, flags, deadlines, calls, attachments, log } = document
  const sheet = openSheet(title)
  const out = createWriteStream(file, { mode: 0o600 })
  const done = finished(out)
  sheet.pdf.pipe(out)
  /** What the pages hold so far goes to the disk before the next pictures are read. */
  const settled = async (): Promise<void> => { if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), done]) }

  for (const line of sheet.lines(title, TEXT_WIDTH, TITLE)) {
    sheet.write(line, sheet.left, sheet.y, TITLE)
    sheet.y += TITLE.leading
  }
  sheet.paragraph([state, ...flags].join(' · '), STATE)
  document.facts.forEach((section) => facts(sheet, section, timeZone))
  table(sheet, deadlines, timeZone)
  await timeline(sheet, document, settled)
  if (calls) table(sheet, calls, timeZone)
  table(sheet, attachments, timeZone)
  table(sheet, log, timeZone)
  sheet.finish(document)
  sheet.pdf.end()
  await done
}
