import { computed, ref } from 'vue'
import { ticket as ticketSchema } from '#shared/contract/ticket.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { CONTENT_MAX_LENGTH } from '#shared/domain/ticket/operations.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { attachmentIdsOf } from '../../../components/attachments/draftAttachment.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import { feedbackEntry } from '../../outbox/entries.ts'
import type { CallDraft } from '../draft/callDraft.ts'
import { problemOfRefusal, type FormOutbox } from './formOutbox.ts'

/** What a try came to; null: it was not taken, and the form says why. */
export type FeedbackOutcome = { kind: 'made'; ticket: Ticket } | { kind: 'queued'; place: number } | null

interface FeedbackSurroundings {
  readonly draft: CallDraft
  /** Id of the call on the server, where it was reported. */
  readonly callId: () => string | null
  /** Puts the draft on the disk before it is sent. */
  readonly flush: () => void
  /** The ticket as the caller's card shows it. */
  readonly about: () => Pick<Ticket, 'type' | 'level'> | null
  readonly outbox?: FormOutbox
}

/** Sends feedback on an open ticket. A stale version keeps the text; the next click sends it on the ticket as it now is. */
export function useFeedbackSubmission({ draft, callId, flush, about, outbox }: FeedbackSurroundings) {
  const sending = ref(false)
  const problem = ref<ApiProblem | null>(null)
  const contentErrors = ref<string[]>([])
  /** The ticket as somebody else left it, after `stale_version`. */
  const current = ref<Ticket | null>(null)
  /** It can take no feedback any more: a linked new ticket is the way (`workflow.md`, rule 6). */
  const finished = computed(() => current.value !== null && !current.value.allowedOperations.includes('feedback'))

  async function learnCurrent(failure: ApiProblem, no: string): Promise<void> {
    const parsed = ticketSchema.safeParse(failure.current)
    current.value = parsed.success ? parsed.data : await client.getTicket({ params: { no } })
    if (draft.feedback) draft.feedback.version = current.value.version
  }

  /** @returns null where this machine could not keep it; it is then sent as from a browser, under the same key */
  async function throughOutbox(own: FormOutbox, body: OperationBody): Promise<FeedbackOutcome> {
    const entry = feedbackEntry(draft, body, about())
    if (!entry) return null
    const delivery = await own.hand(draft, entry)
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
  async function send(): Promise<FeedbackOutcome> {
    const written = draft.feedback
    if (!written || sending.value) return null
    const content = written.content.trim()
    contentErrors.value = content === '' ? ['required'] : content.length > CONTENT_MAX_LENGTH ? ['too_long'] : []
    if (contentErrors.value.length > 0) return null
    sending.value = true
    problem.value = null
    const body: OperationBody = {
      operation: 'feedback', version: written.version, content, channel: written.channel, causeCode: written.causeCode || null,
      calledAt: draft.calledAt, callId: callId(), attachmentIds: attachmentIdsOf(draft.attachments),
    }
    try {
      const handed = outbox?.available() ? await throughOutbox(outbox, body) : null
      if (handed) return handed
      flush()
      return { kind: 'made', ticket: await client.operateTicket({ params: { no: written.ticketNo }, body }, { idempotencyKey: written.key }) }
    } catch (error) {
      const failure = toProblem(error)
      problem.value = failure
      if (failure.code === 'validation_failed') contentErrors.value = [...(failure.errors.content ?? [])]
      if (failure.code === 'stale_version' || failure.code === 'operation_not_allowed') {
        await learnCurrent(failure, written.ticketNo).catch((reason: unknown) => { problem.value = toProblem(reason) })
      }
      return null
    } finally {
      sending.value = false
    }
  }
  return { sending, problem, contentErrors, current, finished, send }
}
