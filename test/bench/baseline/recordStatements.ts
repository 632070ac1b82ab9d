import type { Connection } from 'mysql2'
import type { Database } from '#server/database/database.ts'

/** A statement as the driver was given it. */
export interface SentStatement {
  sql: string
  /** Of a prepared statement; empty where all values stand in the text. */
  values: readonly unknown[]
  /** The id that the database gave to the (first) row that it inserted, or 0. */
  insertId: number
}

type Sender = (...given: unknown[]) => unknown

/**
 * Notes every statement that a database sends from now on, below Sequelize: as the driver gets it, with the ends of
 * transactions. Only connections that are opened afterwards are watched, so it comes before the first query.
 * @returns takes what was sent since the last time
 */
export function recordStatements({ sequelize }: Database): () => SentStatement[] {
  let sent: SentStatement[] = []
  sequelize.addHook('afterConnect', (connection) => {
    const watched = connection as Connection & Record<'query' | 'execute', Sender>
    for (const method of ['query', 'execute'] as const) {
      const original = watched[method].bind(watched) as Sender
      watched[method] = ((text: string | { sql: string }, ...rest: unknown[]) => {
        const statement: SentStatement = { sql: typeof text === 'string' ? text : text.sql, values: Array.isArray(rest[0]) ? [...rest[0]] : [], insertId: 0 }
        sent.push(statement)
        const last = rest.at(-1)
        if (typeof last !== 'function') return original(text, ...rest)
        return original(text, ...rest.slice(0, -1), (error: unknown, result: unknown, ...more: unknown[]) => {
          if (typeof result === 'object' && result !== null && 'insertId' in result) statement.insertId = Number(result.insertId)
          ;(last as Sender)(error, result, ...more)
        })
      }) as never
    }
  })
  return () => {
    const taken = sent
    sent = []
    return taken
  }
}
