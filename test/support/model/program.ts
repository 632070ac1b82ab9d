import { randomUUID } from 'node:crypto'
import { QueryTypes } from 'sequelize'
import { MOMENT_HEADER } from '../travellingClock.ts'
import type { TestServer } from '../testServer.ts'
import type { Body } from './modelInput.ts'
import type { Account } from './people.ts'
import type { Story } from './steps.ts'

export interface ProgramAnswer {
  status: number
  replayed: boolean
  body: Record<string, unknown>
}

/** What stands in the database of one ticket, as far as the model speaks of it. */
export interface Stored {
  version: number
  state: string
  logEntries: number
  /** `reply`, or `reply<resolve` where synced → how many. */
  records: Record<string, number>
  /** `number:due:open or closed:timely`, in order. */
  rounds: string[]
  /** Keys of the events of a missed resolve deadline. */
  resolveOverdue: string[]
}

/** The program, driven from outside over HTTP, and its database read directly. */
export interface Program {
  create: (story: Story, customerId: string) => Promise<ProgramAnswer>
  operate: (no: string, who: Account, body: Body, at: number, key?: string) => Promise<ProgramAnswer>
  look: (no: string, who: Account, at: number) => Promise<ProgramAnswer>
  stored: (no: string) => Promise<Stored>
}

interface StoredRow { id: number; version: number; state: string; logEntries: number; records: string | null; rounds: string | null; overdue: string | null }

const STORED = `SELECT t.version, t.state,
  (SELECT COUNT(*) FROM operation_log l WHERE l.ticket_id = t.id) AS logEntries,
  (SELECT GROUP_CONCAT(IF(r.operation = r.origin, r.operation, CONCAT(r.operation, '<', r.origin)) ORDER BY r.id) FROM records r WHERE r.ticket_id = t.id) AS records,
  (SELECT GROUP_CONCAT(CONCAT(n.number, ':', CAST(ROUND(TIMESTAMPDIFF(MICROSECOND, '1970-01-01', n.due_at) / 1000) AS CHAR), ':', IF(n.closed_at IS NULL, 'open', 'closed'), ':', IFNULL(n.timely, 'null'))
    ORDER BY n.number) FROM reply_rounds n WHERE n.ticket_id = t.id) AS rounds,
  (SELECT GROUP_CONCAT(IFNULL(e.once_key, 'no key') ORDER BY e.id) FROM events e WHERE e.ticket_id = t.id AND e.kind = 'resolve_overdue') AS overdue
  FROM tickets t WHERE t.no = ?`

const listed = (joined: string | null): string[] => (joined === null ? [] : joined.split(','))

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1
  return counts
}

export function connectProgram(server: TestServer): Program {
  const send = async (method: string, path: string, who: Account, at: number, body?: unknown, key?: string): Promise<ProgramAnswer> => {
    const response = await server.request(`/api/v1${path}`, {
      method,
      headers: {
        Authorization: `Bearer ${await server.tokenOf(who)}`, [MOMENT_HEADER]: String(at),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...(key === undefined ? {} : { 'Idempotency-Key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return { status: response.status, replayed: response.headers.get('Idempotent-Replayed') === 'true', body: (await response.json()) as Record<string, unknown> }
  }
  return {
    create: ({ type, destination, assisted, submit, beginsAt }, customerId) =>
      send('POST', '/tickets', 'HQ/agent', beginsAt, {
        type, level: 'none', customer: { id: customerId }, submit: submit && destination !== null,
        ...(destination === null ? {} : 'mall' in destination ? { mallCode: destination.mall } : { headOffice: { reason: 'no_mall', departmentCode: destination.department } }),
        assistants: assisted ? ['LINE-1'] : [], feedback: { content: '柜门关不上。', channel: 'phone', calledAt: new Date(beginsAt).toISOString() },
      }, randomUUID()),
    operate: (no, who, body, at, key) => send('POST', `/tickets/${no}/operations`, who, at, body, key),
    look: (no, who, at) => send('GET', `/tickets/${no}`, who, at),
    async stored(no) {
      const [row] = await server.database.sequelize.query<StoredRow>(STORED, { replacements: [no], type: QueryTypes.SELECT })
      if (!row) throw new Error(`ticket ${no} is not in the database`)
      return {
        version: row.version, state: row.state, logEntries: Number(row.logEntries), records: counted(listed(row.records)), rounds: listed(row.rounds),
        resolveOverdue: listed(row.overdue).map((key) => key.split(':').slice(1).join(':')),
      }
    },
  }
}
