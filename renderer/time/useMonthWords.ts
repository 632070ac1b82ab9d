import { useI18n } from 'vue-i18n'
import type { Month } from '#shared/domain/figures/period.ts'

/** The words of a month in the language in use. Call in the setup of a component. */
export function useMonthWords(): { readonly words: (month: Month) => string; readonly brief: (month: Month) => string } {
  const { t } = useI18n()
  const brief = (month: Month): string => t(`common.month.name.${Number(month.slice(5))}`)
  return {
    /** `2026 年 9 月` */
    words: (month) => t('common.month.words', { year: month.slice(0, 4), name: brief(month) }),
    /** `9 月` */
    brief,
  }
}
