import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { IncomingCall } from '#shared/contract/ipc.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { callForAttention } from '../../../api/bridge.ts'
import type { CallNews } from '../../../api/streamConnection.ts'
import { isMaskedPhone } from '../../../components/phoneText.ts'
import { i18n } from '../../../locales/i18n.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'
import { useWorkspaceStore } from '../../../stores/workspace.ts'
import { callTarget, keyOf } from '../../../workspace/tabs.ts'
import { askAhead } from '../caller/findCustomers.ts'
import { holdsWork, writtenPhone, type CallDraft, type Opening } from '../draft/callDraft.ts'
import { useCallDraftsStore } from '../draft/callDrafts.ts'
import { useTelephoneStore } from './telephone.ts'
import { isBeingWritten, mayComeToFront } from './typing.ts'

/** A call whose form opened behind another and that nobody has looked at yet. */
export interface WaitingCall { readonly draftId: string; readonly key: string; readonly phone: string; readonly at: string; readonly externalCallId: string }

/** Takes calls as they come: each gets a form and a tab of its own. */
export const useCallDeskStore = defineStore('callDesk', () => {
  const workspace = useWorkspaceStore()
  const drafts = useCallDraftsStore()
  const machine = useMachineStore()
  const telephone = useTelephoneStore()
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
  const draftOfCall = (externalId: string): CallDraft | undefined => [...drafts.drafts.values()].find((draft) => draft.externalCallId !== '' && draft.externalCallId === externalId)
  /** The form in front belongs to a call on which somebody waits or speaks: another call does not take its place. */
  function isOnCall(): boolean {
    const draft = drafts.drafts.get(workspace.active?.parameters.draftId ?? '')
    return draft !== undefined && telephone.isLive(draft.externalCallId, useClockStore().now())
  }
  const frontIsFree = (): boolean => mayComeToFront({ active: workspace.active, writing: isBeingWritten(document.activeElement), onCall: isOnCall() })

  /**
   * A call of the softphone, or of the telephone system. The same call reported again shows the form that it has.
   * @param callId of the call on the server, where it is known
   */
  function receive(call: IncomingCall, callId?: string): void {
    const known = call.callId ? draftOfCall(call.callId) : undefined
    const inFront = (known !== undefined && workspace.active?.parameters.draftId === known.id) || frontIsFree()
    const id = known?.id ?? crypto.randomUUID()
    if (inFront && !known) askAhead(call.phone)
    const key = open({ id, origin: 'softphone', phone: call.phone, line: call.line, externalCallId: call.callId, callId, calledAt: call.at }, !inFront)
    if (!inFront) arrived.value = [...arrived.value.filter((other) => other.key !== key), { draftId: id, key, phone: writtenPhone(call.phone), at: call.at, externalCallId: call.callId ?? '' }]
    callForAttention(inFront)
  }
  /**
   * What the telephone system tells of a call at this desk. Its first word opens the form, unless the softphone has; its end
   * leaves the form as it is.
   */
  function hear(news: CallNews): void {
    const { call, isNew } = telephone.hear(news)
    const known = draftOfCall(news.externalId)
    if (known) known.callId ??= news.id
    if (call.endedAt !== null) return
    if (isNew && !known) receive({ phone: news.phone, callId: news.externalId, line: news.line, at: call.ringingAt ?? news.at }, news.id)
    // Who lifts the receiver wants to see who it is.
    else if (news.event === 'answered' && known && frontIsFree()) showCall(news.externalId)
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
  /** Shows the form of a call, where it still has one. */
  function showCall(externalId: string): void {
    const draft = draftOfCall(externalId)
    if (!draft) return
    arrived.value = arrived.value.filter((other) => other.draftId !== draft.id)
    workspace.open(callTarget(draft.id, {}, writtenPhone(draft.fields.phone)))
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
    // The outbox has taken the form of a tab that did not come to be closed any more.
    for (const { key, kind, parameters } of machine.store ? workspace.tabs : []) {
      if (kind === 'call' && !drafts.drafts.has(parameters.draftId ?? '')) workspace.close(key)
    }
  }
  return { waiting, receive, hear, openTyped, openFollowUp, show, showCall, restore }
})
