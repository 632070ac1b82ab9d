import { useI18n } from 'vue-i18n'
import type { PresentPerson } from '#shared/contract/stream.ts'
import { doingOf } from './presenceOrder.ts'

/**
 * The words for what somebody does on a ticket's page. Call in the setup of a component.
 * @param also whether who looks is said to look as well
 */
export function usePresenceWords(also: () => boolean): { readonly doing: (person: Pick<PresentPerson, 'typing'>) => string } {
  const { t } = useI18n()
  return {
    doing: ({ typing }) => t(`ticket.presence.${typing === null && also() ? 'alsoLooking' : doingOf(typing)}`, { operation: typing === null ? '' : t(`enums.operation.${typing}`) }),
  }
}
