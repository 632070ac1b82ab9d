import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import type { Database } from '#server/database/database.ts'
import { read } from '../seed/steps.ts'
import { prepare, withItsId, type PreparedStatement } from './prepare.ts'
import type { SentStatement } from './recordStatements.ts'

/** What one request sent to the database, ready to be sent again. */
export type Script = readonly PreparedStatement[]

/** The columns that count up, by table. */
export async function idColumnsOf(database: Database): Promise<ReadonlyMap<string, string>> {
  const rows = await read<{ tableName: string; columnName: string }>(database, "SELECT TABLE_NAME AS tableName, COLUMN_NAME AS columnName FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND EXTRA LIKE '%auto_increment%'")
  return new Map(rows.map(({ tableName, columnName }) => [tableName, columnName]))
}

/** Makes a script of what a request sent. */
export const scriptOf = (sent: readonly SentStatement[], idColumns: ReadonlyMap<string, string>): Script => sent.map((statement) => prepare(withItsId(statement, idColumns)))

const isPlain = (sql: string): boolean => /^(START TRANSACTION|COMMIT|ROLLBACK)$/i.test(sql)

async function runScript(connection: Connection, script: Script): Promise<void> {
  for (const { sql, values } of script) {
    if (isPlain(sql)) await connection.query(sql)
    else await connection.execute<RowDataPacket[]>(sql, values)
  }
}

export interface Replayer {
  /** Sends all scripts, each client the next one that is left. @returns how long each took, and all together, in ms */
  run: (scripts: readonly Script[]) => Promise<{ times: number[]; ms: number }>
  close: () => Promise<void>
}

/** Bare mysql2: a connection for each client, prepared statements, READ COMMITTED like the program's own connections. */
export async function createReplayer(databaseUrl: string, clients: number): Promise<Replayer> {
  const connections = await Promise.all(Array.from({ length: clients }, () => createConnection({ uri: databaseUrl, charset: 'utf8mb4', timezone: 'Z' })))
  for (const connection of connections) await connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')
  return {
    async run(scripts) {
      const times: number[] = []
      let next = 0
      const begun = performance.now()
      await Promise.all(connections.map(async (connection) => {
        while (next < scripts.length) {
          const script = scripts[next++]!
          const from = performance.now()
          await runScript(connection, script)
          times.push(performance.now() - from)
        }
      }))
      return { times, ms: performance.now() - begun }
    },
    async close() {
      for (const connection of connections) await connection.end()
    },
  }
}
