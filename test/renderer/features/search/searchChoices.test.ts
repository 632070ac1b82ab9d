import { describe, expect, it } from 'vitest'
import type { Customer } from '#shared/contract/customer.ts'
import { ticketQueryBody } from '#shared/contract/query.ts'
import type { FoundTicket, SearchAnswer, SearchGroup } from '#shared/contract/search.ts'
import { readSearch } from '#shared/domain/search/readSearch.ts'
import { searchChoices, type SearchChoice } from '../../../../renderer/features/search/searchChoices.ts'

const ticket = (no: string): FoundTicket => ({ no }) as FoundTicket
const group = (kind: SearchGroup['kind'], numbers: readonly string[], more = false): SearchGroup => ({ kind, items: numbers.map(ticket), more, complete: true })
const answer = (groups: SearchGroup[], customers: Customer[] | null = null): SearchAnswer => ({ tooShort: null, groups, customers: customers && { items: customers, more: false }, indexing: false })
const choices = (text: string, parties: SearchAnswer | null, texts: SearchAnswer | null = null, takesCalls = true): SearchChoice[] => searchChoices(readSearch(text), { text, parties, texts }, takesCalls)
const ids = (given: readonly SearchChoice[]): string[] => given.map(({ id }) => id)

describe('the choices below the search box', () => {
  it('begin with a whole ticket number, which is offered before anything is found and not twice', () => {
    expect(ids(searchChoices(readSearch('2609003021'), null, true))).toEqual(['exact'])
    expect(ids(choices('2609003021', answer([group('number', ['2609003021'])]), answer([group('text', ['2609000007'])])))).toEqual(['exact', 'text-2609000007'])
  })
  it('offer a call for a whole phone number to who takes calls, but none for a landline without its area code', () => {
    expect(ids(choices('13900002671', answer([group('phone', ['1', '2'])])))).toEqual(['call', 'phone-1', 'phone-2'])
    expect(ids(choices('13900002671', answer([group('phone', ['1'])]), null, false))).toEqual(['phone-1'])
    expect(ids(choices('88886666', answer([])))).toEqual([])
  })
  it('show a ticket once among numbers, phones, names and contracts, and again for its words', () => {
    expect(ids(choices('26090001', answer([group('number', ['1', '2']), group('phone', ['2', '3']), group('contract', ['3'])]), answer([group('text', ['1'])]))))
      .toEqual(['number-1', 'number-2', 'phone-3', 'text-1'])
  })
  it('open all hits as a list with conditions that the contract takes, where there are more', () => {
    const found = [...choices('门板 破损', answer([group('customer', ['1'], true), group('contract', ['2'], true)]), answer([group('text', ['3'], true)])), ...choices('13900002671', answer([group('phone', ['1'], true)]))]
    const lists = found.flatMap((choice) => (choice.kind === 'list' ? [choice.conditions] : []))
    expect(lists).toEqual([
      [{ field: 'parties', op: 'contains', value: '门板 破损' }], [{ field: 'parties', op: 'contains', value: '门板 破损' }], [{ field: 'text', op: 'contains', value: '门板 破损' }],
      [{ field: 'customer.phones', op: 'eq', value: '13900002671' }],
    ])
    for (const conditions of lists) expect(ticketQueryBody.safeParse({ tab: 'all', conditions }).success).toBe(true)
    expect(ids(choices('门板', answer([group('customer', ['1'])])))).toEqual(['customer-1'])
    // No index knows the ends of numbers of a whole list.
    expect(ids(choices('2671', answer([group('number', ['1'], true), group('phone', ['2'], true)])))).toEqual(['number-1', 'phone-2'])
  })
  it('look for the digits of a number in texts, not for how it was typed', () => {
    const [list] = choices('+86 139-0000-2671', answer([]), answer([group('text', [], true)]), false)
    expect(list).toMatchObject({ kind: 'list', conditions: [{ field: 'text', value: '13900002671' }] })
  })
  it('show customers to open a call with, and to who takes none those with an open ticket', () => {
    const known = { id: '5', phones: ['13900002671'], openTickets: [] } as unknown as Customer
    const busy = { id: '6', phones: ['13900002671'], openTickets: [{ no: '9' }] } as unknown as Customer
    expect(ids(choices('若兰', answer([], [known, busy])))).toEqual(['customer-5', 'customer-6'])
    expect(ids(choices('若兰', answer([], [known, busy]), null, false))).toEqual(['customer-6'])
  })
})
