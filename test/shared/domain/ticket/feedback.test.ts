import { describe, expect, it } from 'vitest'
import { countFeedback, FIRST_FEEDBACK_COUNT } from '#shared/domain/ticket/feedback.ts'
import { TICKET_TYPES } from '#shared/domain/ticket/types.ts'

const resolveDueAt = new Date('2026-11-30T02:00:00Z')
const at = (ms: number) => new Date(resolveDueAt.getTime() + ms)
const complaint = { type: 'complaint', resolveDueAt, feedbackCount: FIRST_FEEDBACK_COUNT, secondComplaint: false } as const

describe('feedback on a ticket', () => {
  it('is counted from 1 on creation, one more each time', () => {
    const second = countFeedback(complaint, at(-1))
    expect(second.feedbackCount).toBe(2)
    expect(countFeedback({ ...complaint, ...second }, at(-1)).feedbackCount).toBe(3)
  })

  it.each([[-1, false], [0, false], [1, true]])('%d ms from the resolve deadline makes a complaint a second one: %s', (ms, second) => {
    expect(countFeedback(complaint, at(ms)).secondComplaint).toBe(second)
  })

  it('makes only complaints second ones', () => {
    expect(TICKET_TYPES.filter((type) => countFeedback({ ...complaint, type }, at(1)).secondComplaint)).toEqual(['complaint'])
  })

  it('never takes the flag away: not in time, not after a return, not with another type', () => {
    const flagged = { ...complaint, secondComplaint: true }
    expect(countFeedback(flagged, at(-1)).secondComplaint).toBe(true)
    expect(countFeedback({ ...flagged, resolveDueAt: null }, at(1)).secondComplaint).toBe(true)
    expect(countFeedback({ ...flagged, type: 'service' }, at(1)).secondComplaint).toBe(true)
  })

  it('without a deadline is never late', () => expect(countFeedback({ ...complaint, resolveDueAt: null }, at(1)).secondComplaint).toBe(false))
})
