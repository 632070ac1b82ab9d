import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useDisplayClock } from '../../../time/displayClock.ts'
import { useTimeWords } from '../../../time/useTimeWords.ts'
import { zonedParts } from '../../../time/zonedParts.ts'
import type { CellWords } from './cellText.ts'

/** What the words of a row need. */
export interface RowWords extends CellWords {
  /** A time as it is written today: its own have a word instead of the day. */
  readonly instant: (at: string) => string
}

/**
 * The words of all rows of a list. Words that depend on nothing are looked up once for each language, and times are written
 * anew when another day begins, not with every step of the clock. Call in the setup of a component.
 */
export function useRowWords(labelOf: CellWords['labelOf']): RowWords {
  const { t, locale } = useI18n()
  const time = useTimeWords()
  const clock = useDisplayClock()
  const known = computed(() => ({ locale: locale.value, texts: new Map<string, string>() }))
  function lookUp(key: string): string {
    const { texts } = known.value
    const text = texts.get(key) ?? t(key)
    texts.set(key, text)
    return text
  }
  const dayOf = (now: number): string => {
    const { year, month, day } = zonedParts(now, clock.timeZone.value)
    return `${year}-${month}-${day}`
  }
  /** The first moment of today that was seen. */
  const today = computed<number>((before) => (before !== undefined && dayOf(before) === dayOf(clock.now.value) ? before : clock.now.value))
  return { t: (key, values) => (values ? t(key, values) : lookUp(key)), labelOf, instant: (at) => time.instant(at, 'short', today.value) }
}
