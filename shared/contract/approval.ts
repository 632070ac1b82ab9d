import { z } from './zod.ts'
import { REQUEST_KINDS, REQUEST_STATES, VISIT_TYPES } from '../domain/ticket/enumerations.ts'
import { CONTENT_MAX_LENGTH } from '../domain/ticket/operations.ts'
import { TICKET_STATES } from '../domain/ticket/states.ts'
import { TICKET_LEVELS, TICKET_TYPES } from '../domain/ticket/types.ts'
import { id, instant, listOf, nullableInstant, optionalText, page, text, ticketNo } from './common.ts'

/** A request of a ticket (退回, 提前/延期回访, 闭环) with its outcome, as the queues and the request tabs show it. */
export const approval = z.object({
  id,
  kind: z.enum(REQUEST_KINDS),
  state: z.enum(REQUEST_STATES),
  ticketNo,
  /** Null for who asked and no longer sees the ticket: number, outcome and comment of his request are all he keeps. */
  ticket: z
    .object({
      type: z.enum(TICKET_TYPES), level: z.enum(TICKET_LEVELS), state: z.enum(TICKET_STATES), customerName: z.string(), latestFeedback: z.string(),
      replyDueAt: nullableInstant, resolveDueAt: nullableInstant, visitAt: nullableInstant, createdAt: instant,
    })
    .nullable(),
  mall: z.object({ code: z.string(), name: z.string() }).nullable(),
  requestedAt: instant,
  requestedBy: z.string(),
  reasonCode: z.string().nullable(),
  content: z.string().nullable(),
  visitType: z.enum(VISIT_TYPES).nullable(),
  requestedVisitAt: nullableInstant,
  previousVisitAt: nullableInstant,
  decidedAt: nullableInstant,
  /** Null while pending, and where the system decided or the request was superseded. */
  decidedBy: z.string().nullable(),
  /** On whose behalf it was decided ("A for B"). */
  decidedFor: z.string().nullable(),
  comment: z.string().nullable(),
  decidedVisitAt: nullableInstant,
  /** Whether this user may decide it now. */
  mayDecide: z.boolean(),
})
export type Approval = z.infer<typeof approval>

export const approvalQuery = z.strictObject({
  kind: listOf(REQUEST_KINDS).optional(),
  state: listOf(REQUEST_STATES).optional(),
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(100).optional(),
})
/** Pending ones first, oldest first; then the decided ones, newest first. */
export const approvalPage = page(approval)
export type ApprovalPage = z.infer<typeof approvalPage>

export const decisionsBody = z.strictObject({
  decisions: z
    .array(z.strictObject({ id, decision: z.enum(['approve', 'reject']), comment: optionalText(CONTENT_MAX_LENGTH), visitAt: instant.optional() }))
    .min(1)
    .max(100),
})
export type Decisions = z.infer<typeof decisionsBody>

/** Each decision on its own: one that is refused does not hold up the others. */
export const decisionResults = z.object({
  results: z.array(
    z.object({
      id,
      ticketNo: ticketNo.nullable(),
      outcome: z.enum(['decided', 'refused']),
      /** With `refused`: the stable error code, and the fields for `validation_failed`. */
      code: z.string().nullable(),
      errors: z.record(z.string(), z.array(z.string())).nullable(),
      /** With `decided`: the ticket's state after it. */
      state: z.enum(TICKET_STATES).nullable(),
    }),
  ),
})
export type DecisionResults = z.infer<typeof decisionResults>

const person = z.object({ id, name: z.string(), account: z.string() })
/** Approving is handed to a colleague for a period; the log then says "A for B". */
export const delegation = z.object({ id, from: person, to: person, startsAt: instant, endsAt: instant, endedAt: nullableInstant, active: z.boolean() })
export type Delegation = z.infer<typeof delegation>
export const delegationList = z.object({ items: z.array(delegation) })
export const delegationBody = z.strictObject({ toUserId: id, startsAt: instant, endsAt: instant })
export const colleagueList = z.object({ items: z.array(person) })
export type Colleague = z.infer<typeof person>
export const colleagueQuery = z.strictObject({ q: text(60).optional() })
