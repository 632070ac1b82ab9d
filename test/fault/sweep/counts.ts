import type { Connection, RowDataPacket } from 'mysql2/promise'
import { compareKeys, type Check, type Compared } from './figures.ts'
import { CONSEQUENCES, eventKey, hearersOf, isSurvey, SUBMITTED, type PlannedTimer, type SeededTicket } from './plan.ts'

export interface Counts {
  compared: Record<string, Compared>
  checks: Check[]
  /** From its due time to its firing, of each planned event, in ms. */
  lags: number[]
  /** Events by the second in which they fired. */
  perSecond: number[]
}

/** What the command writes that makes the tickets. */
const EVENTS_OF_SUBMISSION = "'submitted', 'created'"

const rowsOf = async (connection: Connection, sql: string): Promise<RowDataPacket[]> => (await connection.query<RowDataPacket[]>(sql))[0]
const numberOf = async (connection: Connection, sql: string): Promise<number> => Number((await rowsOf(connection, `SELECT COUNT(*) AS n FROM ${sql}`))[0]!['n'])

/** Everything that an event or a ticket's submission must tell: `event|channel|audience` and `event|account`. */
function expectedMessages(plan: readonly PlannedTimer[], tickets: readonly SeededTicket[], idOf: ReadonlyMap<string, number>) {
  const told = [
    ...plan.filter(({ kind }) => !isSurvey(kind)).map((timer) => ({ key: eventKey(timer), mall: timer.ticket.mall, consequence: CONSEQUENCES[timer.kind] })),
    ...tickets.map(({ id, mall }) => ({ key: `${id}:submitted`, mall, consequence: SUBMITTED })),
  ]
  const departmentOf = (mall: SeededTicket['mall']): number => idOf.get(mall === 'M0003' ? 'DEPT-N' : 'DEPT-S')!
  return {
    outbox: told.flatMap(({ key, mall, consequence }) => [`mall:${idOf.get(mall)!}`, ...(consequence.departmentToo ? [`department:${departmentOf(mall)}`] : [])]
      .flatMap((audience) => consequence.channels.map((channel) => `${key}|${channel}|${audience}`))),
    inProgram: told.flatMap(({ key, mall, consequence }) => hearersOf(mall, consequence).map((account) => `${key}|user:${idOf.get(account)!}`)),
  }
}

/** Ids of organisations by code and of people by `CODE/account`. */
async function idsOf(connection: Connection): Promise<Map<string, number>> {
  const rows = await rowsOf(connection, `SELECT code AS name, id FROM organisations UNION ALL
    SELECT CONCAT(o.code, '/', u.account), u.id FROM users u JOIN organisations o ON o.id = u.organisation_id`)
  return new Map(rows.map(({ name, id }) => [name as string, Number(id)]))
}

/** What each ticket's row, round and marks must say after its timers have fired. */
async function checkTickets(connection: Connection, plan: readonly PlannedTimer[], tickets: readonly SeededTicket[]): Promise<Check[]> {
  const kinds = new Map(tickets.map(({ id }) => [id, new Set<string>()]))
  for (const { ticket, kind } of plan) kinds.get(ticket.id)!.add(kind)
  const rows = await rowsOf(connection, `SELECT t.id, t.reply_timely, t.resolve_timely, t.log_sequence, r.timely, t.version, t.state,
      (SELECT GROUP_CONCAT(mark ORDER BY mark) FROM ticket_marks m WHERE m.ticket_id = t.id) AS marks
    FROM tickets t JOIN reply_rounds r ON r.ticket_id = t.id`)
  const late = (id: number, kind: string): 0 | null => (kinds.get(id)?.has(kind) ? 0 : null)
  const right = rows.filter((row) => {
    const id = Number(row['id'])
    const [reply, resolve] = [late(id, 'reply_overdue'), late(id, 'resolve_overdue')]
    const marks = [...(reply === 0 ? ['late_reply'] : []), ...(resolve === 0 ? ['late_resolve'] : [])].join() || null
    return row['reply_timely'] === reply && row['timely'] === reply && row['resolve_timely'] === resolve && row['marks'] === marks &&
      row['log_sequence'] === 1 + kinds.get(id)!.size && row['version'] === 1 && row['state'] === 'unreplied'
  })
  return [{ what: 'tickets whose row, round, marks and log length are right', expected: tickets.length, found: right.length }, { what: 'tickets', expected: tickets.length, found: rows.length }]
}

/** Counts in the database what a run must have left there, once. */
export async function countAll(connection: Connection, plan: readonly PlannedTimer[], tickets: readonly SeededTicket[]): Promise<Counts> {
  const ids = await idsOf(connection)
  const wanted = expectedMessages(plan, tickets, ids)
  const ofEvent = "IF(e.kind = 'submitted', CONCAT(e.ticket_id, ':submitted'), e.once_key)"
  const keys = async (sql: string): Promise<string[]> => (await rowsOf(connection, sql)).map(({ name }) => name as string)

  const events = await rowsOf(connection, `SELECT COALESCE(once_key, CONCAT(ticket_id, ':', kind)) AS name, at, late FROM events WHERE kind NOT IN (${EVENTS_OF_SUBMISSION})`)
  const compared: Record<string, Compared> = {
    events: compareKeys(plan.map(eventKey), events.map(({ name }) => String(name))),
    'log entries': compareKeys(plan.map(({ ticket, kind }) => `${ticket.id}|${kind}`), await keys("SELECT CONCAT(ticket_id, '|', operation) AS name FROM operation_log WHERE operation <> 'submit'")),
    breaches: compareKeys(
      plan.flatMap((timer) => (CONSEQUENCES[timer.kind].breach ? [`${timer.ticket.id}|${CONSEQUENCES[timer.kind].breach}|${timer.subject}`] : [])),
      await keys("SELECT CONCAT(ticket_id, '|', kind, '|', subject) AS name FROM breaches WHERE withdrawn_at IS NULL")),
    'survey tasks': compareKeys(
      plan.filter(({ kind }) => isSurvey(kind)).map(({ ticket, kind, subject }) => `${ticket.id}|${kind}|${subject}`),
      await keys("SELECT CONCAT(ticket_id, '|', kind, '|', subject) AS name FROM survey_tasks WHERE state = 'open'")),
    'outbox rows': compareKeys(wanted.outbox, await keys(`SELECT CONCAT(${ofEvent}, '|', o.channel, '|', o.audience) AS name FROM outbox o JOIN events e ON e.id = o.event_id`)),
    'messages in the program': compareKeys(wanted.inProgram, await keys(`SELECT CONCAT(${ofEvent}, '|', m.recipient) AS name FROM messages m JOIN events e ON e.id = m.event_id`)),
  }
  const [timer] = await rowsOf(connection, 'SELECT COUNT(*) AS n FROM timers t JOIN fault_plan p ON p.ticket_id = t.ticket_id AND p.kind = t.kind AND p.subject = t.subject')
  const [stream] = await rowsOf(connection, 'SELECT COUNT(*) AS n, COUNT(DISTINCT position) AS given, MAX(position) AS highest FROM events')
  const dueAt = new Map(plan.map((one) => [eventKey(one), one.dueAt.getTime()]))
  const fired = events.map(({ name, at, late }) => ({ at: (at as Date).getTime(), lag: (at as Date).getTime() - (dueAt.get(String(name)) ?? 0), late: Boolean(late) }))
  const first = Math.min(...fired.map(({ at }) => at))
  const perSecond = [...Map.groupBy(fired, ({ at }) => Math.floor((at - first) / 1000)).values()].map((group) => group.length)
  const checks: Check[] = [
    { what: 'planned timers that are still there', expected: 0, found: Number(timer!['n']) },
    { what: 'events fired before their time', expected: 0, found: fired.filter(({ lag }) => lag < 0).length },
    { what: 'events whose mark "late" is wrong', expected: 0, found: fired.filter(({ lag, late }) => late !== lag > 5_000).length },
    { what: 'messages in the program still waiting', expected: 0, found: await numberOf(connection, "outbox WHERE channel IN ('in_app', 'desktop') AND state <> 'done'") },
    { what: 'messages to endpoints that are not done', expected: 0, found: await numberOf(connection, "dispatches WHERE state <> 'done'") },
    { what: 'events with a position of the stream', expected: Number(stream!['n']), found: Number(stream!['given']) },
    { what: 'last position of the stream (no gaps)', expected: Number(stream!['n']), found: Number(stream!['highest']) },
    ...await checkTickets(connection, plan, tickets),
  ]
  return { compared, checks, lags: fired.map(({ lag }) => lag), perSecond }
}
