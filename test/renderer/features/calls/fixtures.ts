import type { Contract, Customer, TicketSummary } from '#shared/contract/customer.ts'
import { newDraft, type CallDraft, type Opening } from '../../../../renderer/features/calls/draft/callDraft.ts'

export const key = (last: number): string => `00000000-0000-4000-8000-${String(last).padStart(12, '0')}`

export const contract = (given: Partial<Contract> = {}): Contract => ({
  number: 'LZ26-05-0418', amount: 46_800, orderNo: null, mallCode: 'M0001', brand: '序居', category: '定制衣柜', installedOn: '2026-08-12', ...given,
})
export const openTicket = (given: Partial<TicketSummary> = {}): TicketSummary => ({
  no: '2609002984', type: 'complaint', level: '2', state: 'unreplied', version: 3, content: '门板色差', replyDueAt: null, resolveDueAt: null, replyOpen: false, ...given,
})
export const customer = (given: Partial<Customer> = {}): Customer => ({
  id: '1', name: '沈若兰', phones: ['13900002671'], type: 'individual', province: '东澜', city: '澜州', district: '江北', address: '滨河路 18 号',
  mallCode: 'M0001', version: 4, contracts: [contract()], openTickets: [], ...given,
})

/** 2026-09-29 13:39:51 in Shanghai. */
export const calledAt = '2026-09-29T05:39:51.000Z'
export function draftOf(opening: Partial<Opening> = {}): CallDraft {
  let made = 0
  return newDraft({ id: 'draft-1', origin: 'softphone', phone: '+86 139-0000 2671', calledAt, ...opening }, Date.parse(calledAt), () => key((made += 1)))
}
