import type { Sql } from './conditions.ts'

/** Rows of one kind in a statement that reads several. */
export interface UnionPart {
  /** What its rows say they are, in the column `part`. */
  part: string
  /** Attribute → column, or what is made of columns. Parts that share an attribute have it of one type. */
  columns: Readonly<Record<string, string>>
  /** `FROM …` with all that follows. */
  rows: Sql
}

/**
 * Rows of several kinds with one statement; an attribute that a kind has not is empty in its rows.
 * @param ids attributes that are ids: of an id and nothing the database makes a decimal, of an id and an empty id an id
 */
export function unionSql(parts: readonly UnionPart[], ids: readonly string[] = []): Sql {
  const attributes = [...new Set(parts.flatMap(({ columns }) => Object.keys(columns)))]
  const selects = parts.map(({ part, columns, rows }): Sql => {
    const selected = attributes.map((attribute) => `${columns[attribute] ?? (ids.includes(attribute) ? 'CAST(NULL AS UNSIGNED)' : 'NULL')} AS ${attribute}`)
    return { sql: `SELECT '${part}' AS part, ${selected.join(', ')} ${rows.sql}`, values: rows.values }
  })
  return { sql: selects.map(({ sql }) => sql).join(' UNION ALL '), values: selects.flatMap(({ values }) => values) }
}
