import { SURVEYED_TYPES } from '../sla/surveys.ts'
import { SATISFACTION_SCORES, type SatisfactionScore } from '../ticket/enumerations.ts'
import type { TicketType } from '../ticket/types.ts'
import { SATISFIED_SCORES } from './monthFigures.ts'
import { RATE_COLUMNS, type RateId } from './rates.ts'

/** A number on the home page that opens its tickets. */
export type FigureNumber =
  | { figure: 'total' }
  | { figure: 'type'; type: TicketType }
  | { figure: 'second_complaint' }
  | { figure: 'escalated'; of: 'part' | 'whole' }
  | { figure: 'rate'; rate: RateId; answer: 'yes' | 'no' | 'both' }
  | { figure: 'score'; score: SatisfactionScore }

/** A condition as `POST /tickets/query` takes it. */
export interface DrillCondition {
  field: 'firstSubmittedAt' | 'type' | 'secondComplaint' | 'escalatedAt' | 'serviceOrEscalated' | (typeof RATE_COLUMNS)[keyof typeof RATE_COLUMNS] | 'satisfaction.score'
  op: 'between' | 'eq' | 'in' | 'is_null'
  value: string | boolean | string[]
}

const scored = (scores: readonly SatisfactionScore[]): DrillCondition[] => [
  { field: 'type', op: 'in', value: [...SURVEYED_TYPES] }, { field: 'satisfaction.score', op: 'in', value: [...scores] },
]

function rateConditions(rate: RateId, answer: 'yes' | 'no' | 'both'): DrillCondition[] {
  if (rate === 'satisfaction') {
    const satisfied: readonly SatisfactionScore[] = SATISFIED_SCORES
    return scored(SATISFACTION_SCORES.filter((score) => answer === 'both' || satisfied.includes(score) === (answer === 'yes')))
  }
  const field = RATE_COLUMNS[rate]
  return [answer === 'both' ? { field, op: 'is_null', value: false } : { field, op: 'eq', value: answer === 'yes' }]
}

function conditionsOf(number: FigureNumber): DrillCondition[] {
  switch (number.figure) {
    case 'total': return []
    case 'type': return [{ field: 'type', op: 'eq', value: number.type }]
    case 'second_complaint': return [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'secondComplaint', op: 'eq', value: true }]
    case 'escalated': return [number.of === 'whole' ? { field: 'serviceOrEscalated', op: 'eq', value: true } : { field: 'escalatedAt', op: 'is_null', value: false }]
    case 'rate': return rateConditions(number.rate, number.answer)
    case 'score': return scored([number.score])
  }
}

/**
 * The conditions, all of which hold in the tab `figures`, that give exactly the tickets behind a number of the home page.
 * @param from beginning of the month
 * @param to its end, which no longer belongs to it: tickets are kept to the millisecond
 */
export const drillDown = (number: FigureNumber, { from, to }: { from: Date; to: Date }): DrillCondition[] => [
  { field: 'firstSubmittedAt', op: 'between', value: [from.toISOString(), new Date(to.getTime() - 1).toISOString()] }, ...conditionsOf(number),
]
