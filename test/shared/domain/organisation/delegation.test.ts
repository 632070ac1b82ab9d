import { describe, expect, it } from 'vitest'
import { delegationErrors, isDelegationActive, isDelegationOver, LONGEST_DELEGATION_MS } from '#shared/domain/organisation/delegation.ts'

const NOW = new Date('2026-03-04T02:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const at = (ms: number): Date => new Date(NOW.getTime() + ms)

describe('a delegation', () => {
  it.each([
    ['a moment before its start', -1, null, false], ['at its start', 0, null, true], ['a moment before its end', HOUR - 1, null, true], ['at its end', HOUR, null, false],
    ['a moment before it was ended', 10 * MINUTE - 1, 10 * MINUTE, true], ['at the moment it was ended', 10 * MINUTE, 10 * MINUTE, false], ['ended before it began', 1, -HOUR, false],
  ])('%s', (_when, moment, ended, active) => {
    const period = { startsAt: NOW, endsAt: at(HOUR), endedAt: ended === null ? null : at(ended) }
    expect(isDelegationActive(period, at(moment))).toBe(active)
  })

  it('is over from its end, or from when it was ended', () => {
    expect(isDelegationOver({ endsAt: at(1), endedAt: null }, NOW)).toBe(false)
    expect(isDelegationOver({ endsAt: NOW, endedAt: null }, NOW)).toBe(true)
    expect(isDelegationOver({ endsAt: at(HOUR), endedAt: NOW }, NOW)).toBe(true)
  })
})

describe('a wanted period', () => {
  it.each([
    ['from now on', 0, HOUR, {}], ['from a little ago: the form was filled in then', -10 * MINUTE, HOUR, {}], ['from longer ago', -10 * MINUTE - 1, HOUR, { startsAt: 'in_past' }],
    ['of no length', HOUR, HOUR, { endsAt: 'not_after_start' }], ['that ends before it begins', HOUR, HOUR - 1, { endsAt: 'not_after_start' }],
    ['that has ended', -5 * MINUTE, 0, { endsAt: 'in_past' }], ['of 90 days', HOUR, HOUR + LONGEST_DELEGATION_MS, {}], ['of longer than 90 days', HOUR, HOUR + LONGEST_DELEGATION_MS + 1, { endsAt: 'too_long' }],
  ] as const)('%s', (_what, from, to, errors) => {
    expect(delegationErrors({ startsAt: at(from), endsAt: at(to) }, NOW)).toEqual(errors)
  })
})
