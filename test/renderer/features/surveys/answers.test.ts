import { describe, expect, it } from 'vitest'
import { isBegun, isComplete, nextToAsk, withYesOrNo } from '../../../../renderer/features/surveys/call/answers.ts'
import { nextToCall } from '../../../../renderer/features/surveys/pool/nextToCall.ts'

const contact = { id: '1', kind: 'survey_contact' } as const
const resolution = { id: '2', kind: 'survey_resolution' } as const
const satisfaction = { id: '3', kind: 'survey_satisfaction' } as const

describe('the answers of a call', () => {
  it('are complete with an outcome, or with processed and a score', () => {
    expect([undefined, {}, { outcome: 'no' as const }].map((answer) => isComplete(contact, answer))).toEqual([false, false, true])
    expect(isComplete(satisfaction, { processed: true })).toBe(false)
    expect(isComplete(satisfaction, { processed: false, score: 'neutral', reason: '' })).toBe(true)
  })

  it('of satisfaction can be begun and wait for the rest; an emptied reason begins nothing', () => {
    expect([{ processed: true }, { reason: '慢' }, { reason: '' }, undefined].map((answer) => isBegun(satisfaction, answer))).toEqual([true, true, false, false])
    expect(isBegun(satisfaction, { processed: true, score: 'satisfied' })).toBe(false)
  })

  it('yes and no answer a question, and keep the score of satisfaction', () => {
    expect(withYesOrNo(contact, { outcome: 'unreachable' }, true)).toEqual({ outcome: 'yes' })
    expect(withYesOrNo(satisfaction, { score: 'neutral', reason: '慢' }, false)).toEqual({ score: 'neutral', reason: '慢', processed: false })
  })

  it('lead to the next question without one, then to one that was passed over', () => {
    const tasks = [contact, resolution, satisfaction]
    expect(nextToAsk(tasks, { 1: { outcome: 'yes' } }, 0)).toBe(1)
    expect(nextToAsk(tasks, { 2: { outcome: 'yes' }, 3: { processed: true, score: 'neutral' } }, 1)).toBe(0)
    expect(nextToAsk(tasks, { 1: { outcome: 'yes' }, 2: { outcome: 'no' }, 3: { processed: true, score: 'neutral' } }, 1)).toBe(2)
  })
})

describe('the next call', () => {
  const task = (id: string, customer: string, state: 'open' | 'done' = 'open') => ({ id, state, customer: { id: customer } })

  it('goes to the next open task of another customer, else to the first, else to nobody', () => {
    const items = [task('1', 'a'), task('2', 'b'), task('3', 'b'), task('4', 'c'), task('5', 'd', 'done')]
    expect(nextToCall(items, '2', 'b')?.id).toBe('4')
    expect(nextToCall(items, '4', 'c')?.id).toBe('1')
    expect(nextToCall([task('1', 'a'), task('5', 'd', 'done')], '1', 'a')).toBeNull()
  })
})
