import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/domain/ticket/transitions.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { OperationInput } from '#shared/domain/ticket/inputs.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { previewOperation } from '../../../../../renderer/features/tickets/operations/preview.ts'
import { factsOf, openRoundsOf } from '../../../../../renderer/features/tickets/operations/ticketFacts.ts'
import operationWords from '../../../../../renderer/locales/zh-CN/operation.ts'
import { recordExample, ticketExample } from '../ticketExample.ts'

const beforeReplyDue = new Date('2026-09-29T05:42:00.000Z')
const afterReplyDue = new Date('2026-09-29T07:58:00.001Z')

function preview(ticket: Ticket, operation: TicketOperation, actor: Actor, now = beforeReplyDue, input: OperationInput = {}) {
  const found = previewOperation(factsOf(ticket, []), operation, input, { actors: new Set([actor]), now, timeZone: 'Asia/Shanghai' })
  return found && { ...found, ids: found.consequences.map((one) => (one.number === undefined ? one.id : `${one.id} ${one.number}`)) }
}

describe('what an operation will do', () => {
  it('says that a reply in time ends the round in time', () => {
    expect(preview(ticketExample(), 'reply', 'mall')).toMatchObject({ before: 'unreplied', after: 'replied', ids: ['round_timely 2'] })
  })
  it('says that a reply one millisecond after the deadline is late', () => {
    expect(preview(ticketExample(), 'reply', 'mall', afterReplyDue)?.ids).toContain('round_late 2')
  })
  it('says that a mall closing a complaint asks for a review, and that it counts as reply and resolve', () => {
    const found = preview(ticketExample(), 'close', 'mall')
    expect(found?.after).toBe('resolved')
    expect(found?.ids).toEqual(expect.arrayContaining(['round_timely 2', 'request_closure', 'resolve_timely', 'synced_reply', 'synced_resolve']))
  })
  it('says that a department closing a complaint ends it and brings the visit date forward', () => {
    const found = preview(ticketExample(), 'close', 'dept')
    expect(found?.after).toBe('closed')
    expect(found?.consequences.find((one) => one.id === 'visit_moves')?.at).toEqual(beforeReplyDue)
    expect(found?.ids).toContain('closes')
  })
  it('says that feedback on a resolved ticket voids the resolution, opens a round and counts', () => {
    const resolved = ticketExample({ state: 'resolved', replyOpen: false, resolvedAt: '2026-09-28T01:00:00.000Z', resolveTimely: true })
    expect(preview(resolved, 'feedback', 'cs')?.ids).toEqual(['resolution_void', 'round_opens 3', 'feedback_counted 3'])
  })
  it('says when feedback makes a second complaint', () => {
    expect(preview(ticketExample(), 'feedback', 'cs', new Date('2026-10-08T01:26:00.001Z'))?.ids).toContain('second_complaint')
  })
  it('tells an automatic visit approval from one that waits', () => {
    const automatic = preview(ticketExample(), 'request_visit', 'mall', beforeReplyDue, { requestedAt: new Date('2026-10-20T01:00:00Z'), visitType: 'extend' })
    expect(automatic?.ids).toEqual(['visit_automatic', 'visit_moves'])
    const waiting = preview(ticketExample(), 'request_visit', 'mall', beforeReplyDue, { requestedAt: new Date('2026-11-20T01:00:00Z'), visitType: 'extend' })
    expect(waiting?.ids).toEqual(['request_visit'])
  })
  it('is silent where the rules refuse', () => {
    const locked = ticketExample({ pendingRequests: [{ id: '1', kind: 'return', state: 'pending', requestedAt: '2026-09-28T01:00:00.000Z', requestedVisitAt: null, requestedBy: '林晓禾' }] })
    expect(preview(locked, 'reply', 'mall')).toBeNull()
    expect(preview(ticketExample(), 'reprocess', 'mall')).toBeNull()
  })
  it('has words for everything it can say', () => {
    const everything = [
      preview(ticketExample(), 'return', 'mall'), preview(ticketExample(), 'cancel', 'cs'), preview(ticketExample({ type: 'service' }), 'escalate', 'cs'),
      preview(ticketExample(), 'evaluate', 'cs', beforeReplyDue, { processed: true, score: 'dissatisfied' }), preview(ticketExample(), 'close', 'mall'),
      preview(ticketExample({ state: 'pending_submission', assignment: null, replyOpen: false }), 'submit', 'cs'),
      ...(['return', 'closure', 'visit'] as const).flatMap((kind) => (['approve', 'reject'] as const).map((decision) => preview(ticketExample({
        state: 'resolved', pendingRequests: [{ id: '1', kind, state: 'pending', requestedAt: '2026-09-28T01:00:00.000Z', requestedVisitAt: '2026-12-01T01:00:00.000Z', requestedBy: '林晓禾' }],
      }), `${decision}_${kind}`, 'cs_approver'))),
    ]
    const ids = everything.flatMap((found) => found?.consequences.map((one) => one.id) ?? ['refused'])
    expect(ids.filter((id) => !(id in operationWords.consequence))).toEqual([])
    expect(ids.length).toBeGreaterThan(20)
  })
})

describe('the open rounds of a ticket', () => {
  it('are none when no round is open', () => {
    expect(openRoundsOf({ replyOpen: false, replyRound: 2, replyDueAt: '2026-09-29T07:58:00.000Z' }, [])).toEqual([])
  })
  it('are all that records opened after the last answer', () => {
    const round = (number: number, timely: boolean | null) => ({ number, dueAt: `2026-09-2${number}T07:58:00.000Z`, timely })
    const records = [
      recordExample({ id: '4', operation: 'feedback', round: round(3, null) }), recordExample({ id: '3', operation: 'feedback', round: round(2, null) }),
      recordExample({ id: '2', operation: 'reply', round: round(1, true) }), recordExample({ id: '1', operation: 'feedback', round: round(1, true) }),
    ]
    expect(openRoundsOf({ replyOpen: true, replyRound: 3, replyDueAt: '2026-09-22T07:58:00.000Z' }, records).map((one) => one.number)).toEqual([2, 3])
  })
})
