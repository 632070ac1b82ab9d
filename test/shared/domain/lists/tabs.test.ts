import { describe, expect, it } from 'vitest'
import { findRequestTab, findTab, REQUEST_TABS, requestTabsFor, SURVEY_TABS, surveyTabsFor, TICKET_TAB_IDS, TICKET_TABS, tabsFor, type TicketTab } from '#shared/domain/lists/tabs.ts'

const LIVE = 'unreplied replied resolved'
const NOT_CANCELLED = `pending_submission ${LIVE} closed`

/** The tabs of tickets: id, states, further condition, order. */
const TABLE: [id: string, states: string | null, only: string | undefined, order: string][] = [
  ['all', `${LIVE} closed`, undefined, 'newest'],
  ['pending', 'pending_submission', undefined, 'newest'],
  ['unread', null, 'unread', 'latest_event'],
  ['unreplied', 'unreplied', undefined, 'latest_receipt'],
  ['replied', 'replied', undefined, 'newest'],
  ['resolved', 'resolved', undefined, 'newest'],
  ['open', LIVE, undefined, 'newest'],
  ['closed', 'closed', undefined, 'newest'],
  ['cancelled', 'cancelled', undefined, 'newest'],
  ['returned', 'pending_submission', 'returned', 'newest'],
  ...(['late_reply', 'late_resolve', 'late_contact', 'late_follow_up', 'late_process', 'dissatisfied'] as const)
    .map((id): [string, string, string, string] => [id, NOT_CANCELLED, id, 'newest']),
  ['figures', NOT_CANCELLED, 'submitted', 'first_submission'],
]

describe('the tabs of tickets', () => {
  it('stand in the order of the list', () => expect(TICKET_TAB_IDS).toEqual(TABLE.map(([id]) => id)))

  it.each(TABLE)('%s holds %s (%s), ordered by %s', (id, states, only, order) => {
    const tab = findTab(id)!
    expect([tab.states?.join(' ') ?? null, tab.only, tab.order]).toEqual([states, only, order])
  })

  it('of late and dissatisfied tickets never hold cancelled ones', () => {
    const timeliness = TICKET_TABS.filter(({ group }) => group === 'timeliness')
    expect(timeliness).toHaveLength(6)
    for (const { states } of timeliness) expect(states).not.toContain('cancelled')
  })

  it('of what is not submitted are only for who sees all', () => {
    const ids = (tabs: readonly TicketTab[]) => tabs.map(({ id }) => id)
    expect(ids(tabsFor('all'))).toEqual(TICKET_TAB_IDS)
    for (const visibility of ['department', 'mall', 'assistant'] as const)
      expect(ids(tabsFor(visibility))).toEqual(TICKET_TAB_IDS.filter((id) => id !== 'pending' && id !== 'returned'))
    expect(tabsFor('none')).toEqual([])
  })

  it('are found by id, unknown ones not', () => {
    expect(findTab('open')?.id).toBe('open')
    for (const id of ['', 'Open', 'toString', 'late']) expect(findTab(id)).toBeUndefined()
  })
})

describe('the tabs of requests', () => {
  it('are one for each kind', () => {
    expect(REQUEST_TABS.map(({ id, kind }) => [id, kind])).toEqual([['visit_requests', 'visit'], ['return_requests', 'return'], ['closure_requests', 'closure']])
    expect(findRequestTab('return')?.id).toBe('return_requests')
    expect(findRequestTab('return_requests')).toBeUndefined()
  })

  it('are for who asks or decides: not for assisting parties', () => {
    for (const visibility of ['all', 'department', 'mall'] as const) expect(requestTabsFor(visibility)).toEqual(REQUEST_TABS)
    for (const visibility of ['assistant', 'none'] as const) expect(requestTabsFor(visibility)).toEqual([])
  })
})

describe('the tabs of surveys', () => {
  it('are one for each pool, for the call center alone', () => {
    expect(SURVEY_TABS.map(({ id, pool }) => [id, pool])).toEqual([['survey_follow_up', 'follow_up'], ['survey_resolution', 'resolution'], ['survey_satisfaction', 'satisfaction']])
    expect(surveyTabsFor('all')).toEqual(SURVEY_TABS)
    for (const visibility of ['department', 'mall', 'assistant', 'none'] as const) expect(surveyTabsFor(visibility)).toEqual([])
  })
})
