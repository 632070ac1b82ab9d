import { describe, expect, it } from 'vitest'
import { ticketQueryBody } from '#shared/contract/query.ts'
import { planSearch } from '../../../../renderer/features/search/searchPlan.ts'

describe('what a text in the search box asks', () => {
  it('opens a whole ticket number and asks nothing of customers', () => {
    expect(planSearch(' 2609003021 ')).toEqual({ ticketNo: '2609003021', phone: null, customers: null, tickets: [{ field: 'no', op: 'eq', value: '2609003021' }] })
  })
  it('looks for a whole phone number as it is stored, however it is written', () => {
    for (const typed of ['13900002671', '+86 139-0000-2671', '１３９ ００００ ２６７１']) {
      expect(planSearch(typed)).toMatchObject({ ticketNo: null, phone: '13900002671', customers: { phone: '13900002671' }, tickets: [{ field: 'customer.phones', op: 'eq', value: '13900002671' }] })
    }
  })
  it('looks for part of a number in ticket numbers and phones', () => {
    expect(planSearch('2671').tickets).toEqual(expect.arrayContaining([{ field: 'no', op: 'contains', value: '2671' }, { field: 'customer.phones', op: 'contains', value: '2671' }]))
    expect(planSearch('2671').customers).toEqual({ q: '2671' })
  })
  it('looks for names and contract numbers', () => {
    expect(planSearch('若兰').tickets).toEqual([{ field: 'customer.name', op: 'contains', value: '若兰' }, { field: 'customer.contractNo', op: 'contains', value: '若兰' }])
    expect(planSearch('LZ26-05-0418').customers).toEqual({ q: 'LZ26-05-0418' })
  })
  it('waits for more where the text would find too much', () => {
    for (const typed of ['', '  ', '沈', '267', 'L']) expect(planSearch(typed)).toEqual({ ticketNo: null, phone: null, customers: null, tickets: null })
  })
  it('only asks what the contract accepts', () => {
    for (const typed of ['2609003021', '13900002671', '2671', '若兰', '0571 8888', '%_', '"\'']) {
      const { tickets } = planSearch(typed)
      if (tickets) expect(ticketQueryBody.safeParse({ tab: 'all', match: 'any', conditions: tickets }).success, typed).toBe(true)
    }
  })
})
