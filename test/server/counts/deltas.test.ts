import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countsAlike, createCountSum, type CountedTicket } from '#server/counts/deltas.ts'
import { countScopesOf } from '#server/counts/scopes.ts'
import { countedFacts } from '#test/support/countedTickets.ts'

const ZONE = 'Asia/Shanghai'
const organisation = fc.option(fc.integer({ min: 1, max: 3 }))
const ticket: fc.Arbitrary<CountedTicket> = fc.record({
  row: fc.tuple(countedFacts, organisation, organisation, fc.boolean()).map(([facts, scopeMallId, scopeDepartmentId, submitted]) =>
    ({ ...facts, scopeMallId, scopeDepartmentId, submittedAt: submitted ? facts.createdAt : null })),
  assistantIds: fc.uniqueArray(fc.integer({ min: 7, max: 9 }), { maxLength: 3 }),
})
const countsOf = (tickets: readonly CountedTicket[]) => {
  const sum = createCountSum(ZONE)
  for (const one of tickets) sum.addTicket(one, 1)
  return sum.deltas()
}

describe('the changes of a ticket’s life', () => {
  it('add up to what its last row counts, in every scope', () => {
    fc.assert(fc.property(fc.array(ticket, { minLength: 1, maxLength: 12 }), (life) => {
      const sum = createCountSum(ZONE)
      for (const [index, now] of life.entries()) {
        const before = life[index - 1]
        if (before) sum.addTicket(before, -1)
        sum.addTicket(now, 1)
      }
      expect(sum.deltas()).toEqual(countsOf([life.at(-1)!]))
    }))
  })

  it('add up the same whether they are put together at once or one by one', () => {
    fc.assert(fc.property(fc.array(ticket, { maxLength: 12 }), (tickets) => {
      const together = createCountSum(ZONE)
      for (const one of tickets) for (const delta of countsOf([one])) together.add(delta)
      expect(together.deltas()).toEqual(countsOf(tickets))
    }))
  })

  it('are nothing exactly where rows are said to count alike and the same assist', () => {
    fc.assert(fc.property(ticket, ticket, fc.boolean(), (before, drawn, same) => {
      const after = same ? { ...before, row: { ...before.row } } : { ...drawn, assistantIds: before.assistantIds }
      const sum = createCountSum(ZONE)
      sum.addTicket(before, -1)
      sum.addTicket(after, 1)
      if (countsAlike(before.row, after.row)) expect(sum.deltas()).toEqual([])
      if (same) expect(countsAlike(before.row, after.row)).toBe(true)
    }))
  })
})

describe('the scopes of a ticket', () => {
  const submitted = { scopeMallId: 4, scopeDepartmentId: 2, submittedAt: new Date() }
  it('are those who may see it', () => {
    expect(countScopesOf(submitted, [9, 8])).toEqual(['all', 'mall:4', 'department:2', 'assistant:9', 'assistant:8'])
    expect(countScopesOf({ ...submitted, scopeMallId: null }, [])).toEqual(['all', 'department:2'])
  })
  it('are the call center alone before submission and after an approved return', () => {
    expect(countScopesOf({ scopeMallId: null, scopeDepartmentId: null, submittedAt: null }, [9])).toEqual(['all'])
  })
})
