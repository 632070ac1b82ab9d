import { describe, expect, it } from 'vitest'
import { changedFields, changesBetween, hasChanges, newRecords } from '../../../../../renderer/features/tickets/page/ticketChanges.ts'
import words from '../../../../../renderer/locales/zh-CN/ticket.ts'
import { recordExample, ticketExample } from '../ticketExample.ts'

describe('what changed on a stale ticket', () => {
  it('names each field with its value before and after', () => {
    expect(changedFields(ticketExample(), ticketExample({ state: 'replied', version: 10, level: '1' }))).toEqual([
      { field: 'state', kind: 'state', before: 'unreplied', after: 'replied' }, { field: 'level', kind: 'level', before: '2', after: '1' },
    ])
  })
  it('says nothing of a higher version alone', () => {
    expect(hasChanges(changesBetween({ ticket: ticketExample(), records: [] }, { ticket: ticketExample({ version: 10, updatedAt: '2026-09-29T00:00:00.000Z' }), records: [] }))).toBe(false)
  })
  it('sees what appeared and what went', () => {
    const returned = changedFields(ticketExample(), ticketExample({ state: 'pending_submission', assignment: null, replyDueAt: null }))
    expect(returned).toContainEqual({ field: 'replyDueAt', kind: 'instant', before: '2026-09-29T07:58:00.000Z', after: null })
    expect(returned).toContainEqual({ field: 'assignment.handler', kind: 'text', before: '林晓禾', after: null })
  })
  it('finds the new records, newest first', () => {
    const old = recordExample({ id: '9', operation: 'feedback' })
    const later = recordExample({ id: '11', operation: 'reply', at: '2026-09-29T01:00:00.000Z' })
    const sameMoment = recordExample({ id: '10', operation: 'reply', at: '2026-09-29T01:00:00.000Z' })
    expect(newRecords([old], [old, sameMoment, later]).map((record) => record.id)).toEqual(['11', '10'])
  })
  it('has a word for every field it can name', () => {
    const blank = ticketExample({ type: 'service', level: 'A', state: 'closed', mall: null, headOffice: { reason: 'no_mall', departmentCode: 'D01' }, customer: { ...ticketExample().customer, name: 'a', phones: ['1'], address: 'b', contractNo: 'c' },
      product: { brand: 'd', category: null }, salesChannel: { major: 'e', middle: null, minor: null }, causeCode: 'f', responsibleParty: 'g', assistants: ['h'], assignment: null, feedbackCount: 9, secondComplaint: true,
      replyDueAt: null, resolveDueAt: null, visitAt: null, resolvedAt: '2026-09-29T01:00:00.000Z', satisfaction: { processed: true, score: 'neutral', reason: null, at: '2026-09-29T01:00:00.000Z' },
      pendingRequests: [{ id: '1', kind: 'visit', state: 'pending', requestedAt: '2026-09-28T01:00:00.000Z', requestedVisitAt: null, requestedBy: 'x' }] })
    const fields = changedFields(ticketExample(), blank).map((change) => change.field.replaceAll('.', '_'))
    expect(fields).toHaveLength(23)
    expect(fields.filter((field) => !(field in words.field))).toEqual([])
  })
})
