import { z } from './zod.ts'
import { DEADLINE_KINDS } from '../domain/sla/deadlines.ts'
import type { DeadlineExplanation } from '../domain/sla/explanation.ts'
import { instant } from './common.ts'

/** One deadline of the ticket page and how it was computed (怎么算的). */
export const explainedDeadline = z.object({
  kind: z.enum(DEADLINE_KINDS),
  startedAt: instant,
  dueAt: instant,
  /** Null where no computation applies: a visit date that was approved or brought forward. */
  explanation: z.custom<DeadlineExplanation>().nullable(),
})
export type ExplainedDeadline = z.infer<typeof explainedDeadline>
export const deadlineList = z.object({ items: z.array(explainedDeadline) })
