import { useI18n } from 'vue-i18n'
import { weekdayOf } from '#shared/domain/sla/zonedTime.ts'
import type { Day } from '#shared/domain/sla/zonedTime.ts'
import { COLUMN_TYPES, totalOf } from './dayChart.ts'
import type { FigureDay } from './dayChart.ts'

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

/** The words of the days of the figures. Call in the setup of a component. */
export function useDayWords(): { readonly day: (day: Day) => string; readonly sentence: (day: FigureDay) => string } {
  const { t } = useI18n()
  const day = (one: Day): string => `${one.slice(5)} ${t(`common.weekday.${WEEKDAYS[weekdayOf(one) - 1] ?? 'monday'}`)}`
  return {
    day,
    /** All that a column says. */
    sentence: (one) => [
      day(one.day), ...(one.working ? [] : [t('home.figures.dayOff')]), t('home.figures.daySum', { count: totalOf(one) }), ...COLUMN_TYPES.map((type) => `${t(`enums.type.${type}`)} ${one.byType[type]}`),
    ].join(t('home.figures.stop')),
  }
}
