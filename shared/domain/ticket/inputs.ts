import type { SatisfactionScore, VisitType } from './enumerations.ts'
import type { TicketFacts } from './facts.ts'
import type { TicketOperation } from './operations.ts'
import { levelFitsType, type TicketLevel } from './types.ts'

/** What an operation's form carries beyond text, reason and attachments (`api.md`). */
export interface OperationInput {
  requestedAt?: Date
  visitType?: VisitType
  visitAt?: Date
  processed?: boolean
  score?: SatisfactionScore
  level?: TicketLevel
}

export type InputError = 'in_past' | 'same_as_present' | 'type_mismatch' | 'required' | 'level_does_not_fit'
export type InputErrors = Partial<Record<keyof OperationInput, InputError>>

const visitDateError = (ticket: TicketFacts, wanted: Date, now: Date): InputError | null => {
  if (wanted.getTime() <= now.getTime()) return 'in_past'
  if (ticket.visitAt && wanted.getTime() === ticket.visitAt.getTime()) return 'same_as_present'
  return null
}

function requestVisitErrors(ticket: TicketFacts, input: OperationInput, now: Date): InputErrors {
  if (!input.requestedAt) return { requestedAt: 'required' }
  if (!input.visitType) return { visitType: 'required' }
  const error = visitDateError(ticket, input.requestedAt, now)
  if (error) return { requestedAt: error }
  if (!ticket.visitAt) return {}
  const fitting: VisitType = input.requestedAt.getTime() < ticket.visitAt.getTime() ? 'advance' : 'extend'
  return input.visitType === fitting ? {} : { visitType: 'type_mismatch' }
}

function approveVisitErrors(ticket: TicketFacts, input: OperationInput, now: Date): InputErrors {
  const wanted = input.visitAt ?? ticket.pending.visit?.requestedAt
  const error = wanted ? visitDateError(ticket, wanted, now) : null
  return error ? { visitAt: error } : {}
}

/**
 * What is wrong with the input in the light of the ticket (422), field by field; empty when nothing is.
 * Sources: `workflow.md` rule 7 (visit requests), `api.md` (visit dates), types and levels.
 */
export function inputErrors(ticket: TicketFacts, operation: TicketOperation, input: OperationInput, now: Date): InputErrors {
  switch (operation) {
    case 'request_visit': return requestVisitErrors(ticket, input, now)
    case 'approve_visit': return approveVisitErrors(ticket, input, now)
    case 'evaluate': return input.processed === undefined ? { processed: 'required' } : {}
    case 'escalate': return input.level && !levelFitsType('complaint', input.level) ? { level: 'level_does_not_fit' } : {}
    default: return {}
  }
}
