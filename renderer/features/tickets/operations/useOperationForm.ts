import { computed, reactive, ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { FollowUpRecord } from '#shared/contract/history.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import { ticket as ticketSchema, type Ticket } from '#shared/contract/ticket.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { toastSuccess } from '../../../components/toast.ts'
import { problemOfRefusal } from '../../calls/submit/formOutbox.ts'
import { operationEntry } from '../../outbox/entries.ts'
import { useOutboxStore } from '../../outbox/outboxStore.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useCountsStore } from '../../../stores/counts.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { useDisplayClock } from '../../../time/displayClock.ts'
import { actingAs } from './actingAs.ts'
import { operationDraftId, useDraftStore, type Attempt } from './draftStore.ts'
import { findErrors, type FieldErrors } from './fieldErrors.ts'
import { offeredOperations } from './offered.ts'
import { previewOperation } from './preview.ts'
import { factsOf } from './ticketFacts.ts'
import { bodyOf, initialValues, inputOf, isWritten, restoredValues } from './values.ts'

/** What the form needs of its page. */
export interface FormSurroundings {
  readonly ticket: () => Ticket
  readonly records: () => readonly FollowUpRecord[]
  readonly operation: TicketOperation
  /** Whether something changed that the person has not said he saw. */
  readonly hasUnseenChanges: () => boolean
  readonly acknowledge: () => void
  /** The server refused: this is the ticket as it now is. */
  readonly confront: (ticket: Ticket) => Promise<void>
  readonly reload: () => Promise<void>
  readonly accepted: (ticket: Ticket) => void
  /** It went to the outbox, which sends it when the server answers again; the form may go. */
  readonly queued: () => void
}

/** The version in a body that was sent before; undefined where the operation carries none. */
const versionIn = (body: string): number | undefined => (JSON.parse(body) as Pick<OperationBody, 'version'>).version

/** The behaviour of one operation's form: draft, preview, checks, sending, and what comes back. */
export function useOperationForm(page: FormSurroundings) {
  const { operation } = page
  const { t } = useI18n()
  const drafts = useDraftStore()
  const session = useSessionStore()
  const outbox = useOutboxStore()
  const clock = useClockStore()
  const display = useDisplayClock()
  const no = page.ticket().no

  const kept = drafts.find(no, operation)?.values
  const values = reactive(kept ? restoredValues(kept) : initialValues(operation, page.ticket()))
  /** The version that the person has seen; it goes with the operation (`workflow.md`, rule 9). */
  const version = ref(page.ticket().version)
  const sending = ref(false)
  const checked = ref(false)
  const serverErrors = shallowRef<FieldErrors>({})
  const problem = shallowRef<ApiProblem | null>(null)

  const facts = computed(() => factsOf(page.ticket(), page.records()))
  const allowed = computed(() => offeredOperations(page.ticket(), session.facts, new Date(clock.now())).includes(operation))
  const preview = computed(() => {
    if (!session.facts || (operation === 'evaluate' && !values.processed)) return null
    const context = { actors: actingAs(page.ticket(), session.facts), now: new Date(display.now.value), timeZone: clock.timeZone }
    const basis = operation === 'submit' ? { ...facts.value, hasDestination: true } : facts.value
    return previewOperation(basis, operation, inputOf(operation, values, page.ticket()), context)
  })
  const ownErrors = computed(() => findErrors(operation, values, page.ticket(), facts.value, new Date(clock.now())))
  const errors = computed<FieldErrors>(() => ({ ...(checked.value ? ownErrors.value : {}), ...serverErrors.value }))
  const draft = computed(() => drafts.find(no, operation))

  watch(values, () => {
    serverErrors.value = {}
    if (isWritten(values)) drafts.keep(no, operation, values)
    else if (drafts.find(no, operation)) drafts.drop(no, operation)
  }, { deep: true })
  // Without unseen changes what the page shows is what the person has seen.
  watch(() => (page.hasUnseenChanges() ? null : page.ticket().version), (seen) => { if (seen !== null) version.value = seen })

  /** The request to send: one without an answer again as it was, so that it is never done twice. */
  function nextAttempt() {
    const unanswered = drafts.find(no, operation)?.attempt
    if (unanswered) {
      const again = bodyOf(operation, values, page.ticket(), versionIn(unanswered.body) ?? version.value)
      if (JSON.stringify(again) === unanswered.body) return { attempt: unanswered, body: again }
    }
    const body = bodyOf(operation, values, page.ticket(), version.value)
    return { attempt: drafts.attempt(no, operation, values, body), body }
  }

  async function refused(found: ApiProblem): Promise<void> {
    // Without an answer nobody knows whether it was done; the same request will tell.
    const unknownOutcome = found.status === 0 || found.status >= 500 || found.status === 429 || found.status === 401
    if (!unknownOutcome) drafts.answered(no, operation)
    problem.value = found
    if (found.code === 'validation_failed') serverErrors.value = found.errors
    if (found.code === 'stale_version') {
      const current = ticketSchema.safeParse(found.current)
      if (current.success) await page.confront(current.data)
      else await page.reload()
      if (!page.hasUnseenChanges()) version.value = page.ticket().version
    }
    if (found.code === 'operation_not_allowed' || found.code === 'forbidden') await page.reload()
  }

  /**
   * In the desktop program the outbox has it first, on the disk; then the server's word is waited for a moment.
   * @returns the ticket; `queued` where the outbox goes on alone; null where this machine could not keep it
   * @throws ApiProblem where the server refuses it; the text is a draft again
   */
  async function throughOutbox(attempt: Attempt, body: OperationBody): Promise<Ticket | 'queued' | null> {
    if (!outbox.available) return null
    const written = { ...values }
    await drafts.handOver(no, operation)
    const delivery = await outbox.deliver(operationEntry(attempt.key, page.ticket(), operation, written, body, clock.now()), { kind: 'operation', id: operationDraftId(no, operation) })
    switch (delivery.kind) {
      case 'delivered': return delivery.ticket ?? await client.getTicket({ params: { no } }).catch(() => 'queued' as const)
      case 'queued':
        toastSuccess(delivery.place > 0 ? t('outbox.done.queued', { place: delivery.place }) : t('outbox.done.handed'))
        return 'queued'
      case 'not_kept':
        drafts.attempt(no, operation, written, body)
        return null
      case 'refused':
        await drafts.takeBack(no, operation, written)
        if (drafts.failureFor(no, operation) === null) await outbox.discard(attempt.key).catch(() => undefined)
        throw problemOfRefusal(delivery.refusal)
    }
  }
  /** Sends the operation; what is unseen counts as seen by the click, its words stand beside the button. */
  async function submit(): Promise<void> {
    if (sending.value || !allowed.value) return
    checked.value = true
    problem.value = null
    if (Object.keys(ownErrors.value).length > 0) return
    if (page.hasUnseenChanges()) {
      page.acknowledge()
      version.value = page.ticket().version
    }
    sending.value = true
    try {
      const { attempt, body } = nextAttempt()
      const handed = await throughOutbox(attempt, body)
      if (handed === 'queued') {
        Object.assign(values, initialValues(operation, page.ticket()))
        page.queued()
        return
      }
      const answer = handed ?? await client.operateTicket({ params: { no }, body }, { idempotencyKey: attempt.key })
      drafts.drop(no, operation)
      toastSuccess(t('operation.done', { operation: t(`enums.operation.${operation}`), no }))
      void useCountsStore().refresh()
      page.accepted(answer)
    } catch (error) {
      await refused(toProblem(error))
    } finally {
      sending.value = false
    }
  }
  /** Gives the text up. */
  function discard(): void {
    Object.assign(values, initialValues(operation, page.ticket()))
    drafts.drop(no, operation)
    checked.value = false
    problem.value = null
  }

  return { values, preview, errors, problem, sending, allowed, draft, submit, discard }
}

export type OperationFormState = ReturnType<typeof useOperationForm>
