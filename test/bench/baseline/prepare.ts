import type { SentStatement } from './recordStatements.ts'

/** A statement with its values beside it, as `execute` takes it. */
export interface PreparedStatement {
  sql: string
  values: (string | number)[]
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', 0: '\0', Z: '\u001a' }
/** A name in backticks, a text in quotes, a number, or a word; what is between is left alone. */
const TOKEN = /`[^`]*`|'(?:[^'\\]|\\.|'')*'|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|\?/gsu
/** Numbers behind these words are part of the statement, not values. */
const FIXED = /(?:\bLIMIT|\bOFFSET|\bSET STATEMENT [\w\s=.,']*) ?$/i

const textOf = (literal: string): string => literal.slice(1, -1).replace(/\\(.)|''/gs, (whole, character: string | undefined) => (character === undefined ? "'" : (ESCAPED[character] ?? character)))

/**
 * Takes the values out of a statement, so that the same statement with other values is the same prepared one.
 * NULL, TRUE, FALSE and what follows LIMIT stay where they are.
 */
export function prepare({ sql, values }: Pick<SentStatement, 'sql' | 'values'>): PreparedStatement {
  const given = [...values]
  const taken: (string | number)[] = []
  const text = sql.replace(TOKEN, (token, offset: number) => {
    if (token === '?') {
      taken.push(given.shift() as string | number)
      return '?'
    }
    const isText = token.startsWith("'")
    if (!isText && !/^\d/.test(token)) return token
    if (FIXED.test(sql.slice(Math.max(0, offset - 200), offset))) return token
    taken.push(isText ? textOf(token) : Number(token))
    return '?'
  })
  return { sql: text.trim().replace(/;$/, ''), values: taken }
}

/**
 * An INSERT of one row with the id that it got when it was recorded, so that later statements, which name that id, are right
 * wherever it is carried out. Other statements come back as they are.
 * @param idColumns name of the column that counts up, by table
 */
export function withItsId({ sql, values, insertId }: SentStatement, idColumns: ReadonlyMap<string, string>): SentStatement {
  const [head = '', table = ''] = /^INSERT (?:IGNORE )?INTO `?(\w+)`? \(/.exec(sql) ?? []
  const column = idColumns.get(table)
  const rows = sql.replace(/'(?:[^'\\]|\\.|'')*'/gs, "''").match(/\), \(/g)?.length ?? 0
  if (head === '' || column === undefined || insertId === 0 || rows > 0) return { sql, values, insertId }
  const numbered = sql.slice(head.length).replace(/\) VALUES \(/, `) VALUES (${insertId}, `)
  return { sql: `${head}\`${column}\`, ${numbered}`, values, insertId }
}
