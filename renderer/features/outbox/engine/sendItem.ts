import { ticketNo } from '#shared/contract/common.ts'
import type { OutboxItem, Refusal } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { ApiProblem, toProblem } from '../../../api/problem.ts'
import { correctCustomer } from './correctCustomer.ts'
import type { OutboxServer, OutboxStore } from './parts.ts'
import { ItemFault, refusalOf, TICKET_FINISHED } from './refusals.ts'
import { bodyOf, correctionOf, currentIn, isFinished, mayRebase, rebased } from './request.ts'
import { sendFiles, TurnOver, type FileProgress } from './sendFiles.ts'
import { verdictOf } from './verdict.ts'

/** What came of a try. `lost`: the turn was over, and another has the item. */
export type Sent =
  | { readonly kind: 'delivered'; readonly ticket: Ticket }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  | { readonly kind: 'later'; readonly problem: ApiProblem }
  | { readonly kind: 'sign_in' }
  | { readonly kind: 'turn_over' }
  | { readonly kind: 'lost' }

export interface SendingParts {
  readonly store: OutboxStore
  readonly server: OutboxServer
  /** ms */
  readonly now: () => number
  readonly owner: string
  readonly onProgress: (progress: FileProgress) => void
  /** Whether the turn lasts long enough for one more part of a file. */
  readonly mayGoOn: () => boolean
}

/** A ticket that goes on changing while feedback is sent: later rather than for ever. */
const MOST_REBASES = 5

/** An answer that is none of the server's (a network's sign-in page, say) must not count as delivered. */
function answered(ticket: Ticket): Ticket {
  const no: unknown = (ticket as Partial<Ticket> | null)?.no
  if (!ticketNo.safeParse(no).success) throw new ApiProblem({ status: 0, code: 'invalid_response' })
  return ticket
}

async function post(item: OutboxItem, server: OutboxServer): Promise<Ticket> {
  const body = bodyOf(item)
  return answered(item.kind === 'ticket' || item.ticketNo === null ? await server.createTicket(body, item.id) : await server.operateTicket(item.ticketNo, body, item.id))
}

/** Why feedback was not allowed: the ticket may have ended while nobody saw it. */
async function explained(item: OutboxItem, problem: ApiProblem, server: OutboxServer): Promise<ApiProblem | ItemFault> {
  if (problem.code !== 'operation_not_allowed' || item.ticketNo === null || !mayRebase(item)) return problem
  const current = await server.readTicket(item.ticketNo)
  return isFinished(current) ? new ItemFault(TICKET_FINISHED, problem) : problem
}

/** Sends the request itself; feedback on a changed ticket is put on the ticket as it now is, stored and sent again. */
async function request(item: OutboxItem, { store, server, owner }: SendingParts): Promise<Sent> {
  let present = item
  for (let rebases = 0; ; rebases += 1) {
    try {
      return { kind: 'delivered', ticket: await post(present, server) }
    } catch (error) {
      const problem = toProblem(error)
      if (error instanceof ItemFault || !['stale', 'refused'].includes(verdictOf(problem))) throw error
      if (problem.code !== 'stale_version' || present.ticketNo === null || !mayRebase(present)) throw await explained(present, problem, server)
      if (rebases === MOST_REBASES) return { kind: 'later', problem }
      const next = rebased(present, currentIn(problem) ?? await server.readTicket(present.ticketNo), problem)
      const { held } = await store.settle({ owner, id: item.id, outcome: { kind: 'rebased', request: next } })
      if (!held) return { kind: 'lost' }
      present = { ...present, request: next }
    }
  }
}

/**
 * Tries to deliver a claimed item: its files, corrections to the customer, then the request under the item's id as
 * idempotency key (`api.md`). Does not throw; a store that fails while a rebased body is kept counts as `lost`.
 */
export async function sendItem(item: OutboxItem, parts: SendingParts): Promise<Sent> {
  try {
    // Nothing is uploaded for a body that nobody can read.
    bodyOf(item)
    await sendFiles(item, parts.store, parts.server, parts.onProgress, parts.mayGoOn)
    const correction = correctionOf(item)
    if (correction) await correctCustomer(parts.server, correction)
    return await request(item, parts)
  } catch (error) {
    if (error instanceof TurnOver) return { kind: 'turn_over' }
    if (error instanceof ItemFault) return { kind: 'refused', refusal: refusalOf(error.problem, parts.now(), error.code) }
    // Not of the server: the store could not keep what was to be sent.
    if (!(error instanceof ApiProblem)) return { kind: 'lost' }
    const verdict = verdictOf(error)
    if (verdict === 'sign_in') return { kind: 'sign_in' }
    return verdict === 'later' ? { kind: 'later', problem: error } : { kind: 'refused', refusal: refusalOf(error, parts.now()) }
  }
}
