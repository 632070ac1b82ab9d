import { tabTotal } from '#shared/domain/figures/tabTotal.ts'
import type { TicketTab } from '#shared/domain/lists/tabs.ts'
import type { CurrentUser } from '../caller.ts'
import type { Services } from '../services.ts'
import { readListCounts } from './readCounts.ts'

/**
 * How many tickets a tab of the user holds without conditions: exact, and at the same cost whatever their number.
 * @throws ApiError `forbidden` for who has no ticket module
 */
export async function keptTotal(services: Services, user: CurrentUser, tab: TicketTab): Promise<number> {
  const { count, read } = await readListCounts(services, user, null, { marks: tab.only === 'unread' })
  return tabTotal(tab, count, read)
}
