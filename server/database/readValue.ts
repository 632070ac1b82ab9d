/** A column's value as the driver hands it over. */
interface Field {
  type: string
  string: () => string | null
}

/** Two digits of a text. */
const two = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10 + text.charCodeAt(at + 1) - 48

/** `YYYY-MM-DD HH:MM:SS`, with parts of a second or without. A list of fifty tickets has a thousand of them, which parsing as text takes three times as long for. */
const instantOf = (text: string): Date => new Date(Date.UTC(
  two(text, 0) * 100 + two(text, 2), two(text, 5) - 1, two(text, 8), two(text, 11), two(text, 14), two(text, 17), text.length > 19 ? Number(text.slice(20, 23).padEnd(3, '0')) : 0,
))

/**
 * Reads a value of a row: an instant (all are UTC) becomes a `Date`, a day stays a text. Sequelize does the same with a
 * library of time zones, which is a twentieth of reading a list.
 * @param next the driver's own way
 */
export function readValue(field: Field, next: () => unknown): unknown {
  if (field.type === 'DATETIME') {
    const text = field.string()
    return text === null ? null : instantOf(text)
  }
  return field.type === 'DATE' ? field.string() : next()
}
