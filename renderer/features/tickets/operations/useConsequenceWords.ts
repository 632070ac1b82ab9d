import { useI18n } from 'vue-i18n'
import type { Consequence } from './preview.ts'
import { useTimeWords } from '../../../time/useTimeWords.ts'

/** Writes what follows from an operation, e.g. `第 2 轮回复结束，判为及时`. Call in the setup of a component. */
export function useConsequenceWords(): (consequence: Consequence) => string {
  const { t } = useI18n()
  const time = useTimeWords()
  return ({ id, number, days, at }) => t(`operation.consequence.${id}`, { number: number ?? '', days: days ?? '', at: at ? time.instant(at.getTime()) : '' })
}
