import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#server/database/database.ts'
import { write } from '../seed/steps.ts'
import { send } from './call.ts'
import type { QueryClass } from './classes.ts'

/** Tables that are large in a large database: reading one from end to end is a mistake. */
const LARGE = ['tickets', 'records', 'events', 'operation_log', 'survey_tasks', 'requests', 'assignments', 'reply_rounds', 'ticket_phones', 'ticket_marks', 'ticket_assistants', 'ticket_reads', 'ticket_terms', 'ticket_texts',
  'customers', 'customer_phones', 'contracts', 'breaches', 'messages', 'calls']
/** Aliases under which statements name them. */
const ALIASES: Readonly<Record<string, string>> = { t: 'tickets', m: 'ticket_marks', u: 'ticket_reads', s: 'survey_tasks', r: 'requests', p: 'ticket_phones', x: 'ticket_texts', b: 'breaches' }
/** Rows of a table without which reading all of it is no scan. */
const SCANNED = 5_000

interface Step { table: string; type: string; key: string; rows: number; read: number; extra: string }
interface Statement { sql: string; ms: number; examined: number; steps: Step[] }

/** The log of all statements with their plans, as the database carried them out. */
export interface StatementLog {
  settings: readonly string[]
  /** Runs every request of a class once, alone, and gives what the database did. */
  record: (database: Database, url: string, queryClass: QueryClass) => Promise<Statement[]>
}

export function createStatementLog(folder: string): StatementLog {
  const path = join(folder, 'statements.log')
  rmSync(path, { force: true })
  return {
    settings: ['--slow-query-log=1', '--log-output=NONE', '--long-query-time=0', '--log-slow-verbosity=query_plan,explain', `--slow-query-log-file=${path}`],
    async record(database, url, { calls }) {
      const begin = size(path)
      await write(database, "SET GLOBAL log_output = 'FILE'")
      for (const call of calls.slice(0, 25)) await send(url, call)
      await write(database, "SET GLOBAL log_output = 'NONE'")
      await sleep(5)
      return parse(readFileSync(path).subarray(begin).toString('utf8'))
    },
  }
}

function size(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}

/** Statements of the jobs, and of the session. */
const BESIDE = /\b(timers|outbox|dispatches|search_queue|search_walk|presence|call_news|stream_head|calendar_recomputation|count_state|refresh_tokens|uploads|attachment_contents)\b|^SET (?!STATEMENT)|^COMMIT|^START|^ROLLBACK|INSERT INTO|^UPDATE|^DELETE|GET_LOCK|\bevents\b/

function parse(log: string): Statement[] {
  return log.split(/^# (?:Time: .*\n# )?User@Host:/m).slice(1).flatMap((entry) => {
    const lines = entry.split('\n')
    const figures = /Query_time: ([\d.]+).*Rows_examined: (\d+)/.exec(entry)
    const plan = lines.filter((line) => /^# explain: \d/.test(line)).map((line) => line.replace('# explain: ', '').split('\t'))
    const sql = lines.slice(1).filter((line) => !/^(#|SET timestamp|use |SET GLOBAL)/.test(line)).join(' ').replace(/\s+/g, ' ').trim()
    if (!figures || sql === '' || BESIDE.test(sql)) return []
    // id, select_type, table, type, possible_keys, key, key_len, ref, rows, r_rows, filtered, r_filtered, Extra
    const steps = plan.map((part): Step => ({ table: part[2] ?? '', type: part[3] ?? '', key: part[5] ?? '', rows: Number(part[8]), read: Number(part[9]), extra: part[12] ?? '' }))
    return [{ sql, ms: Number(figures[1]) * 1000, examined: Number(figures[2]), steps }]
  })
}

/** Values out of a statement, so that equal ones are one. */
const shapeOf = (sql: string): string =>
  sql.replace(/^SET STATEMENT .*? FOR /, '').replace(/'(?:[^'\\]|\\.|'')*'/g, "'…'").replace(/\b\d+(\.\d+)?\b/g, '#').replace(/\((?:(?:'…'|#),? ?){2,}\)/g, '(…)').replace(/(SELECT `?id`?, `?no`?, `?type`?).{400,}? FROM/g, '$1, … FROM')

export interface Fault { class: string; what: string; sql: string }

/** What a class may not do: read a large table from end to end, or sort more than it shows. */
function faultsOf({ name, mostSorted }: QueryClass, statements: readonly Statement[]): Fault[] {
  return statements.flatMap(({ sql, steps }) => steps.flatMap(({ table, type, read, extra }): Fault[] => {
    const isLarge = LARGE.includes(ALIASES[table] ?? table)
    const faults: string[] = []
    if (isLarge && (type === 'ALL' || type === 'index') && read > SCANNED) faults.push(`reads ${table} (${type}, ${read} rows)`)
    if (/filesort/.test(extra) && read > mostSorted) faults.push(`sorts ${read} rows of ${table}`)
    return faults.map((what) => ({ class: name, what, sql: shapeOf(sql) }))
  }))
}

/** Writes what ran, one file for a class, the same statement once with its most expensive run. @returns what must not be */
export function writeExplain(folder: string, queryClass: QueryClass, statements: readonly Statement[]): Fault[] {
  mkdirSync(folder, { recursive: true })
  const worst = new Map<string, Statement & { times: number }>()
  for (const statement of statements) {
    const shape = shapeOf(statement.sql)
    const known = worst.get(shape)
    worst.set(shape, { ...(known && known.examined >= statement.examined ? known : statement), times: (known?.times ?? 0) + 1 })
  }
  const text = [...worst].map(([shape, { times, ms, examined, steps }]) => [
    shape, `  ${times} times; most examined: ${examined} rows, ${ms.toFixed(1)} ms`,
    ...steps.map(({ table, type, key, rows, read, extra }) => `  ${table}: ${type} ${key} (${Number.isNaN(rows) ? '-' : rows} estimated, ${Number.isNaN(read) ? '-' : read} read) ${extra}`.trimEnd()),
  ].join('\n')).join('\n\n')
  writeFileSync(join(folder, `${queryClass.name.replaceAll(' ', '-')}.txt`), `${text}\n`)
  return faultsOf(queryClass, statements)
}
