/** A column's value as the driver hands it over. */
interface Field {
  type: string
  string: () => string | null
}

/**
 * Reads a value of a row: an instant (all are UTC) becomes a `Date`, a day stays a text. Sequelize does the same with a
 * library of time zones, which is a twentieth of reading a list.
 * @param next the driver's own way
 */
export function readValue(field: Field, next: () => unknown): unknown {
  if (field.type === 'DATETIME') {
    const text = field.string()
    return text === null ? null : new Date(`${text.replace(' ', 'T')}Z`)
  }
  return field.type === 'DATE' ? field.string() : next()
}
