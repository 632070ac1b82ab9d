import chineseDays from 'chinese-days'
import { describe, expect, it } from 'vitest'
import { publicHolidayData } from '#server/calendar/publicHolidays.ts'
import { createCalendar } from '#shared/domain/sla/calendar.ts'
import { addDays } from '#shared/domain/sla/zonedTime.ts'

describe('the public-holiday data', () => {
  const data = publicHolidayData()

  it('covers every year up to the last one published, and not the one after', () => {
    expect(data.years).toEqual(Array.from({ length: 23 }, (_, index) => 2004 + index))
  })

  it('names holidays and shifted working days in Chinese and English', () => {
    expect(data.days['2026-10-01']).toEqual({ working: false, name: '国庆节', englishName: 'National Day' })
    expect(data.days['2026-10-10']).toEqual({ working: true, name: '国庆节', englishName: 'National Day' })
    expect(data.days['2026-04-05']?.name).toBe('清明节')
    expect(data.days['2026-11-23']).toBeUndefined()
  })

  it('makes a calendar that agrees with the package on every day of the covered years', () => {
    const calendar = createCalendar({ timeZone: 'Asia/Shanghai', holidayData: data })
    const differing: string[] = []
    for (let day = '2004-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (calendar.isWorkingDay(day) !== chineseDays.isWorkday(day)) differing.push(day)
    }
    expect(differing).toEqual([])
  })
})
