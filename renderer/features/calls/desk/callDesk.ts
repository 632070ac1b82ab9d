import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { IncomingCall } from '#shared/contract/ipc.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { isMaskedPhone } from '../../../components/phoneText.ts'
import { i18n } from '../../../locales/i18n.ts'
import { useWorkspaceStore } from '../../../stores/workspace.ts'
import { callTarget, keyOf } from '../../../workspace/tabs.ts'
import { holdsWork, writtenPhone, type Opening } from '../draft/callDraft.ts'
import { useCallDraftsStore } from '../draft/callDrafts.ts'
import { isBeingWritten, mayComeToFront } from './typing.ts'

/** A call whose form opened behind another and that nobody has looked at yet. */
export interface WaitingCall { readonly draftId: string; readonly key: string; readonly phone: string; readonly at: string }

/** Takes calls as they come: each gets a form and a tab of its own. */
export const useCallDeskStore = defineStore('callDesk', () => {
  const workspace = useWorkspaceStore()
  const drafts = useCallDraftsStore()
  const arrived = ref<WaitingCall[]>([])
  /** Calls nobody has looked at yet, for the call state on top; seen is what was in front once. */
  const waiting = computed(() => arrived.value.filter((call) => call.key !== workspace.activeKey && workspace.tabs.some((tab) => tab.key === call.key)))

  function open(opening: Opening, inBackground: boolean): string {
    drafts.ensure(opening)
    const who = writtenPhone(opening.phone ?? '')
    const target = callTarget(opening.id, {}, who && inBackground ? i18n.global.t('call.title.waiting', { who }) : who)
    workspace.open(target, inBackground)
    return keyOf(target)
  }
  /** A call of the softphone. The same call reported again shows the form that it has. */
  function receive(call: IncomingCall): void {
    const known = call.callId ? [...drafts.drafts.values()].find((draft) => draft.externalCallId === call.callId) : undefined
    const inFront = mayComeToFront({ active: workspace.active, writing: isBeingWritten(document.activeElement) })
    const id = known?.id ?? crypto.randomUUID()
    const key = open({ id, origin: 'softphone', phone: call.phone, line: call.line, externalCallId: call.callId, calledAt: call.at }, !inFront)
    if (!inFront && key !== workspace.activeKey) arrived.value = [...arrived.value.filter((other) => other.key !== key), { draftId: id, key, phone: writtenPhone(call.phone), at: call.at }]
  }
  /** A number that the agent typed, or none: an empty form. */
  function openTyped(phone = ''): void {
    open({ id: crypto.randomUUID(), origin: phone ? 'typed' : 'blank', phone }, false)
  }
  /** A new ticket that continues a closed one: its customer and its number are filled in, the rest is asked. */
  function openFollowUp(ticket: Pick<Ticket, 'no' | 'customer'>): void {
    open({ id: crypto.randomUUID(), origin: 'typed', phone: ticket.customer.phones.find((phone) => !isMaskedPhone(phone)) ?? '', customerId: ticket.customer.id, followUpOf: ticket.no }, false)
  }
  /** Shows the form of a waiting call. */
  function show(call: WaitingCall): void {
    arrived.value = arrived.value.filter((other) => other.key !== call.key)
    workspace.activate(call.key)
  }
  /** After a start: forms with work in them get their tabs back and the mark that they hold text; untouched ones without a tab go. */
  function restore(): void {
    for (const draft of [...drafts.drafts.values()]) {
      const key = keyOf(callTarget(draft.id))
      if (holdsWork(draft)) {
        if (!workspace.tabs.some((tab) => tab.key === key)) workspace.open(callTarget(draft.id, {}, writtenPhone(draft.fields.phone)), true)
        workspace.change(key, { dirty: true })
      } else if (!workspace.tabs.some((tab) => tab.key === key)) drafts.remove(draft.id)
    }
  }
  return { waiting, receive, openTyped, openFollowUp, show, restore }
})
