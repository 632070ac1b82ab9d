import { QueryTypes } from 'sequelize'
import type { Database } from '#server/database/database.ts'

/** A row as the database keeps it: names of columns, nothing decoded. */
export type Raw = Readonly<Record<string, unknown>>

const TABLES = [
  'tickets', 'assignments', 'reply_rounds', 'requests', 'survey_tasks', 'breaches', 'records', 'operation_log', 'organisations', 'users', 'ticket_assistants', 'events', 'penalties',
] as const
export type Table = (typeof TABLES)[number]
export type Rows = Readonly<Record<Table, readonly Raw[]>>

/** Every row of every table, without a condition. */
export async function readRows({ sequelize }: Database): Promise<Rows> {
  const tables = await Promise.all(TABLES.map(async (table) => [table, await sequelize.query<Record<string, unknown>>(`SELECT * FROM ${table}`, { type: QueryTypes.SELECT })] as const))
  return Object.fromEntries(tables) as unknown as Rows
}

export const timeOf = (value: unknown): number => {
  const time = new Date(value as string | Date).getTime()
  if (value === null || Number.isNaN(time)) throw new Error(`no instant: ${String(value)}`)
  return time
}
export const timeOrNull = (value: unknown): number | null => (value === null ? null : timeOf(value))

/** Rows of each ticket, in the order of their ids. */
export function byTicket(rows: readonly Raw[]): (ticketId: unknown) => Raw[] {
  const groups = new Map<number, Raw[]>()
  for (const row of [...rows].sort((one, other) => Number(one['id'] ?? 0) - Number(other['id'] ?? 0))) {
    const id = Number(row['ticket_id'])
    groups.set(id, [...(groups.get(id) ?? []), row])
  }
  return (ticketId) => groups.get(Number(ticketId)) ?? []
}
