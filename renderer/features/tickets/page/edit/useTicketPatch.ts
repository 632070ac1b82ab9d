import { computed, ref, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { ticket as ticketSchema, type Ticket, type TicketPatch } from '#shared/contract/ticket.ts'
import { client } from '../../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../../api/problem.ts'
import { toastSuccess } from '../../../../components/toast.ts'
import type { FieldErrors } from '../../operations/fieldErrors.ts'

type Changes = Omit<TicketPatch, 'version'>

/** Only what differs from the ticket goes out, so that two people changing different things do not overwrite each other. */
export const differing = <Part extends object>(wanted: Part, present: Partial<Record<keyof Part, unknown>>): Partial<Part> =>
  Object.fromEntries(Object.entries(wanted).filter(([key, value]) => JSON.stringify(value ?? null) !== JSON.stringify(present[key as keyof Part] ?? null))) as Partial<Part>

/** Sends changes of a ticket's data. A stale version leaves the fields as they are and asks for a second click. */
export function useTicketPatch(ticket: () => Ticket, on: { changed: (ticket: Ticket) => void; stale: (ticket: Ticket) => void }) {
  const { t, te } = useI18n()
  const sending = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  let sent: { key: string; body: string } | null = null

  const errors = computed<FieldErrors>(() => (problem.value?.code === 'validation_failed' ? problem.value.errors : {}))
  const message = computed(() => {
    const found = problem.value
    if (!found || found.code === 'validation_failed') return ''
    const code = te(`errors.${found.code}.what`) ? found.code : 'unknown'
    return [`${t(`errors.${code}.what`)}${t('operation.stop')}${t(found.code === 'stale_version' ? 'ticket.edit.stale' : `errors.${code}.todo`)}`, found.requestId].filter(Boolean).join(' ')
  })

  /** @returns false where nothing differs or the server refused */
  async function save(changes: Changes): Promise<boolean> {
    if (sending.value) return false
    if (Object.keys(changes).length === 0) { on.changed(ticket()); return false }
    const body: TicketPatch = { version: ticket().version, ...changes }
    const text = JSON.stringify(body)
    const attempt = sent?.body === text ? sent : { key: crypto.randomUUID(), body: text }
    sent = attempt
    sending.value = true
    problem.value = null
    try {
      const answer = await client.patchTicket({ params: { no: ticket().no }, body }, { idempotencyKey: attempt.key })
      sent = null
      toastSuccess(t('ticket.edit.done'))
      on.changed(answer)
      return true
    } catch (error) {
      const found = toProblem(error)
      problem.value = found
      if (found.status >= 400 && found.status < 500) sent = null
      const current = found.code === 'stale_version' ? ticketSchema.safeParse(found.current) : null
      if (current?.success) on.stale(current.data)
      return false
    } finally {
      sending.value = false
    }
  }
  return { sending, problem, errors, message, save }
}
