import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countedIn, FIGURE_FACETS, figureFacetsOf, LIST_FACETS, listFacetsOf, type CountedFacts, type ListFacet } from '#shared/domain/figures/facets.ts'
import { remindersFrom } from '#shared/domain/figures/reminders.ts'
import { tabTotal } from '#shared/domain/figures/tabTotal.ts'
import { marksOf } from '#shared/domain/lists/marks.ts'
import { TICKET_TABS, type TicketTab } from '#shared/domain/lists/tabs.ts'
import { countedFacts } from '#test/support/countedTickets.ts'

const ticket = (more: Partial<CountedFacts> = {}): CountedFacts => ({
  type: 'complaint', state: 'unreplied', returned: false, createdAt: new Date('2026-01-31T15:59:59.999Z'), firstSubmittedAt: new Date('2026-01-31T16:00:00.000Z'),
  secondComplaint: false, escalatedAt: null, replyTimely: null, resolveTimely: null, contactTimely: null, followUpTimely: null, processTimely: null, satisfactionScore: null, ...more,
})
const at = (given: CountedFacts) => countedIn(given, 'Asia/Shanghai').map(({ series, period, facet }) => `${series} ${period} ${facet}`)
const countsOf = (tickets: readonly CountedFacts[]) => {
  const facets = tickets.flatMap(listFacetsOf)
  return (facet: ListFacet): number => facets.filter((one) => one === facet).length
}

describe('what a ticket counts in', () => {
  it('is its standing in the month of its creation, and its type on the day and in the month of its first submission', () => {
    expect(at(ticket())).toEqual(['list 2026-01 unreplied', 'month 2026-02 type:complaint', 'day 2026-02-01 type:complaint'])
  })

  it('is its standing alone before it is submitted, and once it is cancelled', () => {
    expect(at(ticket({ state: 'pending_submission', firstSubmittedAt: null }))).toEqual(['list 2026-01 pending_submission'])
    expect(at(ticket({ state: 'cancelled', replyTimely: false, satisfactionScore: 'dissatisfied', secondComplaint: true }))).toEqual(['list 2026-01 cancelled'])
  })

  it('stays with its first submission after an approved return', () => {
    expect(at(ticket({ state: 'pending_submission', returned: true }))).toEqual(['list 2026-01 returned', 'month 2026-02 type:complaint', 'day 2026-02-01 type:complaint'])
  })

  it('is yes and no of each rate, and the marks of what was late', () => {
    expect(at(ticket({ replyTimely: false, resolveTimely: true, contactTimely: false, followUpTimely: true, processTimely: null }))).toEqual([
      'list 2026-01 unreplied', 'list 2026-01 late_reply', 'list 2026-01 late_contact',
      'month 2026-02 type:complaint', 'month 2026-02 reply:no', 'month 2026-02 resolve:yes', 'month 2026-02 contact:no', 'month 2026-02 follow_up:yes',
      'day 2026-02-01 type:complaint',
    ])
  })

  it('is a score of complaints and service tickets alone', () => {
    expect(figureFacetsOf(ticket({ satisfactionScore: 'dissatisfied' }))).toEqual(['type:complaint', 'score:dissatisfied'])
    expect(figureFacetsOf(ticket({ type: 'service', satisfactionScore: 'neutral' }))).toEqual(['type:service', 'score:neutral'])
    expect(at(ticket({ type: 'consult', satisfactionScore: 'dissatisfied' })).join()).not.toContain('dissatisfied')
  })

  it('is a second complaint only of a complaint, and an escalation also where the type was changed back', () => {
    expect(figureFacetsOf(ticket({ secondComplaint: true, escalatedAt: new Date() }))).toEqual(['type:complaint', 'second_complaint', 'escalated'])
    expect(figureFacetsOf(ticket({ type: 'service', secondComplaint: true, escalatedAt: new Date() }))).toEqual(['type:service', 'escalated_back'])
  })

  it('has names that are known, and each once', () => {
    fc.assert(fc.property(countedFacts, (given) => {
      const list = listFacetsOf(given)
      const figures = figureFacetsOf(given)
      expect(list.every((facet) => LIST_FACETS.includes(facet)) && figures.every((facet) => FIGURE_FACETS.includes(facet))).toBe(true)
      expect([new Set(list).size, new Set(figures).size]).toEqual([list.length, figures.length])
    }))
  })
})

/** What a tab holds, read from its definition as the lists read it. */
function holds(tab: TicketTab, given: CountedFacts, read: boolean): boolean {
  if (tab.states && !tab.states.includes(given.state)) return false
  switch (tab.only) {
    case undefined: return true
    case 'unread': return !read
    case 'returned': return given.returned
    case 'submitted': return given.firstSubmittedAt !== null
    default: return marksOf(given).includes(tab.only)
  }
}

describe('the totals of the tabs', () => {
  it('are those of their definitions, whatever the tickets', () => {
    fc.assert(fc.property(fc.array(fc.tuple(countedFacts, fc.boolean()), { maxLength: 40 }), (drawn) => {
      const count = countsOf(drawn.map(([given]) => given))
      const read = drawn.filter(([, isRead]) => isRead).length
      const expected = TICKET_TABS.map((tab: TicketTab) => [tab.id, drawn.filter(([given, isRead]) => holds(tab, given, isRead)).length])
      expect(TICKET_TABS.map((tab: TicketTab) => [tab.id, tabTotal(tab, count, read)])).toEqual(expected)
    }))
  })
})

describe('the reminders', () => {
  it('say the numbers of their tabs, and 未解决 what is unreplied or replied', () => {
    const tickets = [
      ticket(), ticket({ replyTimely: false }), ticket({ state: 'replied', resolveTimely: false }), ticket({ state: 'resolved', contactTimely: false }),
      ticket({ state: 'closed', followUpTimely: false, processTimely: false, satisfactionScore: 'very_dissatisfied' }), ticket({ state: 'cancelled', replyTimely: false }),
      ticket({ state: 'pending_submission', firstSubmittedAt: null }),
    ]
    expect(remindersFrom(countsOf(tickets), 2)).toEqual({
      unread: 5, unreplied: 2, unresolved: 3, open: 4, late_reply: 1, late_resolve: 1, late_contact: 1, late_follow_up: 1, late_process: 1, dissatisfied: 1,
    })
  })
})
