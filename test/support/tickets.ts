import type { TicketCreate } from '#shared/contract/ticket.ts'
import type { RequestOf } from '#shared/contract/endpoints.ts'

type TicketInput = RequestOf<'createTicket'>['body']

/** A new customer's complaint for M0001, submitted at once; everything can be overridden. */
export const ticketInput = (more: Partial<TicketInput> = {}): TicketInput => ({
  type: 'complaint', level: '2',
  customer: { name: '沈若兰', phones: ['139 0000 2671'], type: 'individual', province: '东澜省', city: '澜州市', district: '江北区', address: '滨河路 18 号' },
  mallCode: 'M0001', feedback: { content: '六块门板里有两块颜色不一样。', channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' }, submit: true,
  ...more,
})

export type { TicketCreate }
