import { describe, expect, it } from 'vitest'
import { holdsWork } from '../../../../renderer/features/calls/draft/callDraft.ts'
import { followUpFromFeedback, startFeedback } from '../../../../renderer/features/calls/draft/feedbackDraft.ts'
import { draftOf, key, openTicket } from './fixtures.ts'

describe('feedback in a call form', () => {
  it('takes along the words begun for a new ticket, and the version that was seen', () => {
    const draft = draftOf()
    draft.fields.words = '还是那扇门'
    startFeedback(draft, openTicket(), () => key(9))
    expect(draft.mode).toBe('feedback')
    expect(draft.feedback).toEqual({ ticketNo: '2609002984', version: 3, content: '还是那扇门', channel: 'phone', causeCode: '', key: key(9) })
    expect(draft.fields.words).toBe('还是那扇门')
  })

  it('goes on where it was left, with its own key, when the same ticket is chosen again', () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    if (draft.feedback) draft.feedback.content = '改过的话'
    draft.mode = 'ticket'
    startFeedback(draft, openTicket({ version: 5 }), () => key(10))
    expect(draft.feedback).toMatchObject({ content: '改过的话', version: 5, key: key(9) })
    expect(holdsWork(draft)).toBe(true)
  })

  it('gets another key on another ticket and keeps the words', () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    if (draft.feedback) draft.feedback.content = '写好的话'
    startFeedback(draft, openTicket({ no: '2609003355', version: 1 }), () => key(10))
    expect(draft.feedback).toMatchObject({ ticketNo: '2609003355', content: '写好的话', key: key(10) })
  })

  it('becomes a linked new ticket where the ticket has ended meanwhile', () => {
    const draft = draftOf()
    startFeedback(draft, openTicket(), () => key(9))
    if (draft.feedback) Object.assign(draft.feedback, { content: '又坏了', causeCode: 'hardware' })
    followUpFromFeedback(draft)
    expect(draft).toMatchObject({ mode: 'ticket', isNewProblem: true })
    expect(draft.fields).toMatchObject({ followUpOf: '2609002984', words: '又坏了', causeCode: 'hardware' })
  })
})
