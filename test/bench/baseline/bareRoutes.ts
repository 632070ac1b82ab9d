import { prepare } from './prepare.ts'
import type { SentStatement } from './recordStatements.ts'

/** What a bare server answers under one name. */
export interface BareRoute {
  /** All are sent at once. */
  sql: string[]
  /** For each request in turn: the values of each statement. */
  values: (string | number)[][][]
  /** For each request in turn: how large the program's answer is. */
  bytes: number[]
}

/** What a request of the program sent, and how large its answer was. */
export interface RecordedRead { sent: readonly SentStatement[]; bytes: number }

/** Reads of the session and of what a server remembers, which a bare server does not have. */
const BESIDE = /`(?:users|user_roles|delegations|refresh_tokens|organisations)`|VERSION\(\)/

/** @param sql without what only shapes a statement: the same rows are asked for by the same text */
const rowsOf = (sql: string): string => sql.replace(/ = \?| IN \(\?\)/g, ' = ?')

/**
 * The statements of a read, each once.
 * @param wanted picks among them, such as the rows of the tickets alone
 * @throws Error where the requests do not send the same statements
 */
export function bareRoute(reads: readonly RecordedRead[], wanted: (sql: string) => boolean = () => true): BareRoute {
  const prepared = reads.map(({ sent }) => {
    const each = sent.map(prepare).filter(({ sql }) => !BESIDE.test(sql) && wanted(sql))
    return each.filter(({ sql }, index) => each.findIndex((other) => rowsOf(other.sql) === rowsOf(sql)) === index)
  })
  const [first = []] = prepared
  const sql = first.map((statement) => statement.sql)
  for (const each of prepared) if (each.map((statement) => statement.sql).join() !== sql.join()) throw new Error(`the reads differ:\n${sql.join('\n')}\n---\n${each.map((statement) => statement.sql).join('\n')}`)
  return { sql, values: prepared.map((each) => each.map(({ values }) => values)), bytes: reads.map(({ bytes }) => bytes) }
}
