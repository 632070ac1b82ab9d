import type { Call } from '#shared/contract/call.ts'
import { maskPhone } from '#shared/domain/customer/phone.ts'
import type { CallRow } from '../models/index.ts'
import type { CallNames } from '../queries/calls.ts'

export interface CallView {
  /** Whether the recording of a call can be played by who asks, from where he is. */
  playable: (call: CallRow) => boolean
  /** Numbers are masked for whoever does not handle the ticket. */
  masked: boolean
}

export const presentCall = (call: CallRow, { agents, tickets }: CallNames, { playable, masked }: CallView): Call => ({
  id: String(call.id), externalId: call.externalId, phone: masked ? maskPhone(call.phone) : call.phone, line: call.line,
  agentName: call.agentUserId === null ? null : (agents.get(call.agentUserId) ?? null),
  customerId: call.customerId === null ? null : String(call.customerId),
  ticketNo: call.ticketId === null ? null : (tickets.get(call.ticketId) ?? null),
  ringingAt: call.ringingAt?.toISOString() ?? null, answeredAt: call.answeredAt?.toISOString() ?? null, endedAt: call.endedAt?.toISOString() ?? null,
  playable: playable(call),
})
