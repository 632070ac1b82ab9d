import type { Client } from '#shared/contract/client.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { ticketInput } from './tickets.ts'

const DAY_MS = 24 * 3_600_000

export interface Asked {
  no: string
  /** Of the pending request. */
  id: string
}

type Asking = { operation: 'return'; reasonCode: string } | { operation: 'close' } | { operation: 'request_visit'; requestedAt: string; visitType: 'extend' }

const askingOf = (kind: RequestKind, now: Date): Asking => {
  if (kind === 'return') return { operation: 'return', reasonCode: 'wrong_mall' }
  if (kind === 'closure') return { operation: 'close' }
  return { operation: 'request_visit', requestedAt: new Date(now.getTime() + 41 * DAY_MS).toISOString(), visitType: 'extend' }
}

/** A new complaint of the asker's mall with a pending request on it. */
export async function askOnNewTicket(
  agent: Client, asker: Client, kind: RequestKind, { now, content = '请批准。', ...more }: { now: Date; content?: string } & Parameters<typeof ticketInput>[0],
): Promise<Asked> {
  const { no } = await agent.createTicket({ body: ticketInput(more) })
  const asked = await asker.operateTicket({ params: { no }, body: { version: 1, content, ...askingOf(kind, now) } })
  const request = asked.pendingRequests.find((pending) => pending.kind === kind)
  if (!request) throw new Error(`no ${kind} is pending on ${no}`)
  return { no, id: request.id }
}
