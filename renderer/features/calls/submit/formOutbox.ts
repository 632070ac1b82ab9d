import type { OutboxEntry, Refusal } from '#shared/contract/localStore.ts'
import { ApiProblem } from '../../../api/problem.ts'
import { TICKET_FINISHED } from '../../outbox/engine/refusals.ts'
import { useOutboxStore, type Delivery } from '../../outbox/outboxStore.ts'
import type { CallDraft } from '../draft/callDraft.ts'
import { useCallDraftsStore } from '../draft/callDrafts.ts'

/** The outbox as a call form uses it. */
export interface FormOutbox {
  /** Whether forms go through it: in the desktop program, while this machine's store can be used. */
  readonly available: () => boolean
  /** Hands the form over; where it comes back, it is the agent's again, on the disk, with keys of its own. */
  readonly hand: (draft: CallDraft, entry: OutboxEntry) => Promise<Delivery>
}

/** A refusal as the forms show problems. */
export const problemOfRefusal = (refusal: Refusal): ApiProblem =>
  new ApiProblem({
    status: refusal.status, code: refusal.code === TICKET_FINISHED ? 'operation_not_allowed' : refusal.code, detail: refusal.detail, requestId: refusal.requestId,
    errors: refusal.errors, guards: refusal.guards, happenedAt: Date.parse(refusal.at),
  })

/** What was refused may be changed, and what is changed is another request. */
function giveNewKeys(draft: CallDraft): void {
  draft.ticketKey = crypto.randomUUID()
  draft.sent = null
  draft.mends = null
  if (draft.feedback) draft.feedback.key = crypto.randomUUID()
}

/** The outbox for call forms. */
export function useFormOutbox(): FormOutbox {
  const outbox = useOutboxStore()
  const drafts = useCallDraftsStore()

  async function hand(draft: CallDraft, entry: OutboxEntry): Promise<Delivery> {
    await drafts.handOver(draft.id)
    const delivery = await outbox.deliver(entry, { kind: 'call', id: draft.id }, draft.mends)
    if (delivery.kind === 'not_kept') await drafts.takeBack(draft.id)
    if (delivery.kind === 'refused') {
      giveNewKeys(draft)
      await drafts.takeBack(draft.id)
      // Only what is on the disk as a draft again may go from the outbox.
      if (drafts.keeping.get(draft.id)?.failure === null) await outbox.discard(entry.id).catch(() => undefined)
    }
    return delivery
  }
  return { available: () => outbox.available, hand }
}
