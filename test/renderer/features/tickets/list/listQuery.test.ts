import { describe, expect, it } from 'vitest'
import { ticketQueryBody } from '#shared/contract/query.ts'
import { emptyQuery, hasConditions, isPhoneTooShort, nextSort, noQuickFilters, queryBody, quickConditions, settleQuery, withoutPersonalData } from '../../../../../renderer/features/tickets/list/listQuery.ts'
import type { ListQuery } from '../../../../../renderer/features/tickets/list/listQuery.ts'

const asking = (change: Partial<ListQuery>): ListQuery => ({ ...emptyQuery(), ...change })

describe('the body of a list', () => {
  it('asks for the first page of the tab, in the tab’s own order, without conditions', () => {
    expect(queryBody('unreplied', emptyQuery(), null)).toEqual({ tab: 'unreplied', match: 'all', conditions: [], limit: 50 })
  })
  it('carries the cursor and the order that was asked for', () => {
    expect(queryBody('open', asking({ sort: { field: 'replyDueAt', direction: 'asc' } }), 'abc', 20)).toEqual({
      tab: 'open', match: 'all', conditions: [], sort: { field: 'replyDueAt', direction: 'asc' }, cursor: 'abc', limit: 20,
    })
  })
  it('joins the default conditions and the advanced ones', () => {
    const query = asking({ quick: { ...noQuickFilters(), type: 'complaint', mallCode: 'M0001' }, conditions: [{ field: 'feedbackCount', op: 'gte', value: 2 }] })
    expect(queryBody('all', query, null).conditions).toEqual([
      { field: 'type', op: 'eq', value: 'complaint' }, { field: 'mall.code', op: 'eq', value: 'M0001' }, { field: 'feedbackCount', op: 'gte', value: 2 },
    ])
  })
  it('is accepted by the contract with every default condition filled in', () => {
    const query = asking({ quick: { type: 'service', no: ' ２６０９００３０２１ ', phone: '+86 138-0000-0417', mallCode: 'M0001', creator: '何知秋' }, sort: { field: 'no', direction: 'desc' } })
    expect(ticketQueryBody.safeParse(queryBody('all', query, null)).success).toBe(true)
  })
  it('says all while there is nothing to join by any', () => {
    expect(queryBody('all', asking({ match: 'any', quick: { ...noQuickFilters(), type: 'consult' } }), null).match).toBe('all')
  })
})

describe('the default conditions', () => {
  it('look for a whole ticket number exactly and for a part of one anywhere', () => {
    expect(quickConditions({ ...noQuickFilters(), no: '2609003021' })).toEqual([{ field: 'no', op: 'eq', value: '2609003021' }])
    expect(quickConditions({ ...noQuickFilters(), no: '3021' })).toEqual([{ field: 'no', op: 'contains', value: '3021' }])
  })
  it('look for a phone number however it is written', () => {
    for (const typed of ['+86 138-0000-0417', '13800000417', '138 0000 0417', '0086 13800000417']) {
      expect(quickConditions({ ...noQuickFilters(), phone: typed })).toEqual([{ field: 'customer.phones', op: 'eq', value: '13800000417' }])
    }
    expect(quickConditions({ ...noQuickFilters(), phone: '04 17' })).toEqual([{ field: 'customer.phones', op: 'contains', value: '0417' }])
  })
  it('never ask for fewer than four digits of a phone number', () => {
    expect(isPhoneTooShort('417')).toBe(true)
    expect(isPhoneTooShort('0417')).toBe(false)
    expect(isPhoneTooShort('  ')).toBe(false)
    expect(quickConditions({ ...noQuickFilters(), phone: '417' })).toEqual([])
  })
})

describe('conditions joined by any', () => {
  const mixed = asking({ match: 'any', quick: { ...noQuickFilters(), type: 'complaint' }, conditions: [{ field: 'secondComplaint', op: 'eq', value: true }] })

  it('take the default conditions in as conditions of their own, so that they do not silently widen the list', () => {
    const settled = settleQuery(mixed)
    expect(settled.quick).toEqual(noQuickFilters())
    expect(settled.conditions).toEqual([{ field: 'secondComplaint', op: 'eq', value: true }, { field: 'type', op: 'eq', value: 'complaint' }])
    expect(queryBody('all', mixed, null)).toMatchObject({ match: 'any', conditions: settled.conditions })
  })
  it('leave a query alone that joins by all', () => {
    const query = { ...mixed, match: 'all' as const }
    expect(settleQuery(query)).toBe(query)
  })
})

describe('sorting by a head', () => {
  it('goes from early to late to the tab’s own order, and starts anew at another head', () => {
    const first = nextSort(null, 'replyDueAt')
    expect(first).toEqual({ field: 'replyDueAt', direction: 'asc' })
    const second = nextSort(first, 'replyDueAt')
    expect(second).toEqual({ field: 'replyDueAt', direction: 'desc' })
    expect(nextSort(second, 'replyDueAt')).toBeNull()
    expect(nextSort(second, 'no')).toEqual({ field: 'no', direction: 'asc' })
  })
})

describe('what is kept on the machine', () => {
  it('holds no customer’s number, name or words', () => {
    const query = asking({
      quick: { ...noQuickFilters(), phone: '13800000417', type: 'complaint' },
      conditions: [{ field: 'customer.name', op: 'contains', value: '沈若兰' }, { field: 'customer.phones', op: 'contains', value: '0417' }, { field: 'latestFeedback', op: 'contains', value: '门板' }, { field: 'level', op: 'eq', value: '1' }],
    })
    const kept = withoutPersonalData(query)
    expect(JSON.stringify(kept)).not.toMatch(/0417|沈若兰|门板/)
    expect(kept.quick.type).toBe('complaint')
    expect(kept.conditions).toEqual([{ field: 'level', op: 'eq', value: '1' }])
    expect(hasConditions(query)).toBe(true)
    expect(hasConditions(emptyQuery())).toBe(false)
  })
})
