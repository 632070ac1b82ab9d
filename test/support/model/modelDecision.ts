import { DAY, HOUR } from './modelCalendar.ts'
import { isDecision, isInvalid, type Body } from './modelInput.ts'
import {
  addRecord, closeRounds, noticeMissedResolve, openAssignment, openRound, openRounds, putResolution, voidResolution,
  type Destination, type ModelTicket,
} from './modelTicket.ts'
import { actorWords, hasTicketModule, sees, type Account } from './people.ts'
import { operationsOf, type ModelRow } from './transitionTable.ts'

/** The stable codes with which the program answers; `done` where it does what it was asked. */
export type ModelAnswer = 'done' | 'not_found' | 'validation_failed' | 'stale_version' | 'operation_not_allowed' | 'forbidden'
export const STATUS_OF: Record<ModelAnswer, number> = {
  done: 200, not_found: 404, validation_failed: 422, stale_version: 409, operation_not_allowed: 409, forbidden: 403,
}

/** @param processed the result of an evaluation; undefined while none is given: then either may come */
function holds(guard: string, ticket: ModelTicket, now: number, processed: boolean | undefined): boolean {
  const { pending } = ticket
  switch (guard) {
    case 'mall or head-office handling is set': return ticket.destination !== null
    case 'no pending return': return !pending.return
    case 'no pending closure': return !pending.closure
    case 'no pending visit request': return !pending.visit
    case 'a return is pending': return pending.return === true
    case 'a closure is pending': return pending.closure === true
    case 'a visit request is pending': return pending.visit !== undefined
    case 'type is complaint': return ticket.type === 'complaint'
    case 'type is not complaint': return ticket.type !== 'complaint'
    case 'type is service': return ticket.type === 'service'
    case 'result is processed': return processed !== false
    case 'result is not processed': return processed !== true
    case 'more than 48 h before the visit date': return ticket.visitAt !== null && ticket.visitAt - now > 48 * HOUR
    default: throw new Error(`the model does not know the guard "${guard}"`)
  }
}

const rowsOf = (table: readonly ModelRow[], ticket: ModelTicket, operation: string): ModelRow[] =>
  table.filter((row) => row.operation === operation && row.states.includes(ticket.state))
const forActor = (rows: readonly ModelRow[], words: readonly string[]): ModelRow[] => rows.filter(({ actors }) => actors.some((actor) => words.includes(actor)))

/** What somebody may do now, in the order of the file. */
export const allowedNow = (table: readonly ModelRow[], ticket: ModelTicket, account: Account, now: number): string[] =>
  operationsOf(table).filter((operation) =>
    forActor(rowsOf(table, ticket, operation), actorWords(account, ticket)).some((row) => row.guards.every((guard) => holds(guard, ticket, now, undefined))))

/** An operation asked for, in the order of checks of `workflow.md`. With `done` the ticket has changed. */
export function operate(table: readonly ModelRow[], ticket: ModelTicket, account: Account, body: Body, now: number): ModelAnswer {
  if (!hasTicketModule(account)) return 'forbidden'
  if (!sees(account, ticket)) return 'not_found'
  if (isInvalid(ticket, operationsOf(table), body, now)) return 'validation_failed'
  const operation = String(body['operation'])
  if (!isDecision(operation) && body['version'] !== ticket.version) return 'stale_version'
  const rows = rowsOf(table, ticket, operation)
  if (rows.length === 0) return 'operation_not_allowed'
  const own = forActor(rows, actorWords(account, ticket))
  if (own.length === 0) return 'forbidden'
  // 提交 chooses the destination in the same step; refused, it chooses nothing.
  const asked = { ...ticket, destination: chosenDestination(body) ?? ticket.destination }
  const row = own.find(({ guards }) => guards.every((guard) => holds(guard, asked, now, body['processed'] as boolean | undefined)))
  if (!row) return 'operation_not_allowed'
  ticket.destination = asked.destination
  apply(ticket, row, body, now)
  return 'done'
}

/** Only 提交 has these fields. */
function chosenDestination(body: Body): Destination | null {
  if (typeof body['mallCode'] === 'string') return { mall: body['mallCode'] }
  const headOffice = body['headOffice'] as { departmentCode: string } | undefined
  return headOffice ? { department: headOffice.departmentCode } : null
}

function apply(ticket: ModelTicket, row: ModelRow, body: Body, now: number): void {
  const to = row.to === 'same' ? ticket.state : row.to
  const moves = to !== ticket.state
  happen(ticket, row, body, now)
  if (moves && (to === 'closed' || to === 'cancelled')) end(ticket, now)
  ticket.state = to
  ticket.version += 1
  ticket.logEntries += 1
}

/** Rule 8. */
function end(ticket: ModelTicket, now: number): void {
  closeRounds(ticket, now, false)
  noticeMissedResolve(ticket, now)
  ticket.pending = {}
}

/** Rule 3: an answer that is not itself a reply leaves one, where a round is open. */
function answer(ticket: ModelTicket, operation: string, now: number): void {
  if (openRounds(ticket).length > 0 && operation !== 'reply') addRecord(ticket, 'reply', operation)
  closeRounds(ticket, now, true)
}

const bringVisitForward = (ticket: ModelTicket, now: number): void => {
  if (ticket.visitAt !== null) ticket.visitAt = Math.min(ticket.visitAt, now)
}

function happen(ticket: ModelTicket, { operation, note, to }: ModelRow, body: Body, now: number): void {
  addRecord(ticket, operation)
  switch (operation) {
    case 'reply': return answer(ticket, operation, now)
    case 'resolve':
      answer(ticket, operation, now)
      return putResolution(ticket, now)
    case 'return':
      answer(ticket, operation, now)
      ticket.pending.return = true
      return
    case 'close':
      answer(ticket, operation, now)
      if (ticket.resolvedAt === null) addRecord(ticket, 'resolve', operation)
      putResolution(ticket, now)
      if (note.includes('opens a closure request')) ticket.pending.closure = true
      if (to === 'closed') bringVisitForward(ticket, now)
      return
    case 'approve_closure': return bringVisitForward(ticket, now)
    case 'submit': return submit(ticket, now)
    case 'approve_return': return endAssignment(ticket)
    case 'request_visit': return requestVisit(ticket, Date.parse(String(body['requestedAt'])))
    case 'approve_visit':
      ticket.visitAt = typeof body['visitAt'] === 'string' ? Date.parse(body['visitAt']) : (ticket.pending.visit?.requestedAt ?? null)
      delete ticket.pending.visit
      return
    case 'reject_visit':
      delete ticket.pending.visit
      return
    case 'escalate':
      ticket.type = 'complaint'
      ticket.level = (body['level'] as string | undefined) ?? 'none'
      return
    case 'feedback':
      ticket.feedbackCount += 1
      if (ticket.type === 'complaint' && ticket.resolveDueAt !== null && now > ticket.resolveDueAt) ticket.secondComplaint = true
      break
    case 'reject_return':
      delete ticket.pending.return
      break
    case 'reject_closure':
      delete ticket.pending.closure
      break
  }
  followNote(ticket, note, now)
}

/** What the note of a row says beyond its state. */
function followNote(ticket: ModelTicket, note: string, now: number): void {
  if (/voids (a|the) resolution/.test(note)) voidResolution(ticket, now)
  if (note.includes('ends a pending closure request')) delete ticket.pending.closure
  if (/opens (a|one more) reply round/.test(note)) openRound(ticket, now)
}

function submit(ticket: ModelTicket, now: number): void {
  ticket.resolvedAt = null
  ticket.resolveTimely = null
  openAssignment(ticket, now)
}

/** Rule 1: an approved return sets deadlines and results to null; its rounds are judged no more, and neither mall nor department sees the ticket. */
function endAssignment(ticket: ModelTicket): void {
  for (const round of openRounds(ticket)) round.open = false
  ticket.pending = {}
  ticket.inForce = false
  Object.assign(ticket, { firstContactDueAt: null, resolveDueAt: null, visitAt: null, resolvedAt: null, resolveTimely: null })
}

/** Rule 7: below creation + 40 days the system approves at once. */
function requestVisit(ticket: ModelTicket, requestedAt: number): void {
  if (requestedAt < ticket.createdAt + 40 * DAY) ticket.visitAt = requestedAt
  else ticket.pending.visit = { requestedAt }
}
