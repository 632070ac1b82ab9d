import { shallowRef, watch } from 'vue'
import type { OutboxItem } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../api/client.ts'
import { proposesFollowUp } from '../engine/refusals.ts'

/** A finished ticket, and who ended it. */
export interface FinishedTicket { readonly ticket: Ticket; readonly endedBy: string }

const endings: readonly string[] = ['close', 'approve_closure', 'cancel']

/** Reads the ticket that a refused feedback belongs to, for what the page says and for the new ticket; null until it is there. */
export function useFinishedTicket(item: () => OutboxItem | null) {
  const finished = shallowRef<FinishedTicket | null>(null)
  const no = (): string | null => {
    const shown = item()
    return shown && proposesFollowUp(shown) ? shown.ticketNo : null
  }
  watch(no, async (wanted) => {
    finished.value = null
    if (wanted === null) return
    const [ticket, records] = await Promise.all([client.getTicket({ params: { no: wanted } }).catch(() => null), client.getTicketRecords({ params: { no: wanted } }).catch(() => null)])
    if (ticket === null || wanted !== no()) return
    const ending = (records?.items ?? []).filter((record) => endings.includes(record.operation)).toSorted((one, other) => other.at.localeCompare(one.at))[0]
    finished.value = { ticket, endedBy: ending?.byOrganisation?.name ?? '' }
  }, { immediate: true })
  return finished
}
