import fc from 'fast-check'
import type { CountedFacts } from '#shared/domain/figures/facets.ts'
import { SATISFACTION_SCORES } from '#shared/domain/ticket/enumerations.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'

const instant = (from: string, to: string): fc.Arbitrary<Date> => fc.integer({ min: Date.parse(from), max: Date.parse(to) }).map((ms) => new Date(ms))
const timely = fc.constantFrom(true, false, null)

/** A ticket as far as counts know it, as no life forbids it: returned is only what was submitted. */
export const countedFacts: fc.Arbitrary<CountedFacts> = fc.record({
  type: fc.constantFrom(...TICKET_TYPES), state: fc.constantFrom(...TICKET_STATES), returned: fc.boolean(),
  createdAt: instant('2025-12-20T00:00:00Z', '2026-03-10T00:00:00Z'), firstSubmittedAt: fc.option(instant('2025-12-20T00:00:00Z', '2026-03-10T00:00:00Z')),
  secondComplaint: fc.boolean(), escalatedAt: fc.option(instant('2026-01-01T00:00:00Z', '2026-03-10T00:00:00Z')),
  replyTimely: timely, resolveTimely: timely, contactTimely: timely, followUpTimely: timely, processTimely: timely,
  satisfactionScore: fc.option(fc.constantFrom(...SATISFACTION_SCORES)),
}).map((ticket) => {
  const submitted = ticket.firstSubmittedAt !== null || !['pending_submission', 'cancelled'].includes(ticket.state)
  return {
    ...ticket, firstSubmittedAt: submitted ? (ticket.firstSubmittedAt ?? ticket.createdAt) : null,
    returned: ticket.state === 'pending_submission' ? submitted : ticket.state === 'cancelled' && submitted && ticket.returned,
  }
})
