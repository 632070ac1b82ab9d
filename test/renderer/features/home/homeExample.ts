import type { Figures, MonthFigures, Reminders } from '#shared/contract/home.ts'
import { REMINDER_IDS } from '#shared/domain/figures/reminders.ts'
import { daysOf, rangeOfMonth } from '#shared/domain/figures/period.ts'
import { weekdayOf } from '#shared/domain/sla/zonedTime.ts'

/** The reminders of a year or a month in Shanghai; the counts are 1, 2, 3 … in the order of the page, and of those of today one less. */
export const remindersExample = (range: Reminders['range'] = 'year', first = 1): Reminders => ({
  range, ...(range === 'year' ? { from: '2025-12-31T16:00:00.000Z', to: '2026-12-31T16:00:00.000Z' } : { from: '2026-08-31T16:00:00.000Z', to: '2026-09-30T16:00:00.000Z' }),
  counts: Object.fromEntries(REMINDER_IDS.map((id, index) => [id, first + index])) as Reminders['counts'],
  today: Object.fromEntries(REMINDER_IDS.map((id, index) => [id, first + index - 1])) as Reminders['today'],
})

const rangeOf = (month: string): { from: string; to: string } => {
  const { from, to } = rangeOfMonth(month, 'Asia/Shanghai')
  return { from: from.toISOString(), to: to.toISOString() }
}

export function monthExample(month: string, changed: Partial<MonthFigures> = {}): MonthFigures {
  return {
    month, ...rangeOf(month), total: 3_418, byType: { service: 2_231, complaint: 742, consult: 445 }, secondComplaints: 38, escalated: { part: 96, whole: 2_327 },
    rates: {
      reply: { part: 3_209, whole: 3_315 }, resolve: { part: 2_604, whole: 2_855 }, contact: { part: 2_466, whole: 2_610 }, follow_up: { part: 2_291, whole: 2_471 }, process: { part: 1_842, whole: 2_072 },
      satisfaction: { part: 1_510, whole: 1_622 },
    },
    scores: { very_satisfied: 862, satisfied: 648, neutral: 78, dissatisfied: 24, very_dissatisfied: 10 }, ...changed,
  }
}

/** September 2026 beside August; the n-th day has n service tickets, two complaints and one enquiry. */
export const figuresExample = (month = '2026-09', changed: Partial<MonthFigures> = {}): Figures => ({
  figures: monthExample(month, changed),
  previous: monthExample('2026-08', { rates: { ...monthExample('2026-08').rates, reply: { part: 961, whole: 1_000 }, resolve: { part: 926, whole: 1_000 }, contact: { part: 0, whole: 0 }, follow_up: { part: 927, whole: 1_000 } } }),
  days: daysOf(month).map((day, index) => ({ day, working: weekdayOf(day) <= 5, byType: { service: index + 1, complaint: 2, consult: 1 } })),
})
