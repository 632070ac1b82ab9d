import type { Approval } from '#shared/contract/approval.ts'

/** A pending return of a complaint that waits since Monday 2026-09-28 09:31 in Shanghai. */
export function approvalExample(changed: Partial<Approval> & Pick<Approval, 'id'>): Approval {
  return {
    kind: 'return', state: 'pending', ticketNo: `26090032${changed.id.padStart(2, '0')}`,
    ticket: {
      type: 'complaint', level: '2', state: 'replied', customerName: '沈怀瑾', latestFeedback: '餐边柜背板脱落', replyDueAt: null, resolveDueAt: null, visitAt: null,
      createdAt: '2026-09-25T02:20:00.000Z',
    },
    mall: { code: 'M0027', name: '禾城新区商场' }, requestedAt: '2026-09-28T01:31:00.000Z', requestedBy: '陈望', reasonCode: 'not_our_region', content: '不在本商场区域',
    visitType: null, requestedVisitAt: null, previousVisitAt: null, decidedAt: null, decidedBy: null, decidedFor: null, comment: null, decidedVisitAt: null, mayDecide: true, ...changed,
  }
}

export const decidedExample = (id: string, changed: Partial<Approval> = {}): Approval =>
  approvalExample({ id, state: 'approved', mayDecide: false, decidedAt: '2026-09-29T05:00:00.000Z', decidedBy: '方宁', ...changed })
