import type { TicketState } from './states.ts'
import type { TicketLevel, TicketType } from './types.ts'

export interface OpenRound {
  number: number
  dueAt: Date
  /** Its deadline was found missed already; that stays, whatever another server's clock says. */
  late?: boolean
}

export interface PendingVisit {
  requestedAt: Date
}

/** A copy of `Facts` that a decision may write to. */
export type Writable<Facts> = { -readonly [Key in keyof Facts]: Facts[Key] }

/** What the rules read of a ticket: everything that `decide` needs and nothing that only the screen shows. */
export interface TicketFacts {
  type: TicketType
  level: TicketLevel
  state: TicketState
  version: number
  createdAt: Date
  feedbackCount: number
  secondComplaint: boolean
  /** The mall or the head-office handling is set (needed for submitting). */
  hasDestination: boolean
  /** Which assignment this is, from 1; 0 before the first submission. */
  assignmentNumber: number
  /** Submission of the running assignment; null when there is none. */
  submittedAt: Date | null
  firstContactDueAt: Date | null
  /** The earliest open round's deadline; with none open, that of the last round. */
  replyDueAt: Date | null
  resolveDueAt: Date | null
  visitAt: Date | null
  /** The resolution on record; null when there is none or it was voided. */
  resolvedAt: Date | null
  resolveTimely: boolean | null
  replyTimely: boolean | null
  /** Rounds of the running assignment that wait for an answer, earliest first. */
  openRounds: readonly OpenRound[]
  /** The highest round number ever used on the ticket. */
  lastRoundNumber: number
  pending: { return: object | null; visit: PendingVisit | null; closure: object | null }
}
