/** The seven things a reply says (5W2H). Their words are `operation.hint.fiveWs.<id>`. */
export const FIVE_W_TWO_H = ['what', 'when', 'where', 'who', 'why', 'how', 'howMuch'] as const
export type FiveW2H = (typeof FIVE_W_TWO_H)[number]

/** How far a point is: written, being written (the last label of the text), still open. */
export type PointState = 'done' | 'current' | 'open'

/**
 * Marks the points by the labels in the text, e.g. a line `何时：10 月 8 日`. A point counts as written once words follow
 * its label; the last label without words, or the one being written in the last line, is the current one.
 * @param labels the label of each point in the language in use
 */
export function markPoints(text: string, labels: Readonly<Record<FiveW2H, string>>): Record<FiveW2H, PointState> {
  const found = FIVE_W_TWO_H
    .map((id) => ({ id, at: text.search(new RegExp(`(^|\\n)\\s*${labels[id].replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*[:：]`, 'i')) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at)
  const states = Object.fromEntries(FIVE_W_TWO_H.map((id) => [id, 'open'])) as Record<FiveW2H, PointState>
  found.forEach(({ id, at }, index) => {
    const part = text.slice(at, found[index + 1]?.at)
    const words = part.slice(part.search(/[:：]/) + 1).trim()
    states[id] = words === '' ? 'current' : 'done'
  })
  return states
}

/** The text with the labels of all points that it has not yet, one line each. */
export function withLabels(text: string, labels: Readonly<Record<FiveW2H, string>>): string {
  const states = markPoints(text, labels)
  const missing = FIVE_W_TWO_H.filter((id) => states[id] === 'open').map((id) => `${labels[id]}：`)
  return [...(text.trim() ? [text.trimEnd()] : []), ...missing].join('\n')
}
