import { hasSurveys } from '../sla/surveys.ts'
import { DISSATISFIED_SCORES, type SatisfactionScore } from './enumerations.ts'
import type { TicketType } from './types.ts'

/**
 * Whether a score makes a dissatisfied ticket (处理不满意), which is a breach and fills a list: a complaint or service ticket with
 * one of the two lowest scores (`lists.md`, `dissatisfied`; `time.md`, Survey results).
 */
export const isDissatisfied = (type: TicketType, score: SatisfactionScore | null | undefined): boolean =>
  hasSurveys(type) && (DISSATISFIED_SCORES as readonly (SatisfactionScore | null | undefined)[]).includes(score)
