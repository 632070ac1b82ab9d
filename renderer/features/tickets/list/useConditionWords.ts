import { useI18n } from 'vue-i18n'
import type { Condition } from '#shared/contract/query.ts'
import type { QueryOperator, TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useListChoices } from './choices.ts'
import { fieldOf, toWallClock } from './conditionDraft.ts'
import { CHOICE_SOURCES, ENUMERATION_WORDS } from './fieldGroups.ts'

/** The words of conditions in the language in use. */
export interface ConditionWords {
  readonly field: (path: TicketFieldPath) => string
  readonly operator: (path: TicketFieldPath, op: QueryOperator) => string
  /** One value of an enumeration, a list, or as typed. */
  readonly single: (path: TicketFieldPath, value: string | number | boolean) => string
  readonly value: (condition: Condition) => string
  readonly text: (condition: Condition) => string
}

/** Call in the setup of a component. */
export function useConditionWords(): ConditionWords {
  const { t } = useI18n()
  const clock = useClockStore()
  const choices = useListChoices()

  const field = (path: TicketFieldPath): string => t(`list.field.${path}`)
  const operator = (path: TicketFieldPath, op: QueryOperator): string => t(`list.${fieldOf(path).kind === 'instant' ? 'operatorOfTime' : 'operator'}.${op}`)

  function single(path: TicketFieldPath, value: string | number | boolean): string {
    const words = ENUMERATION_WORDS[path]
    if (words) return t(`enums.${words}.${String(value)}`)
    if (path === 'level') return value === 'none' ? t('enums.level.none') : t('enums.level.word', { level: value })
    if (typeof value === 'boolean') return t(value ? 'list.query.yes' : 'list.query.no')
    const source = CHOICE_SOURCES[path]
    if (source) return choices.labelOf(source, String(value))
    if (fieldOf(path).kind === 'instant') return toWallClock(String(value), clock.timeZone).replace(/ 00:00$/, '')
    return String(value)
  }
  function value(condition: Condition): string {
    if (condition.op === 'is_null') return t(condition.value === true ? 'list.query.absent' : 'list.query.present')
    if (!Array.isArray(condition.value)) return single(condition.field, condition.value)
    const words = condition.value.map((one) => single(condition.field, one))
    return condition.op === 'between' ? t('list.query.range', { low: words[0], high: words[1] }) : words.join(t('list.query.separator'))
  }
  const text = (condition: Condition): string =>
    [field(condition.field), condition.op === 'is_null' ? '' : operator(condition.field, condition.op), value(condition)].filter(Boolean).join(' ')
  return { field, operator, single, value, text }
}
