import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Approval } from '#shared/contract/approval.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useApprovalsStore } from '../../../stores/approvals.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useCountsStore } from '../../../stores/counts.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { useApprovalCommentsStore } from './commentStore.ts'
import { decidedOf, idsBetween, nextAfter, pendingOf, stillSelectable } from './queueOrder.ts'
import { sendDecisions, type Decision, type DecisionResult } from './sendDecisions.ts'

/** Milliseconds between two readings of a queue in front. */
const INTERVAL = 10_000
/** How long the confirmation of a decision stays, ms. */
const CONFIRMED_FOR = 4_000

/** What became of the request in front: shown until the next one. */
export interface Confirmation { readonly no: string; readonly decision: Decision['decision']; readonly opened: boolean; readonly left: number }
/** What became of several requests, row by row; stays until it is closed. */
export interface Report { readonly decision: Decision['decision']; readonly results: readonly DecisionResult[]; readonly asked: number; readonly problem: ApiProblem | null }

/** What the queue has to know of its page. */
export interface QueuePage {
  /** Whether the page is in front. */
  readonly active: () => boolean
  /** Whether the first request opens by itself; not on a phone, where it would hide the list. */
  readonly opensFirst: () => boolean
  /** Whether the person works through the requests; who only reads them is shown the last outcome instead of an empty page. */
  readonly decides: () => boolean
}

/**
 * The behaviour of a queue: which request is in front, which are selected, deciding one or many, and what others do
 * meanwhile.
 */
export function useApprovalQueue(kind: RequestKind, { active, opensFirst, decides }: QueuePage) {
  const store = useApprovalsStore()
  const comments = useApprovalCommentsStore()
  const session = useSessionStore()
  const clock = useClockStore()
  const counts = useCountsStore()
  const queue = store.queues[kind]

  const currentId = ref<string | null>(null)
  const selected = ref<ReadonlySet<string>>(new Set())
  const sending = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const refusal = shallowRef<DecisionResult | null>(null)
  const confirmation = shallowRef<Confirmation | null>(null)
  const report = shallowRef<Report | null>(null)
  /** As the request in front was last seen: it stays there when the list no longer has it. */
  const lastSeen = shallowRef<Approval | null>(null)
  /** Whether the request in front could be decided when it was opened. */
  const openedToDecide = ref(false)
  /** Where the request in front stands, or stood, among the pending ones. */
  let lastIndex = 0
  /** Where a selection by Shift begins. */
  let anchor: string | null = null
  let confirmationTimer: ReturnType<typeof setTimeout> | undefined

  const pending = computed(() => pendingOf(queue.items))
  const decided = computed(() => decidedOf(queue.items))
  const rows = computed(() => [...pending.value, ...decided.value])
  const current = computed(() => (currentId.value === null ? null : (queue.items.find((one) => one.id === currentId.value) ?? lastSeen.value)))
  /** The request in front was decided or became void elsewhere while it was open. */
  const taken = computed(() => openedToDecide.value && current.value !== null && !pending.value.some((one) => one.id === currentId.value))

  /** What was typed for a request that is over and left behind is of no more use. */
  function leave(): void {
    if (taken.value && currentId.value !== null) comments.drop(currentId.value)
  }
  function show(approval: Approval | null): void {
    if (approval?.id === currentId.value) return
    leave()
    currentId.value = approval?.id ?? null
    lastSeen.value = approval
    openedToDecide.value = approval !== null && approval.state === 'pending' && approval.mayDecide
    problem.value = null
    refusal.value = null
    const at = pending.value.findIndex((one) => one.id === approval?.id)
    if (at >= 0) lastIndex = at
  }
  /** Goes up or down; from a request that has left the queue to the one in its place. */
  function move(steps: 1 | -1): void {
    if (taken.value) return show(steps > 0 ? nextAfter(lastIndex, pending.value) : (pending.value[Math.max(0, lastIndex - 1)] ?? null))
    const at = rows.value.findIndex((one) => one.id === currentId.value)
    const to = at < 0 ? 0 : Math.max(0, Math.min(rows.value.length - 1, at + steps))
    const target = rows.value[to]
    if (target) show(target)
  }
  const selectable = (id: string): boolean => pending.value.some((one) => one.id === id && one.mayDecide)
  function toggle(id: string): void {
    if (!selectable(id)) return
    const next = new Set(selected.value)
    if (!next.delete(id)) next.add(id)
    selected.value = next
    anchor = id
  }
  /** Selects everything from the last chosen row to this one. */
  function selectTo(id: string): void {
    const ids = idsBetween(pending.value, anchor ?? currentId.value, id).filter(selectable)
    selected.value = new Set([...selected.value, ...ids])
  }
  function extend(steps: 1 | -1): void {
    if (currentId.value !== null && selected.value.size === 0) anchor = currentId.value
    move(steps)
    if (currentId.value !== null) selectTo(currentId.value)
  }
  const clearSelection = (): void => { selected.value = new Set() }

  function confirm(made: Confirmation): void {
    confirmation.value = made
    clearTimeout(confirmationTimer)
    confirmationTimer = setTimeout(() => { confirmation.value = null }, CONFIRMED_FOR)
  }
  /** Moves what was decided out of the pending ones and reads the truth after it. */
  function settle(decision: Decision['decision'], results: readonly DecisionResult[], comment: string): void {
    const done = results.filter((result) => result.outcome === 'decided')
    const state = decision === 'approve' ? 'approved' : 'rejected'
    const facts: Partial<Approval> = { state, decidedAt: new Date(clock.now()).toISOString(), decidedBy: session.user?.name ?? null, comment: comment.trim() || null }
    store.settle(kind, new Map(done.map((result) => [result.id, facts])))
    for (const result of done) comments.drop(result.id)
    void counts.refresh()
    void store.read(kind)
  }

  /**
   * Decides the request in front; the next one then opens by itself.
   * @param visitAt the visit date that is granted (ISO 8601); undefined for other requests
   */
  async function decide(decision: Decision['decision'], visitAt?: string): Promise<boolean> {
    const approval = current.value
    if (sending.value || !approval || approval.state !== 'pending' || !approval.mayDecide) return false
    const comment = comments.find(approval.id)
    sending.value = true
    problem.value = null
    refusal.value = null
    try {
      let result: DecisionResult | undefined
      const one: Decision = { id: approval.id, decision, comment: comment.trim() || null, ...(decision === 'approve' && visitAt ? { visitAt } : {}) }
      await sendDecisions([one], (results) => { result = results[0] })
      if (!result) return false
      if (result.outcome === 'refused') {
        refusal.value = result
        void store.read(kind)
        void counts.refresh()
        return false
      }
      const at = pending.value.findIndex((other) => other.id === approval.id)
      const index = at < 0 ? lastIndex : at
      settle(decision, [result], comment)
      const next = currentId.value === approval.id ? nextAfter(index, pending.value) : null
      if (currentId.value === approval.id) {
        openedToDecide.value = false
        show(next)
      }
      confirm({ no: approval.ticketNo, decision, opened: next !== null, left: pending.value.length })
      return true
    } catch (error) {
      problem.value = toProblem(error)
      return false
    } finally {
      sending.value = false
    }
  }
  /** Decides the selected requests, each on its own; a report says what became of each. */
  async function decideSelected(decision: Decision['decision'], comment: string): Promise<void> {
    const ids = pending.value.filter((one) => selected.value.has(one.id)).map((one) => one.id)
    if (sending.value || ids.length === 0) return
    sending.value = true
    const results: DecisionResult[] = []
    let failure: ApiProblem | null = null
    const frontIndex = lastIndex
    try {
      await sendDecisions(ids.map((id) => ({ id, decision, comment: (comment.trim() || comments.find(id).trim()) || null })), (part) => results.push(...part))
    } catch (error) {
      failure = toProblem(error)
    } finally {
      sending.value = false
    }
    report.value = { decision, results, asked: ids.length, problem: failure }
    const frontDecided = results.some((result) => result.id === currentId.value && result.outcome === 'decided')
    settle(decision, results, comment)
    selected.value = new Set([...selected.value].filter((id) => !results.some((result) => result.id === id)))
    if (frontDecided) {
      openedToDecide.value = false
      show(nextAfter(Math.min(frontIndex, pending.value.length - 1), pending.value))
    }
  }

  watch(() => queue.items, (items) => {
    selected.value = stillSelectable(selected.value, items)
    const seen = items.find((one) => one.id === currentId.value)
    if (seen) {
      lastSeen.value = seen
      const at = pending.value.findIndex((one) => one.id === seen.id)
      if (at >= 0) lastIndex = at
      if (seen.state === 'pending' && seen.mayDecide) openedToDecide.value = true
    }
    if (currentId.value === null && opensFirst()) show(pending.value[0] ?? (decides() ? null : (decided.value[0] ?? null)))
  }, { immediate: true })

  const lookIfSeen = (): void => { if (active() && document.visibilityState === 'visible') void store.read(kind) }
  const end = store.open(kind)
  let timer: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    void store.read(kind)
    timer = setInterval(lookIfSeen, INTERVAL)
    window.addEventListener('focus', lookIfSeen)
    document.addEventListener('visibilitychange', lookIfSeen)
  })
  onBeforeUnmount(() => {
    end()
    comments.flush()
    clearInterval(timer)
    clearTimeout(confirmationTimer)
    window.removeEventListener('focus', lookIfSeen)
    document.removeEventListener('visibilitychange', lookIfSeen)
  })
  watch(active, (inFront) => { if (inFront) lookIfSeen() })

  return {
    queue, rows, pending, decided, current, currentId, taken, selected, sending, problem, refusal, confirmation, report,
    show, move, toggle, selectTo, extend, clearSelection, decide, decideSelected,
    reload: () => store.read(kind), cancel: () => store.cancel(kind), readMore: () => store.readMore(kind),
  }
}

export type ApprovalQueue = ReturnType<typeof useApprovalQueue>
