import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'

/** A complaint in its second reply round, submitted on Wednesday 2026-09-23 09:26 in Shanghai. */
export function ticketExample(changed: Partial<Ticket> = {}): Ticket {
  return {
    no: '2609002984', type: 'complaint', level: '2', state: 'unreplied', version: 9, source: 'desktop', createdAt: '2026-09-23T01:26:00.000Z', createdBy: { id: '9', name: '何知秋' },
    customer: {
      id: '41', name: '沈若兰', phones: ['13900002671'], phonesMasked: false, type: 'individual', province: null, city: '澜州市', district: '江北区', address: '滨河路 18 号',
      contractNo: 'LZ26-05-0418', contractAmount: 46_800, orderNo: null,
    },
    mall: { code: 'M0001', name: '澜州江北商场' }, headOffice: null, product: { brand: '序居', category: '定制衣柜' }, salesChannel: { major: null, middle: null, minor: null },
    causeCode: null, responsibleParty: null, assistants: [],
    assignment: { handler: '林晓禾', phone: null, marketingLine: '南区', marketLevel: 'A', submittedAt: '2026-09-23T01:26:00.000Z' },
    firstSubmittedAt: '2026-09-23T01:26:00.000Z', feedbackCount: 2, secondComplaint: false, escalatedAt: null, firstContactDueAt: '2026-09-23T05:26:00.000Z', replyDueAt: '2026-09-29T07:58:00.000Z', replyOpen: true, replyRound: 2,
    resolveDueAt: '2026-10-08T01:26:00.000Z', resolvedAt: null, visitAt: '2026-10-08T01:26:00.000Z', contactTimely: null, followUpTimely: null, replyTimely: true, resolveTimely: null, processTimely: null,
    satisfaction: null, pendingRequests: [], followUpOf: null, followUps: [], unread: false, alert: 'blue', provisionalDeadlines: false, latestFeedback: '', receivedAt: null,
    updatedAt: '2026-09-24T07:58:00.000Z', closedAt: null, returned: false, allowedOperations: ['reply', 'return', 'resolve', 'close', 'request_visit'], editable: 'none', ...changed,
  }
}

export function recordExample(changed: Partial<FollowUpRecord> & Pick<FollowUpRecord, 'id' | 'operation'>): FollowUpRecord {
  return {
    origin: changed.operation, at: '2026-09-23T07:50:00.000Z', byName: '林晓禾', byOrganisation: { code: 'M0001', name: '澜州江北商场' }, content: '文字', causeCode: null, reasonCode: null,
    channel: null, calledAt: null, round: null, voidedAt: null, detail: null, attachments: [], ...changed,
  }
}
