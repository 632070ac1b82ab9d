import { describe, expect, it } from 'vitest'
import { losesByQuitting, mayUpdate, UPDATE_HINDRANCES, updateHindrances, type WorkInHand } from '#shared/domain/desktop/updateRule.ts'

const idle: WorkInHand = { inCall: false, waitingCalls: 0, unsavedForms: 0, sending: 0 }
const each = [
  ['in_call', { inCall: true }],
  ['calls_waiting', { waitingCalls: 1 }],
  ['unsaved_forms', { unsavedForms: 2 }],
  ['sending', { sending: 1 }],
] as const

describe('when the program may be replaced', () => {
  it('may be replaced while nothing is in hand, also with entries that wait on the disk', () => {
    expect(mayUpdate(idle)).toBe(true)
    expect(updateHindrances(idle)).toEqual([])
  })

  it.each(each)('may not because of %s alone', (hindrance, change) => {
    expect(mayUpdate({ ...idle, ...change })).toBe(false)
    expect(updateHindrances({ ...idle, ...change })).toEqual([hindrance])
  })

  it('names everything that stands against it, in the order of the table', () => {
    expect(updateHindrances({ inCall: true, waitingCalls: 3, unsavedForms: 1, sending: 2 })).toEqual([...UPDATE_HINDRANCES])
  })

  it('loses by quitting only what is not on the disk', () => {
    expect(losesByQuitting({ ...idle, unsavedForms: 1 })).toBe(true)
    expect(losesByQuitting({ ...idle, inCall: true, sending: 4 } as WorkInHand)).toBe(false)
  })
})
