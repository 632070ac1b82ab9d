import { computed, ref } from 'vue'
import type { Customer } from '#shared/contract/customer.ts'
import { customer as customerSchema } from '#shared/contract/customer.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import type { CallDraft } from '../draft/callDraft.ts'
import { changedCustomerFields } from '../draft/prefill.ts'
import type { Correction } from '../../outbox/engine/request.ts'
import { ticketEntry } from '../../outbox/entries.ts'
import { errorsOf, errorsOfProblem, type FieldErrors } from './fieldErrors.ts'
import { problemOfRefusal, type FormOutbox } from './formOutbox.ts'
import { ticketBodyOf } from './ticketBody.ts'

/**
 * What a try to send came to. `accepted`: the server had taken an earlier try, without what was written since. `queued`: it
 * is in the outbox, `place` th of those that wait, and goes out by itself.
 */
export type Outcome = { kind: 'made'; ticket: Ticket } | { kind: 'queued'; place: number } | { kind: 'accepted'; ticket: Ticket } | { kind: 'invalid' } | { kind: 'failed' }

interface Surroundings {
  readonly draft: CallDraft
  /** The customer as last read; null for a new one. */
  readonly customer: () => Customer | null
  readonly onCustomer: (customer: Customer) => void
  /** Id of the call on the server, where it was reported. */
  readonly callId: () => string | null
  /** Puts the draft on the disk before it is sent. */
  readonly flush: () => void
  /** In the desktop program everything goes through the outbox, so that nothing is lost on the way. */
  readonly outbox?: FormOutbox
}

/** What the agent corrected in a known customer, for the outbox; null for nothing. */
function correctionFor(draft: CallDraft, known: Customer | null): Correction | null {
  const changes = known ? changedCustomerFields(draft, known) : {}
  return known && Object.keys(changes).length > 0 ? { customerId: known.id, version: known.version, changes } : null
}

/** Corrections to the customer go first, so that the ticket keeps what is true now. A change by somebody else meanwhile is read and merged once. */
async function writeCustomer(draft: CallDraft, known: Customer, onCustomer: (customer: Customer) => void): Promise<void> {
  let present = known
  for (let attempt = 0; attempt < 2; attempt += 1) {
    const changes = changedCustomerFields(draft, present)
    if (Object.keys(changes).length === 0) return
    try {
      onCustomer(await client.patchCustomer({ params: { id: present.id }, body: { version: present.version, ...changes } }, { idempotencyKey: crypto.randomUUID() }))
      return
    } catch (error) {
      const problem = toProblem(error)
      if (problem.code !== 'stale_version' || attempt > 0) throw problem
      const current = customerSchema.safeParse(problem.current)
      present = current.success ? current.data : await client.getCustomer({ params: { id: present.id } })
      onCustomer(present)
    }
  }
}

/** Sends a ticket's draft, as often as it takes: every try carries the draft's own key. */
export function useTicketSubmission({ draft, customer, onCustomer, callId, flush, outbox }: Surroundings) {
  const sending = ref<'save' | 'submit' | null>(null)
  const problem = ref<ApiProblem | null>(null)
  const errors = ref<FieldErrors>({})
  /** What was wanted last, for 重试. */
  const lastWanted = ref(true)

  async function post(submit: boolean): Promise<Outcome> {
    const before = draft.sent
    // A call reported between two tries must not make the second one another request.
    const body = ticketBodyOf(draft, submit, before ? (before.callId ?? null) : callId())
    try {
      draft.sent = body
      flush()
      return { kind: 'made', ticket: await client.createTicket({ body }, { idempotencyKey: draft.ticketKey }) }
    } catch (error) {
      const failure = toProblem(error)
      if (failure.code !== 'idempotency_conflict' || !before) {
        // Refused for good: nothing was made of this body, and it may be changed.
        if (failure.code === 'validation_failed') draft.sent = before
        throw failure
      }
      draft.sent = before
      return { kind: 'accepted', ticket: await client.createTicket({ body: before }, { idempotencyKey: draft.ticketKey }) }
    }
  }

  /** @returns null where this machine could not keep it; it is then sent as from a browser, under the same key */
  async function throughOutbox(own: FormOutbox, submit: boolean): Promise<Outcome | null> {
    const before = draft.sent
    const body = ticketBodyOf(draft, submit, before ? (before.callId ?? null) : callId())
    const delivery = await own.hand(draft, ticketEntry(draft, body, correctionFor(draft, customer())))
    switch (delivery.kind) {
      case 'not_kept': return null
      case 'queued': return delivery
      case 'refused': throw problemOfRefusal(delivery.refusal)
      case 'delivered': {
        const ticket = delivery.ticket ?? await client.getTicket({ params: { no: delivery.no } }).catch(() => null)
        return ticket ? { kind: 'made', ticket } : { kind: 'queued', place: 0 }
      }
    }
  }

  /** @param undecided several customers have the number and none was chosen: a new one would be made beside them */
  async function send(submit: boolean, undecided = false): Promise<Outcome> {
    if (sending.value !== null) return { kind: 'failed' }
    lastWanted.value = submit
    problem.value = null
    errors.value = { ...errorsOf(draft, submit), ...(undecided ? { phone: ['choose_customer'] } : {}) }
    if (Object.keys(errors.value).length > 0) return { kind: 'invalid' }
    sending.value = submit ? 'submit' : 'save'
    try {
      const handed = outbox?.available() ? await throughOutbox(outbox, submit) : null
      if (handed) return handed
      const known = customer()
      if (known) await writeCustomer(draft, known, onCustomer)
      return await post(submit)
    } catch (error) {
      problem.value = toProblem(error)
      errors.value = errorsOfProblem(problem.value)
      return { kind: Object.keys(errors.value).length > 0 ? 'invalid' : 'failed' }
    } finally {
      sending.value = null
    }
  }
  /** Takes a field's error away as soon as it is written in. */
  const clear = (field: keyof FieldErrors): void => { delete errors.value[field] }
  const waitsForServer = computed(() => problem.value !== null && ['server_unreachable', 'database_unavailable', 'rate_limited', 'internal_error'].includes(problem.value.code))
  return { sending, problem, errors, lastWanted, waitsForServer, send, clear }
}
