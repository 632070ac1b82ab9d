import { computed, ref } from 'vue'
import { ticket as ticketSchema } from '#shared/contract/ticket.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { CONTENT_MAX_LENGTH } from '#shared/domain/ticket/operations.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import type { CallDraft } from '../draft/callDraft.ts'

/** Sends feedback on an open ticket. A stale version keeps the text; the next click sends it on the ticket as it now is. */
export function useFeedbackSubmission(draft: CallDraft, callId: () => string | null, flush: () => void) {
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

  /** @returns the ticket with the feedback, or null where it was not taken */
  async function send(): Promise<Ticket | null> {
    const written = draft.feedback
    if (!written || sending.value) return null
    const content = written.content.trim()
    contentErrors.value = content === '' ? ['required'] : content.length > CONTENT_MAX_LENGTH ? ['too_long'] : []
    if (contentErrors.value.length > 0) return null
    sending.value = true
    problem.value = null
    flush()
    try {
      return await client.operateTicket({
        params: { no: written.ticketNo },
        body: {
          operation: 'feedback', version: written.version, content, channel: written.channel, causeCode: written.causeCode || null,
          calledAt: draft.calledAt, callId: callId(),
        },
      }, { idempotencyKey: written.key })
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
