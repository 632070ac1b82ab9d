import { recordList, type FollowUpRecord } from '#shared/contract/history.ts'
import { ticket as ticketSchema, type Ticket } from '#shared/contract/ticket.ts'
import { z } from '#shared/contract/zod.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'

/** A ticket as this machine saw it last. */
export interface SeenTicket {
  readonly ticket: Ticket
  readonly records: readonly FollowUpRecord[]
  /** ISO 8601 */
  readonly seenAt: string
}

const kept = z.object({ ticket: ticketSchema, records: recordList.shape.items })

/** Whether the server is away, so that this machine may show what it saw last. */
export const mayShowSeen = (problem: ApiProblem): boolean => problem.code === 'server_unreachable' || problem.status >= 500

/** Tickets that were open in the desktop program, for a time without the server; in a browser there are none. */
export function useSeenTickets() {
  const machine = useMachineStore()
  /** Keeps what the page shows. A help for later: nothing depends on it now. */
  function remember(ticket: Ticket, records: readonly FollowUpRecord[]): void {
    const json = JSON.stringify({ ticket, records })
    machine.store?.cache.put({ customers: [], tickets: [{ no: ticket.no, customerId: ticket.customer.id, json }] }).catch(() => undefined)
  }
  async function recall(no: string): Promise<SeenTicket | null> {
    const row = await machine.store?.cache.ticket({ no }).catch(() => null)
    if (!row) return null
    try {
      const parsed = kept.safeParse(JSON.parse(row.json))
      return parsed.success ? { ...parsed.data, seenAt: row.seenAt } : null
    } catch {
      return null
    }
  }
  return { remember, recall }
}
