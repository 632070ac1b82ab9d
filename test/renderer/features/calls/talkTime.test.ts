import { expect, it } from 'vitest'
import { talkTime } from '../../../../renderer/features/calls/caller/talkTime.ts'

it('says how long a call was talked on, and nothing where it was not answered or still runs', () => {
  const answeredAt = '2026-09-29T05:39:51Z'
  expect(talkTime({ answeredAt, endedAt: '2026-09-29T05:44:03Z' })).toBe('04:12')
  expect(talkTime({ answeredAt, endedAt: '2026-09-29T06:44:03Z' })).toBe('1:04:12')
  expect(talkTime({ answeredAt, endedAt: null })).toBeNull()
  expect(talkTime({ answeredAt: null, endedAt: answeredAt })).toBeNull()
})
