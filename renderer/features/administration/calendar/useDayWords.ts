import { useI18n } from 'vue-i18n'
import type { CalendarDay } from '#shared/contract/calendar.ts'
import { weekdayOf, type Day } from '#shared/domain/sla/zonedTime.ts'
import { useTimeWords } from '../../../time/useTimeWords.ts'

const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** Words for the days of the calendar. Call in the setup of a component. */
export function useDayWords() {
  const { t, locale } = useI18n()
  const time = useTimeWords()
  const weekday = (day: Day): string => t(`common.weekday.${weekdays[weekdayOf(day) - 1] ?? 'monday'}`)
  /** `10-01 周四` */
  const dayText = (day: Day): string => `${day.slice(5)} ${weekday(day)}`
  /** `10-01 周四 – 10-07 周三`, one day alone without the dash. */
  const rangeText = (from: Day, to: Day): string => (from === to ? dayText(from) : `${dayText(from)} – ${dayText(to)}`)
  const nameOf = (entry: CalendarDay): string => (locale.value === 'zh-CN' ? entry.name : (entry.englishName ?? entry.name)) ?? ''
  const kindOf = (entry: CalendarDay): string => t(entry.working ? 'administration.calendar.workingDay' : 'administration.calendar.dayOff')
  /** Who or what decided: the holiday data, an administrator and when, or Monday to Friday. */
  const sourceOf = (entry: CalendarDay): string =>
    entry.source === 'administrator' && entry.changedByName !== null && entry.changedAt !== null
      ? t('administration.calendar.sourceBy', { name: entry.changedByName, time: time.instant(entry.changedAt) })
      : t(`administration.calendar.source.${entry.source}`)
  /** All that is known of a day in one line. */
  const dayLine = (entry: CalendarDay): string => [dayText(entry.day), kindOf(entry), nameOf(entry), sourceOf(entry)].filter(Boolean).join(' · ')
  return { weekdays, dayText, rangeText, nameOf, kindOf, sourceOf, dayLine }
}
