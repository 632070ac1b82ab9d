import { shallowRef, watch } from 'vue'
import type { Condition, TicketQueryInput } from '#shared/contract/query.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../../api/client.ts'
import { isMaskedPhone } from '../../../../components/phoneText.ts'

/** A ticket in one line. */
export type RelatedTicket = Pick<Ticket, 'no' | 'type' | 'state'>

/** How many others are shown. */
const LIMIT = 8

const conditionsFor = ({ customer }: Ticket): Condition[] => [
  ...customer.phones.filter((phone) => !isMaskedPhone(phone)).map((phone): Condition => ({ field: 'customer.phones', op: 'eq', value: phone })),
  ...(customer.contractNo ? [{ field: 'customer.contractNo', op: 'eq', value: customer.contractNo } satisfies Condition] : []),
]

/**
 * Other tickets of the same customer that this user may see, newest first, found by his numbers and contract.
 * A failure leaves the list as it was: it is a help, the page stands without it.
 */
export function useRelatedTickets(ticket: () => Ticket) {
  const others = shallowRef<readonly RelatedTicket[]>([])
  async function read(): Promise<void> {
    const conditions = conditionsFor(ticket())
    const body: TicketQueryInput = { tab: 'all', match: 'any', conditions, limit: LIMIT + 1 }
    if (conditions.length === 0) { others.value = []; return }
    try {
      const { no } = ticket()
      const found = await client.queryTickets({ body })
      others.value = found.items.filter((one) => one.no !== no).slice(0, LIMIT)
    } catch {
      // Kept as it was.
    }
  }
  watch(() => JSON.stringify([ticket().no, conditionsFor(ticket())]), () => { void read() }, { immediate: true })
  return others
}
