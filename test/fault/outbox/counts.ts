import type { Database } from '#server/database/database.ts'
import type { OutboxItem } from '#shared/contract/localStore.ts'
import { compareKeys, type Check, type Compared } from '../sweep/figures.ts'
import { bytesOf, sha256 } from './files.ts'
import type { PlannedEntry } from './plan.ts'

interface MadeTicket { no: string; name: string }
interface KeptAttachment { id: string; sha256: string; size: number; owner: string | null }

/** A new ticket is told by its customer's name, feedback by its words: what the plan put there. */
const markOf = ({ kind, request }: PlannedEntry): string => {
  const body = JSON.parse(request) as { customer?: { name: string }; content?: string }
  return (kind === 'ticket' ? body.customer?.name : body.content) ?? ''
}
const isTicket = ({ kind }: PlannedEntry): boolean => kind === 'ticket'

async function rowsOf<Row>({ sequelize }: Database, sql: string): Promise<Row[]> {
  const [rows] = await sequelize.query(sql)
  return rows as Row[]
}

/** Tickets of the run, in the order in which the server accepted them. */
const madeTickets = (database: Database, run: string): Promise<MadeTicket[]> =>
  rowsOf(database, `SELECT no, customer_name AS name FROM tickets WHERE customer_name LIKE '${run} %' ORDER BY id`)

/** Marks of tickets and of feedback in the order in which the server accepted them: both write records. */
const acceptedMarks = async (database: Database, run: string): Promise<string[]> =>
  (await rowsOf<{ mark: string }>(database, `SELECT IF(r.content LIKE '${run} %', r.content, t.customer_name) AS mark FROM records r JOIN tickets t ON t.id = r.ticket_id
    WHERE r.content LIKE '${run} %' OR t.customer_name LIKE '${run} %' ORDER BY r.id`)).map(({ mark }) => mark)

const madeFeedback = async (database: Database, run: string): Promise<string[]> =>
  (await rowsOf<{ content: string }>(database, `SELECT content FROM records WHERE operation = 'feedback' AND content LIKE '${run} %'`)).map(({ content }) => content)

/** `owner`: the mark of the record that an attachment hangs on, where that record is of the ticket it hangs on. */
const keptAttachments = (database: Database): Promise<KeptAttachment[]> =>
  rowsOf(database, `SELECT a.id, a.sha256, a.size, IF(r.content LIKE 'fault-%', r.content, t.customer_name) AS owner
    FROM attachments a LEFT JOIN records r ON r.id = a.record_id AND r.ticket_id = a.ticket_id LEFT JOIN tickets t ON t.id = r.ticket_id`)

export interface ServerCounts {
  tickets: Compared
  feedback: Compared
  /** Each with its record, its hash and its size. */
  attachments: Compared
  /** Pairs of neighbours, as they were written, that the server accepted the other way round. */
  turnedRound: number
}

/**
 * What the database has of a run, against what was written.
 * @param run its marks begin with it; `fault-` and a name without blanks
 */
export async function countOnServer(database: Database, run: string, entries: readonly PlannedEntry[]): Promise<ServerCounts> {
  const [tickets, feedback, accepted, attachments] = await Promise.all([madeTickets(database, run), madeFeedback(database, run), acceptedMarks(database, run), keptAttachments(database)])
  const marks = entries.map(markOf)
  const [own, others] = [entries.filter(isTicket).map(markOf), entries.filter((entry) => !isTicket(entry)).map(markOf)]
  const place = new Map(accepted.map((mark, index) => [mark, index]))
  const planned = new Set(entries.flatMap(({ files }) => files.map(({ id }) => id)))
  const order = marks.map((mark) => place.get(mark) ?? -1)
  return {
    tickets: compareKeys(own, tickets.map(({ name }) => name)),
    feedback: compareKeys(others, feedback),
    attachments: compareKeys(
      entries.flatMap((entry) => entry.files.map((file) => `${file.id} ${sha256(bytesOf(file))} ${file.size} ${markOf(entry)}`)),
      attachments.filter(({ id, owner }) => planned.has(id) || owner?.startsWith(`${run} `)).map(({ id, sha256: hash, size, owner }) => `${id} ${hash} ${size} ${owner ?? 'nobody'}`),
    ),
    turnedRound: order.filter((at, index) => index > 0 && at < order[index - 1]!).length,
  }
}

/** Whether this machine knows of every entry that it was delivered, and as what. */
export async function countOnMachine(database: Database, run: string, entries: readonly PlannedEntry[], items: readonly OutboxItem[]): Promise<Check[]> {
  const numbers = new Map((await madeTickets(database, run)).map(({ name, no }) => [name, no]))
  const wanted = entries.map((entry) => `${entry.id} delivered ${isTicket(entry) ? numbers.get(markOf(entry)) : entry.ticketNo}`)
  const { found, lost, stray } = compareKeys(wanted, items.map(({ id, state, acceptedNo }) => `${id} ${state} ${acceptedNo}`))
  return [
    { what: 'entries on this machine that are delivered with the number of their ticket', expected: entries.length, found: found - stray },
    { what: 'entries on this machine that are not, or are unknown', expected: 0, found: lost + stray },
  ]
}
