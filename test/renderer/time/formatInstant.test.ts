import { describe, expect, it } from 'vitest'
import { formatInstant } from '../../../renderer/time/formatInstant.ts'

const words = { today: '今天', weekdays: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] }
const now = Date.parse('2026-09-29T05:42:00Z')
const shanghai = (at: string, style?: Parameters<typeof formatInstant>[4]): string => formatInstant(at, now, 'Asia/Shanghai', words, style)

describe('formatInstant', () => {
  it('writes a time of today with the word for it', () => {
    expect(shanghai('2026-09-29T07:58:00Z')).toBe('今天 15:58')
  })
  it('takes the day of the configured zone, not of the machine or of UTC', () => {
    expect(shanghai('2026-09-28T16:00:00Z')).toBe('今天 00:00')
    expect(shanghai('2026-09-28T15:59:59Z')).toBe('09-28 23:59')
    expect(formatInstant('2026-09-28T16:00:00Z', now, 'America/New_York', words)).toBe('09-28 12:00')
  })
  it('writes another day of this year without the year', () => {
    expect(shanghai('2026-10-08T01:26:00Z')).toBe('10-08 09:26')
  })
  it('writes in brief the clock of today and the day of any other', () => {
    expect(['2026-09-29T05:40:00Z', '2026-09-28T05:40:00Z', '2025-12-31T05:40:00Z'].map((at) => shanghai(at, 'brief'))).toEqual(['13:40', '09-28', '2025-12-31'])
  })
  it('writes another year in full', () => {
    expect(shanghai('2025-12-31T15:59:00Z')).toBe('2025-12-31 23:59')
    expect(shanghai('2025-12-31T16:00:00Z')).toBe('01-01 00:00')
  })
  it('adds the weekday where asked, but not to today', () => {
    expect(shanghai('2026-09-23T07:50:00Z', 'withWeekday')).toBe('09-23 周三 15:50')
    expect(shanghai('2026-09-29T07:50:00Z', 'withWeekday')).toBe('今天 15:50')
  })
  it('writes the full time, the clock and the day', () => {
    expect(shanghai('2026-09-29T05:42:16Z', 'full')).toBe('2026-09-29 13:42:16')
    expect(shanghai('2026-09-29T05:42:16Z', 'clock')).toBe('13:42')
    expect(shanghai('2026-09-29T16:42:16Z', 'day')).toBe('2026-09-30')
  })
  it('writes midnight as 00, never as 24', () => {
    expect(shanghai('2026-09-30T16:05:00Z')).toBe('10-01 00:05')
  })
  it('writes nothing for what is no time', () => {
    expect(shanghai('soon')).toBe('')
  })
})
