import { describe, expect, it } from 'vitest'
import { diagnosticsOf } from '../../../../renderer/features/outbox/page/diagnostics.ts'
import { followUpEntry } from '../../../../renderer/features/outbox/page/followUp.ts'
import { fieldWordOf, isOfToday } from '../../../../renderer/features/outbox/page/itemFacts.ts'
import { feedbackEntry as callFeedbackEntry, keptFormOf } from '../../../../renderer/features/outbox/entries.ts'
import { startFeedback } from '../../../../renderer/features/calls/draft/feedbackDraft.ts'
import { draftOf, openTicket } from '../calls/fixtures.ts'
import { ticketExample } from '../tickets/ticketExample.ts'
import { FakeStore, fileOf, uuid } from './fakeStore.ts'

function refusedFeedback() {
  const draft = draftOf()
  draft.fields.name = '季常青'
  startFeedback(draft, openTicket(), () => uuid(300))
  if (draft.feedback) draft.feedback.content = '入户门补漆后仍有色差'
  const body = { operation: 'feedback', version: 3, content: '入户门补漆后仍有色差', channel: 'online', causeCode: 'color', callId: '77' } as const
  const store = new FakeStore(() => 0)
  const entry = callFeedbackEntry(draft, { ...body }, null)
  if (!entry) throw new Error('no feedback')
  const item = store.add({ ...entry, files: [fileOf(1, 10)] })
  return { ...item, state: 'refused' as const, refusal: { code: 'ticket_finished', status: 409, requestId: 'req-8f20c6d1', detail: null, errors: {}, guards: [], at: '2026-09-29T05:47:02.000Z' } }
}

describe('the linked new ticket', () => {
  it('has the data of the finished one, the words and files of the feedback, and keys of its own', () => {
    const item = refusedFeedback()
    let made = 400
    const entry = followUpEntry(item, ticketExample({ no: '2609002984', state: 'closed' }), Date.parse('2026-09-29T06:00:00.000Z'), () => uuid((made += 1)))
    expect(entry).toMatchObject({ kind: 'ticket', ticketNo: null, writtenAt: item.writtenAt, files: item.files })
    expect(entry.id).not.toBe(item.id)
    expect(JSON.parse(entry.request)).toMatchObject({
      type: 'complaint', level: '2', customer: { id: '41', contractNo: 'LZ26-05-0418' }, mallCode: 'M0001', followUpOf: '2609002984', submit: true, callId: '77',
      feedback: { content: '入户门补漆后仍有色差', causeCode: 'color', channel: 'online', calledAt: item.writtenAt, attachmentIds: [item.files[0]?.id] },
    })
    expect(keptFormOf(entry)?.call?.isNewProblem).toBe(true)
  })
})

describe('the diagnostics', () => {
  it('name codes, times and ids, and nothing of the customer', () => {
    const text = diagnosticsOf({
      now: Date.parse('2026-09-29T06:00:00.000Z'), online: false, offlineSince: Date.parse('2026-09-29T05:30:00.000Z'), lastOutage: null, paused: true,
      engine: { phase: 'paused', sending: null, progress: null, lastError: 'server_unreachable' }, items: [refusedFeedback()],
    })
    expect(text).toContain('offline since 2026-09-29T05:30:00.000Z')
    expect(text).toContain(uuid(300))
    expect(text).toContain('refused=409/ticket_finished request=req-8f20c6d1')
    for (const personal of ['季常青', '色差', '13900002671', '139 0000 2671', '图1.jpg']) expect(text).not.toContain(personal)
  })
})

describe('what the page says', () => {
  it('of the fields of a refused body', () => {
    expect([fieldWordOf('mallCode'), fieldWordOf('customer.phones.0'), fieldWordOf('content'), fieldWordOf('customer.city'), fieldWordOf('submit')]).toEqual(['mall', 'phone', 'words', 'region', null])
  })
  it('of today is what was delivered on this day of the machine', () => {
    const now = new Date(2026, 8, 29, 0, 10).getTime()
    expect(isOfToday({ deliveredAt: new Date(now - 5 * 60_000).toISOString() }, now)).toBe(true)
    expect(isOfToday({ deliveredAt: new Date(now - 15 * 60_000).toISOString() }, now)).toBe(false)
    expect(isOfToday({ deliveredAt: null }, now)).toBe(false)
  })
})
