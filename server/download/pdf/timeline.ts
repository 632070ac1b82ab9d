import type { DocumentEntry, TicketDocument } from '../content/document.ts'
import { writeSize } from '../content/attachmentTable.ts'
import { writeInstant } from '../content/instants.ts'
import { fill } from '../content/words.ts'
import { heading } from './blocks.ts'
import { pictures } from './pictures.ts'
import { INK, STYLES, TEXT_WIDTH, type Sheet } from './sheet.ts'

const INDENT = 14

async function entry(sheet: Sheet, one: DocumentEntry, { words, timeZone }: TicketDocument, settled: () => Promise<void>): Promise<void> {
  const at = writeInstant(one.at, timeZone)
  // The head of an entry and the first line of its text stay together.
  sheet.need(STYLES.entry.leading + STYLES.body.leading * 2)
  sheet.pdf.circle(sheet.left + 4, sheet.y + 8, 2.5).fill(one.newest ? INK.red : INK.muted)
  const [title = ''] = sheet.lines(one.operation, 150, STYLES.entry)
  sheet.write(title, sheet.left + INDENT, sheet.y, STYLES.entry)
  const beside = sheet.left + INDENT + 156
  const [who = '', ...more] = sheet.lines(`${at}  ${one.who}`, TEXT_WIDTH - INDENT - 156, STYLES.small)
  sheet.write(who, beside, sheet.y + 1.5, STYLES.small)
  sheet.y += STYLES.entry.leading
  for (const line of more) {
    sheet.write(line, beside, sheet.y, STYLES.small)
    sheet.y += STYLES.small.leading
  }
  sheet.y += 1
  if (one.content) sheet.paragraph(one.content, { ...STYLES.body, ink: one.voided ? INK.muted : one.newest ? INK.red : INK.normal }, { indent: INDENT })
  if (one.consequence) sheet.y += 2
  if (one.consequence) sheet.paragraph(one.consequence, STYLES.small, { indent: INDENT })
  await pictures(sheet, one.files, INDENT, { name: (file) => fill(words.file, { name: file.name, size: writeSize(file.size) }), notShown: words.notShown }, settled)
  sheet.y += 6
}

/** Every record with its whole text and its pictures, newest first, and at the end how the ticket began. */
export async function timeline(sheet: Sheet, document: TicketDocument, settled: () => Promise<void>): Promise<void> {
  const { title, entries, none, origin } = document.timeline
  heading(sheet, `${title} ${entries.length}`)
  if (entries.length === 0) sheet.paragraph(none, STYLES.small)
  for (const one of entries) await entry(sheet, one, document, settled)
  sheet.paragraph(origin, STYLES.small, { indent: INDENT })
}
