import type { OutboxItem } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useTabPage } from '../../../workspace/tabPage.ts'
import { callTarget, ticketTarget } from '../../../workspace/tabs.ts'
import type { CallDraft } from '../../calls/draft/callDraft.ts'
import { useCallDraftsStore } from '../../calls/draft/callDrafts.ts'
import { useDraftStore } from '../../tickets/operations/draftStore.ts'
import type { OperationValues } from '../../tickets/operations/values.ts'
import { keptFormOf } from '../entries.ts'
import { useOutboxStore } from '../outboxStore.ts'
import { followUpDraft, followUpEntry } from './followUp.ts'

const newKey = (): string => crypto.randomUUID()

/** What a person can do with an item of the outbox. */
export function useItemActions() {
  const outbox = useOutboxStore()
  const drafts = useCallDraftsStore()
  const operations = useDraftStore()
  const clock = useClockStore()
  const tab = useTabPage()

  /** Opens the form on the disk and in a tab; the refused item stays until the form takes its place. */
  async function openForm(draft: CallDraft): Promise<void> {
    const open = [...drafts.drafts.values()].find((other) => other.mends === draft.mends) ?? await drafts.adopt(draft)
    tab.open(callTarget(open.id, {}, open.fields.name || open.fields.phone))
  }
  /** Puts the text back into the form on the ticket's page. What is already being written there stays and comes first. */
  async function backToTicket(item: OutboxItem, values: Readonly<Record<string, unknown>>, no: string): Promise<void> {
    const operation = keptFormOf(item)?.operation
    if (!operation) return
    const begun = operations.find(no, operation)?.values
    const own = values as unknown as OperationValues
    const content = begun?.content.trim() ? `${begun.content.trim()}\n${own.content}` : own.content
    await operations.takeBack(no, operation, { ...own, ...begun, content })
    if (operations.failureFor(no, operation) === null) await outbox.discard(item.id)
    tab.open(ticketTarget(no))
  }
  /** The form that it was written in, with keys of its own: what was refused may be changed. */
  async function edit(item: OutboxItem): Promise<void> {
    const kept = keptFormOf(item)
    if (kept?.call) {
      const { call } = kept
      await openForm({ ...call, id: newKey(), ticketKey: newKey(), feedback: call.feedback ? { ...call.feedback, key: newKey() } : null, sent: null, mends: item.id })
    } else if (kept?.values && item.ticketNo) await backToTicket(item, kept.values, item.ticketNo)
  }
  const editFollowUp = (item: OutboxItem, ticket: Ticket): Promise<void> => openForm(followUpDraft(item, ticket, clock.now(), newKey))
  const sendFollowUp = (item: OutboxItem, ticket: Ticket): Promise<void> => outbox.mend(item.id, followUpEntry(item, ticket, clock.now(), newKey))
  /** As it is, under the same key: nothing was made of it, or the server answers with what was. */
  const resend = (item: OutboxItem): Promise<void> =>
    outbox.mend(item.id, { id: item.id, kind: item.kind, ticketNo: item.ticketNo, request: item.request, draft: item.draft, files: item.files, writtenAt: item.writtenAt })
  const look = (no: string): void => tab.open(ticketTarget(no))
  const discard = (item: OutboxItem): Promise<void> => outbox.discard(item.id)
  return { edit, editFollowUp, sendFollowUp, resend, look, discard }
}
export type ItemActions = ReturnType<typeof useItemActions>

/** Whether the page can put it back into a form. */
export const isEditable = (item: OutboxItem): boolean => {
  const kept = keptFormOf(item)
  return kept !== null && (kept.call !== null || (kept.values !== null && kept.operation !== null))
}
