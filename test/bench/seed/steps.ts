import { QueryTypes } from 'sequelize'
import type { Database } from '#server/database/database.ts'

/** One line of the report. */
export interface StepLine {
  step: string
  rows: number
  seconds: number
}

/** Runs the steps of a seed, says what each did and keeps it for the table at the end. */
export interface Steps {
  /** @param work gives the number of rows that it wrote */
  run: (step: string, work: () => Promise<number>) => Promise<void>
  lines: readonly StepLine[]
}

export function createSteps(say: (line: string) => void): Steps {
  const lines: StepLine[] = []
  return {
    lines,
    async run(step, work) {
      const begun = performance.now()
      const rows = await work()
      const seconds = Math.round((performance.now() - begun) / 100) / 10
      lines.push({ step, rows, seconds })
      say(`${step}: ${rows} rows, ${seconds} s`)
    },
  }
}

/** Runs one statement on the database. @returns the rows that it wrote */
export async function write(database: Database, sql: string): Promise<number> {
  const [, result] = await database.sequelize.query(sql, { raw: true }) as [unknown, { affectedRows?: number } | number | undefined]
  return typeof result === 'number' ? result : (result?.affectedRows ?? 0)
}

export const read = <Row extends object>(database: Database, sql: string): Promise<Row[]> => database.sequelize.query<Row>(sql, { type: QueryTypes.SELECT })

/** The single number that a statement gives. */
export async function readNumber(database: Database, sql: string): Promise<number> {
  const [row] = await read<Record<string, number | string | null>>(database, sql)
  return Number(Object.values(row ?? {})[0] ?? 0)
}

/** A text as SQL; the seed writes none but its own. */
export const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`
