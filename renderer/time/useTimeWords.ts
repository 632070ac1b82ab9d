import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { formatInstant } from './formatInstant.ts'
import type { InstantStyle, InstantWords } from './formatInstant.ts'
import { remainingUntil, splitSpan } from './remaining.ts'
import type { DisplaySpan } from './remaining.ts'
import { useDisplayClock } from './displayClock.ts'

/** `short` for rows (2时16分), `long` for panels (2 小时 16 分). */
export type SpanLength = 'short' | 'long'

/** Formatting of times and spans in the language, the zone and the server's time in use. All results are reactive. */
export interface TimeWords {
  /** Writes an instant; see {@link formatInstant}. @param now another moment than the clock's that it is written for, in milliseconds */
  readonly instant: (at: string | number, style?: InstantStyle, now?: number) => string
  /** Writes a span of milliseconds, e.g. `2 小时 16 分`. */
  readonly span: (milliseconds: number, length?: SpanLength) => string
  /** Writes what is left: `剩 2时16分` or `逾期 22分`. */
  readonly remaining: (dueAt: string, length?: SpanLength) => string
  /** Whether the deadline has passed. */
  readonly isOverdue: (dueAt: string) => boolean
  /** Milliseconds, the server's time; moves on once a second. */
  readonly now: () => number
}

const weekdayIds = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const

/** Call in the setup of a component. */
export function useTimeWords(): TimeWords {
  const { t } = useI18n()
  const clock = useDisplayClock()
  const words = computed<InstantWords>(() => ({ today: t('common.time.today'), weekdays: weekdayIds.map((id) => t(`common.weekday.${id}`)) }))
  const write = (parts: DisplaySpan, length: SpanLength): string => {
    const minutes = length === 'short' && parts.shape === 'hoursMinutes' ? String(parts.minutes).padStart(2, '0') : parts.minutes
    return t(`common.duration.${length}.${parts.shape}`, { days: parts.days, hours: parts.hours, minutes })
  }
  return {
    span: (milliseconds, length = 'short') => write(splitSpan(milliseconds), length),
    instant: (at, style, now = clock.now.value) => formatInstant(at, now, clock.timeZone.value, words.value, style),
    remaining: (dueAt, length = 'short') => {
      const { overdue, span } = remainingUntil(dueAt, clock.now.value)
      return t(overdue ? 'common.duration.overdue' : 'common.duration.left', { span: write(span, length) })
    },
    isOverdue: (dueAt) => remainingUntil(dueAt, clock.now.value).overdue,
    now: () => clock.now.value,
  }
}
