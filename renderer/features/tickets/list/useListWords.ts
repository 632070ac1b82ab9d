import { useI18n } from 'vue-i18n'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { TicketField } from '#shared/domain/lists/fields.ts'
import type { TicketTab } from '#shared/domain/lists/tabs.ts'
import type { TicketSort } from './listQuery.ts'
import { quickConditions } from './listQuery.ts'
import type { ListQuery } from './listQuery.ts'
import { useConditionWords } from './useConditionWords.ts'

/** A number of tickets as lists show it; beyond the cap only that there are more. */
export const countText = (total: number, exact: boolean): string => (exact ? total.toLocaleString('en-US') : `${COUNT_CAP.toLocaleString('en-US')}+`)

/** Call in the setup of a component. */
export function useListWords(): { readonly order: (tab: TicketTab, sort: TicketSort | null) => string; readonly conditions: (query: ListQuery) => string } {
  const { t } = useI18n()
  const words = useConditionWords()
  return {
    order: (tab, sort) => {
      if (!sort) return t(`list.order.${tab.order}`)
      const field: TicketField = TICKET_FIELDS[sort.field]
      const kind = field.kind === 'instant' ? 'time' : field.kind === 'number' ? 'number' : 'text'
      return t(`list.order.${kind}${sort.direction === 'asc' ? 'Asc' : 'Desc'}`, { column: words.field(sort.field) })
    },
    conditions: (query) => [...quickConditions(query.quick), ...query.conditions].map((one) => words.text(one)).join(t('list.query.separator')),
  }
}
