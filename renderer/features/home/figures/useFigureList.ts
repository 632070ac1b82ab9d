import type { Condition } from '#shared/contract/query.ts'
import { useTabPage } from '../../../workspace/tabPage.ts'
import { listTarget } from '../../../workspace/tabs.ts'
import { useTicketListStore } from '../../tickets/list/listStore.ts'

/** Opens the tickets behind a figure. Call in the setup of a component below a tab. */
export function useFigureList(): (conditions: readonly Condition[], inBackground?: boolean) => void {
  const lists = useTicketListStore()
  const tabPage = useTabPage()
  return (conditions, inBackground = false) => {
    lists.preset('figures', { conditions })
    tabPage.open(listTarget('figures'), inBackground)
  }
}
