import type { DocumentFacts, DocumentValue } from '../content/document.ts'
import { writeInstant } from '../content/instants.ts'
import { INK, STYLES, TEXT_WIDTH, type Sheet } from './sheet.ts'

/** Room that a heading keeps for what follows it, so that it never stands alone at the foot of a page. */
const FOLLOWING = 44

export function heading(sheet: Sheet, title: string): void {
  sheet.need(STYLES.heading.leading + 10 + FOLLOWING)
  if (sheet.y > 64) sheet.y += 10
  for (const line of sheet.lines(title, TEXT_WIDTH, STYLES.heading)) {
    sheet.write(line, sheet.left, sheet.y, STYLES.heading)
    sheet.y += STYLES.heading.leading
  }
  sheet.rule(sheet.left, sheet.y + 1, TEXT_WIDTH)
  sheet.y += 6
}

/** Amounts with their thousands apart, as on the page; instants in the configured zone. */
export function printed(value: DocumentValue, timeZone: string): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  return 'at' in value ? writeInstant(value.at, timeZone) : `¥ ${value.amount.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
}

const LABEL_WIDTH = 84
const GAP = 12

/** Facts in two columns, label before value; a long value goes over as many lines as it needs. */
export function facts(sheet: Sheet, { title, pairs }: DocumentFacts, timeZone: string): void {
  heading(sheet, title)
  const half = (TEXT_WIDTH - GAP) / 2
  const label = { ...STYLES.cell, ink: INK.muted }
  const cells = pairs.map((pair) => {
    const value = printed(pair.value, timeZone)
    const narrow = sheet.lines(value, half - LABEL_WIDTH, STYLES.cell)
    // What needs more than two lines of half the width gets the whole.
    const whole = narrow.length > 2
    return { label: sheet.lines(pair.label, LABEL_WIDTH - 6, label), value: whole ? sheet.lines(value, TEXT_WIDTH - LABEL_WIDTH, STYLES.cell) : narrow, whole }
  })
  for (let index = 0; index < cells.length;) {
    const first = cells[index]!
    const second = !first.whole && cells[index + 1] && !cells[index + 1]!.whole ? cells[index + 1] : undefined
    const row = second ? [first, second] : [first]
    const count = Math.max(...row.flatMap((cell) => [cell.label.length, cell.value.length]))
    for (let line = 0; line < count; line++) {
      sheet.need(STYLES.cell.leading)
      row.forEach((cell, column) => {
        const x = sheet.left + column * (half + GAP)
        sheet.write(cell.label[line] ?? '', x, sheet.y, label)
        sheet.write(cell.value[line] ?? '', x + LABEL_WIDTH, sheet.y, STYLES.cell)
      })
      sheet.y += STYLES.cell.leading
    }
    sheet.y += 3
    index += row.length
  }
}
