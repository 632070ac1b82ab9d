import { firstContactDueAt, replyDueAt, resolveDueAt } from './modelCalendar.ts'

export interface ModelRound {
  /** Counted through the ticket's whole life. */
  number: number
  assignment: number
  dueAt: number
  open: boolean
  timely: boolean | null
}

export type Destination = { mall: string } | { department: string }

/** What the model knows of a ticket. Instants are ms since 1970. */
export interface ModelTicket {
  type: string
  level: string
  state: string
  version: number
  createdAt: number
  feedbackCount: number
  secondComplaint: boolean
  destination: Destination | null
  assistants: readonly string[]
  /** Mall, department and assistants see the ticket. */
  inForce: boolean
  /** 0 before the first submission. */
  assignment: number
  rounds: ModelRound[]
  firstContactDueAt: number | null
  resolveDueAt: number | null
  visitAt: number | null
  resolvedAt: number | null
  resolveTimely: boolean | null
  pending: { return?: true; closure?: true; visit?: { requestedAt: number } }
  logEntries: number
  /** `reply`, or `reply<resolve` where synced → how many. */
  records: Record<string, number>
  /** Assignments whose missed resolve deadline has been noticed by an operation. */
  resolveOverdue: Set<number>
}

export interface ModelCreation {
  type: string
  level: string
  destination: Destination | null
  assistants: readonly string[]
  submit: boolean
  at: number
}

export function createModelTicket({ type, level, destination, assistants, submit, at }: ModelCreation): ModelTicket {
  const ticket: ModelTicket = {
    type, level, destination, assistants, state: 'pending_submission', version: 1, createdAt: at, feedbackCount: 1, secondComplaint: false, inForce: false,
    assignment: 0, rounds: [], firstContactDueAt: null, resolveDueAt: null, visitAt: null, resolvedAt: null, resolveTimely: null, pending: {},
    logEntries: 1, records: { feedback: 1 }, resolveOverdue: new Set(),
  }
  if (submit) {
    openAssignment(ticket, at)
    ticket.state = 'unreplied'
  }
  return ticket
}

export function addRecord(ticket: ModelTicket, operation: string, origin = operation): void {
  const key = operation === origin ? operation : `${operation}<${origin}`
  ticket.records[key] = (ticket.records[key] ?? 0) + 1
}

export function openAssignment(ticket: ModelTicket, now: number): void {
  ticket.assignment += 1
  ticket.inForce = true
  ticket.firstContactDueAt = firstContactDueAt(now)
  ticket.resolveDueAt = resolveDueAt(now)
  ticket.visitAt = ticket.resolveDueAt
  openRound(ticket, now)
}

export function openRound(ticket: ModelTicket, now: number): void {
  ticket.rounds.push({ number: ticket.rounds.length + 1, assignment: ticket.assignment, dueAt: replyDueAt(now), open: true, timely: null })
}

export const openRounds = (ticket: ModelTicket): ModelRound[] => ticket.rounds.filter(({ open }) => open)
const currentRounds = (ticket: ModelTicket): ModelRound[] => (ticket.resolveDueAt === null ? [] : ticket.rounds.filter(({ assignment }) => assignment === ticket.assignment))

/** The earliest open round's, with none open the last one's (`time.md`). */
export function shownReplyDueAt(ticket: ModelTicket): number | null {
  const open = openRounds(ticket)
  return open.length > 0 ? Math.min(...open.map(({ dueAt }) => dueAt)) : (currentRounds(ticket).at(-1)?.dueAt ?? null)
}

/** As far as operations have judged; a deadline that passes unanswered is the sweep's to notice. */
export function judgedReplyTimely(ticket: ModelTicket): boolean | null {
  const judged = currentRounds(ticket).map(({ timely }) => timely)
  if (judged.includes(false)) return false
  return judged.includes(true) ? true : null
}

/** An answer judges every open round by its own deadline; without one only what is already late is judged. */
export function closeRounds(ticket: ModelTicket, now: number, answered: boolean): void {
  for (const round of openRounds(ticket)) {
    round.open = false
    round.timely = now > round.dueAt ? false : answered ? true : null
  }
}

/** Passed and unresolved is false, once per assignment. */
export function noticeMissedResolve(ticket: ModelTicket, now: number): void {
  if (ticket.resolvedAt !== null || ticket.resolveDueAt === null || now <= ticket.resolveDueAt) return
  ticket.resolveTimely = false
  ticket.resolveOverdue.add(ticket.assignment)
}

export function putResolution(ticket: ModelTicket, now: number): void {
  if (ticket.resolvedAt !== null || ticket.resolveDueAt === null) return
  noticeMissedResolve(ticket, now)
  ticket.resolvedAt = now
  ticket.resolveTimely = now <= ticket.resolveDueAt
}

export function voidResolution(ticket: ModelTicket, now: number): void {
  if (ticket.resolvedAt === null) return
  ticket.resolvedAt = null
  ticket.resolveTimely = null
  noticeMissedResolve(ticket, now)
}
