import { SATISFACTION_SCORES, type SatisfactionScore } from '../ticket/enumerations.ts'
import { TICKET_TYPES, type TicketType } from '../ticket/types.ts'
import type { FigureFacet } from './facets.ts'
import { TIMELY_RATE_IDS, type RateId } from './rates.ts'

/** How many tickets count in a facet. */
export type CountOf<Facet extends string> = (facet: Facet) => number

/** A share: `part` of `whole`. */
export interface Share {
  part: number
  whole: number
}

/** 很满意 and 满意 of the customers' answers count as satisfied (`lists.md`, 客户处理满意率). */
export const SATISFIED_SCORES = ['very_satisfied', 'satisfied'] as const satisfies readonly SatisfactionScore[]

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
const record = <Id extends string, Value>(ids: readonly Id[], valueOf: (id: Id) => Value): Record<Id, Value> =>
  Object.fromEntries(ids.map((id) => [id, valueOf(id)])) as Record<Id, Value>

/** 工单量 by type. */
export const typesFrom = (count: CountOf<FigureFacet>): Record<TicketType, number> => record(TICKET_TYPES, (type) => count(`type:${type}`))

/** The figures of a month from its counts (`lists.md`, Figures). */
export function figuresFrom(count: CountOf<FigureFacet>): {
  total: number
  byType: Record<TicketType, number>
  secondComplaints: number
  escalated: Share
  rates: Record<RateId, Share>
  scores: Record<SatisfactionScore, number>
} {
  const byType = typesFrom(count)
  const scores = record(SATISFACTION_SCORES, (score) => count(`score:${score}`))
  const timely = record(TIMELY_RATE_IDS, (rate): Share => {
    const part = count(`${rate}:yes`)
    return { part, whole: part + count(`${rate}:no`) }
  })
  return {
    total: sum(Object.values(byType)), byType, secondComplaints: count('second_complaint'), scores,
    escalated: { part: count('escalated') + count('escalated_back'), whole: byType.service + count('escalated') },
    rates: { ...timely, satisfaction: { part: sum(SATISFIED_SCORES.map((score) => scores[score])), whole: sum(Object.values(scores)) } },
  }
}
