import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { drillDown, type DrillCondition, type FigureNumber } from '#shared/domain/figures/drillDown.ts'
import { figureFacetsOf, type CountedFacts, type FigureFacet } from '#shared/domain/figures/facets.ts'
import { figuresFrom } from '#shared/domain/figures/monthFigures.ts'
import { rangeOfMonth } from '#shared/domain/figures/period.ts'
import { RATE_IDS } from '#shared/domain/figures/rates.ts'
import { findTab } from '#shared/domain/lists/tabs.ts'
import { SATISFACTION_SCORES } from '#shared/domain/ticket/enumerations.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { ticketQueryBody } from '#shared/contract/query.ts'
import { countedFacts } from '#test/support/countedTickets.ts'

const RANGE = rangeOfMonth('2026-02', 'Asia/Shanghai')

/** What a condition says, read as plainly as its words. */
function fits(ticket: CountedFacts, { field, op, value }: DrillCondition): boolean {
  const found: unknown = field === 'satisfaction.score' ? ticket.satisfactionScore
    : field === 'serviceOrEscalated' ? ticket.type === 'service' || ticket.escalatedAt !== null : ticket[field]
  switch (op) {
    case 'between': return found instanceof Date && found >= new Date((value as string[])[0]!) && found <= new Date((value as string[])[1]!)
    case 'eq': return found === value
    case 'in': return (value as string[]).includes(found as string)
    case 'is_null': return (found === null) === value
  }
}
const behind = (tickets: readonly CountedFacts[], number: FigureNumber): number =>
  tickets.filter((ticket) => findTab('figures')!.states!.includes(ticket.state) && ticket.firstSubmittedAt !== null)
    .filter((ticket) => drillDown(number, RANGE).every((condition) => fits(ticket, condition))).length

function figuresOf(tickets: readonly CountedFacts[]): ReturnType<typeof figuresFrom> {
  const facets = tickets.filter(({ firstSubmittedAt }) => firstSubmittedAt && firstSubmittedAt >= RANGE.from && firstSubmittedAt < RANGE.to).flatMap(figureFacetsOf)
  return figuresFrom((facet: FigureFacet) => facets.filter((one) => one === facet).length)
}

describe('the figures of a month', () => {
  it('open exactly the tickets that they count, whatever the tickets', () => {
    fc.assert(fc.property(fc.array(countedFacts, { maxLength: 40 }), (tickets) => {
      const { total, byType, secondComplaints, escalated, rates, scores } = figuresOf(tickets)
      const counted = [
        total, secondComplaints, escalated.part, escalated.whole, ...TICKET_TYPES.map((type) => byType[type]), ...SATISFACTION_SCORES.map((score) => scores[score]),
        ...RATE_IDS.flatMap((rate) => [rates[rate].part, rates[rate].whole - rates[rate].part, rates[rate].whole]),
      ]
      const opened: FigureNumber[] = [
        { figure: 'total' }, { figure: 'second_complaint' }, { figure: 'escalated', of: 'part' }, { figure: 'escalated', of: 'whole' }, ...TICKET_TYPES.map((type) => ({ figure: 'type' as const, type })),
        ...SATISFACTION_SCORES.map((score) => ({ figure: 'score' as const, score })),
        ...RATE_IDS.flatMap((rate) => (['yes', 'no', 'both'] as const).map((answer) => ({ figure: 'rate' as const, rate, answer }))),
      ]
      expect(opened.map((number) => behind(tickets, number))).toEqual(counted)
    }))
  })

  it('count an escalated ticket once among service and escalated ones, whatever its type is now', () => {
    fc.assert(fc.property(fc.array(countedFacts, { maxLength: 40 }), (tickets) => {
      const counted = tickets.filter(({ state, firstSubmittedAt }) => state !== 'cancelled' && firstSubmittedAt && firstSubmittedAt >= RANGE.from && firstSubmittedAt < RANGE.to)
      expect(figuresOf(tickets).escalated.whole).toBe(counted.filter(({ type, escalatedAt }) => type === 'service' || escalatedAt !== null).length)
    }))
  })

  it('have no rate where there is nothing to say', () => {
    const { total, escalated, rates } = figuresOf([])
    expect([total, escalated, ...Object.values(rates)]).toEqual([0, ...Array.from({ length: 7 }, () => ({ part: 0, whole: 0 }))])
  })

  it('open by conditions that the interface takes', () => {
    const conditions = [...drillDown({ figure: 'rate', rate: 'satisfaction', answer: 'no' }, RANGE), ...drillDown({ figure: 'rate', rate: 'reply', answer: 'both' }, RANGE), ...drillDown({ figure: 'second_complaint' }, RANGE)]
    expect(ticketQueryBody.safeParse({ tab: 'figures', conditions }).error).toBeUndefined()
    expect(conditions[0]).toEqual({ field: 'firstSubmittedAt', op: 'between', value: ['2026-01-31T16:00:00.000Z', '2026-02-28T15:59:59.999Z'] })
  })
})
