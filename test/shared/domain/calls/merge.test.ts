import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mergeCallEvent, type CallTimes } from '#shared/domain/calls/merge.ts'
import { mayPlayRecording } from '#shared/domain/calls/recording.ts'
import { ORGANISATION_KINDS } from '#shared/domain/organisation/roles.ts'

const nothing: CallTimes = { ringingAt: null, answeredAt: null, endedAt: null }
const events = fc.array(fc.record({ event: fc.constantFrom('ringing', 'answered', 'ended' as const), at: fc.integer({ min: 0, max: 1000 }).map((ms) => new Date(ms)) }), { maxLength: 12 })
const merge = (list: readonly { event: 'ringing' | 'answered' | 'ended'; at: Date }[]): CallTimes => list.reduce((call, event) => mergeCallEvent(call, event).times, nothing)

test('the times of a call do not depend on the order of its events, nor on how often each arrives', () => {
  fc.assert(fc.property(events.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }))), ([list, shuffled]) => {
    expect(merge(shuffled)).toEqual(merge(list))
  }))
})

test('an event is the latest where none known is later', () => {
  const call = merge([{ event: 'answered', at: new Date(500) }])
  expect(mergeCallEvent(call, { event: 'ringing', at: new Date(400) }).isLatest).toBe(false)
  expect(mergeCallEvent(call, { event: 'ended', at: new Date(500) }).isLatest).toBe(true)
})

test('recordings are for the group\'s users inside the internal networks, never for a mall\'s', () => {
  for (const organisationKind of ORGANISATION_KINDS) {
    expect(mayPlayRecording({ hasRecording: true, organisationKind, insideInternalNetwork: true })).toBe(organisationKind !== 'mall')
    expect(mayPlayRecording({ hasRecording: false, organisationKind, insideInternalNetwork: true })).toBe(false)
    expect(mayPlayRecording({ hasRecording: true, organisationKind, insideInternalNetwork: false })).toBe(false)
  }
})
