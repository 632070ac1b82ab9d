import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FigureNumber } from '#shared/domain/figures/drillDown.ts'
import { condition as conditionSchema } from '#shared/contract/query.ts'
import type { Condition } from '#shared/contract/query.ts'
import { figureFacetsOf } from '#shared/domain/figures/facets.ts'
import type { CountedFacts, FigureFacet } from '#shared/domain/figures/facets.ts'
import { figuresFrom, typesFrom } from '#shared/domain/figures/monthFigures.ts'
import { RATE_IDS } from '#shared/domain/figures/rates.ts'
import { findTab } from '#shared/domain/lists/tabs.ts'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import { SATISFACTION_SCORES } from '#shared/domain/ticket/enumerations.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { conditionsOf, conditionsOfDay } from '../../../../../renderer/features/home/figures/figureConditions.ts'
import { monthExample } from '../homeExample.ts'

const ZONE = 'Asia/Shanghai'
const september = monthExample('2026-09')
const verdict = fc.constantFrom(true, false, null)
const tickets: fc.Arbitrary<CountedFacts[]> = fc.array(fc.record({
  type: fc.constantFrom(...TICKET_TYPES), state: fc.constantFrom(...TICKET_STATES), replyTimely: verdict, resolveTimely: verdict, contactTimely: verdict, followUpTimely: verdict, processTimely: verdict,
  satisfactionScore: fc.option(fc.constantFrom(...SATISFACTION_SCORES)), returned: fc.boolean(), createdAt: fc.constant(new Date('2026-08-01T00:00:00Z')), secondComplaint: fc.boolean(),
  firstSubmittedAt: fc.option(fc.oneof(
    fc.constantFrom('2026-08-31T15:59:59.999Z', '2026-08-31T16:00:00.000Z', '2026-09-30T15:59:59.999Z', '2026-09-30T16:00:00.000Z').map((at) => new Date(at)),
    fc.date({ min: new Date('2026-08-28T00:00:00Z'), max: new Date('2026-10-03T00:00:00Z'), noInvalidDate: true }),
  )),
  escalatedAt: fc.option(fc.constant(new Date('2026-09-10T00:00:00Z'))),
}), { maxLength: 60 })

/** What a list asks of a ticket, written again in plain JavaScript. */
function holds(ticket: CountedFacts, { field, op, value }: Condition): boolean {
  const values: Record<string, unknown> = {
    ...ticket, serviceOrEscalated: ticket.type === 'service' || ticket.escalatedAt !== null, firstSubmittedAt: ticket.firstSubmittedAt?.toISOString() ?? null, escalatedAt: ticket.escalatedAt?.toISOString() ?? null, 'satisfaction.score': ticket.satisfactionScore,
  }
  if (!(field in values)) throw new Error(`a condition on ${field}`)
  const found = values[field]
  switch (op) {
    case 'eq': return found === value
    case 'in': return (value as unknown[]).includes(found)
    case 'is_null': return (found === null) === value
    case 'between': return found !== null && String(found) >= String((value as unknown[])[0]) && String(found) <= String((value as unknown[])[1])
    default: throw new Error(`a condition with ${op}`)
  }
}
/** The list `figures`: what was ever submitted and is not cancelled. */
const inTab = ({ state, firstSubmittedAt }: CountedFacts): boolean => firstSubmittedAt !== null && findTab('figures')!.states!.includes(state)
const listed = (all: readonly CountedFacts[], conditions: readonly Condition[]): number => all.filter((ticket) => inTab(ticket) && conditions.every((one) => holds(ticket, one))).length

describe('the list behind a figure', () => {
  it('holds as many tickets as the figure counts, whatever became of them', () => {
    fc.assert(fc.property(tickets, (all) => {
      const inMonth = all.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null && dayOf(firstSubmittedAt, ZONE).startsWith('2026-09'))
      const facets = inMonth.flatMap(figureFacetsOf)
      const figures = figuresFrom((facet: FigureFacet) => facets.filter((one) => one === facet).length)
      const count = (number: FigureNumber): number => listed(all, conditionsOf(number, september))
      expect(count({ figure: 'total' })).toBe(figures.total)
      for (const type of TICKET_TYPES) expect(count({ figure: 'type', type }), type).toBe(figures.byType[type])
      expect(count({ figure: 'second_complaint' })).toBe(figures.secondComplaints)
      expect((['part', 'whole'] as const).map((of) => count({ figure: 'escalated', of }))).toEqual([figures.escalated.part, figures.escalated.whole])
      for (const score of SATISFACTION_SCORES) expect(count({ figure: 'score', score }), score).toBe(figures.scores[score])
      for (const rate of RATE_IDS) {
        const { part, whole } = figures.rates[rate]
        expect((['yes', 'no', 'both'] as const).map((answer) => count({ figure: 'rate', rate, answer })), rate).toEqual([part, whole - part, whole])
      }
    }), { numRuns: 60 })
  })
  it('holds the tickets of a day from midnight to midnight of the zone', () => {
    fc.assert(fc.property(tickets, fc.constantFrom('2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'), (all, day) => {
      const facets = all.filter(({ firstSubmittedAt }) => firstSubmittedAt !== null && dayOf(firstSubmittedAt, ZONE) === day).flatMap(figureFacetsOf)
      const byType = typesFrom((facet) => facets.filter((one) => one === facet).length)
      for (const type of TICKET_TYPES) expect(listed(all, conditionsOfDay(day, type, ZONE))).toBe(byType[type])
    }), { numRuns: 60 })
  })
  it('is asked with conditions that the server takes', () => {
    const numbers: FigureNumber[] = [
      { figure: 'total' }, { figure: 'type', type: 'service' }, { figure: 'second_complaint' }, { figure: 'escalated', of: 'part' }, { figure: 'escalated', of: 'whole' }, ...SATISFACTION_SCORES.map((score) => ({ figure: 'score', score }) as const),
      ...RATE_IDS.flatMap((rate) => (['yes', 'no', 'both'] as const).map((answer) => ({ figure: 'rate', rate, answer }) as const)),
    ]
    const all = [...numbers.flatMap((number) => conditionsOf(number, september)), ...conditionsOfDay('2026-09-05', 'service', ZONE)]
    expect(all.filter((one) => !conditionSchema.safeParse(one).success)).toEqual([])
  })
})
