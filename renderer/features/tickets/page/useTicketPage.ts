import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch, type ComputedRef } from 'vue'
import type { ExplainedDeadline } from '#shared/contract/deadlines.ts'
import type { FollowUpRecord, LogEntry } from '#shared/contract/history.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../api/client.ts'
import { ApiProblem, toProblem } from '../../../api/problem.ts'
import { throttled } from '../../../api/throttled.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { useStreamStore, type StreamNews } from '../../../stores/stream.ts'
import { mayShowSeen, useSeenTickets } from './seenTickets.ts'
import { changesBetween, hasChanges, hasNewHistory, type TicketChanges } from './ticketChanges.ts'

/** Milliseconds between two looks at an open page while changes do not come by themselves. */
const INTERVAL = 15_000
/** Milliseconds between two looks because something changed: one operation makes several events. */
const CHANGE_INTERVAL = 300
/** Milliseconds in which the answer to the person's own operation comes; until then its event is nothing new. */
const OWN_ANSWER = 1_500

/** What the page shows besides the ticket itself. */
interface History { records: readonly FollowUpRecord[]; deadlines: readonly ExplainedDeadline[]; log: readonly LogEntry[] }
/** The parts that could not be read; the page says so where they would stand. */
export type FailedParts = Readonly<Partial<Record<keyof History, ApiProblem>>>

async function settle<Answer>(promise: Promise<{ items: Answer[] }>): Promise<Answer[] | ApiProblem> {
  try {
    return (await promise).items
  } catch (error) {
    return toProblem(error)
  }
}

/**
 * Reads a ticket with its history and keeps it up to date: at once when it changes, on focus and when the tab comes to the
 * front, and every 15 s while changes do not come by themselves.
 * What changed meanwhile is kept in `changes` until {@link acknowledge}; the person's own operations are none.
 * @param active whether the page is in front
 */
export function useTicketPage(no: () => string, active: ComputedRef<boolean>) {
  const ticket = shallowRef<Ticket | null>(null)
  const history = shallowRef<History>({ records: [], deadlines: [], log: [] })
  const failedParts = shallowRef<FailedParts>({})
  const problem = shallowRef<ApiProblem | null>(null)
  const loading = ref(false)
  /** The ticket was shown here and is no longer this person's to see. */
  const gone = ref(false)
  const startedAt = ref<number | null>(null)
  /** What changed since the person last said that he saw it, and when it was noticed, ms. */
  const changes = shallowRef<TicketChanges | null>(null)
  const changedAt = ref<number | null>(null)
  /** What the person has seen: the base of `changes`. */
  const seen = shallowRef<{ ticket: Ticket; records: readonly FollowUpRecord[] } | null>(null)
  /** The server is away, and this is what this machine saw last, then; ISO 8601. */
  const seenAt = ref<string | null>(null)
  const seenTickets = useSeenTickets()
  let controller: AbortController | null = null
  let timer: ReturnType<typeof setInterval> | undefined
  let lookedAt = 0
  /** How often deadlines were recomputed, and how often of that the history was read. */
  let recomputed = 0
  let recomputedRead = 0
  const stream = useStreamStore()
  const session = useSessionStore()

  async function readHistory(signal: AbortSignal): Promise<void> {
    const request = { params: { no: no() } }
    const [records, deadlines, log] = await Promise.all([
      settle(client.getTicketRecords(request, { signal })), settle(client.getTicketDeadlines(request, { signal })), settle(client.getTicketLog(request, { signal })),
    ])
    if (signal.aborted) return
    const before = history.value
    history.value = {
      records: Array.isArray(records) ? records : before.records,
      deadlines: Array.isArray(deadlines) ? deadlines : before.deadlines,
      log: Array.isArray(log) ? log : before.log,
    }
    failedParts.value = Object.fromEntries(Object.entries({ records, deadlines, log }).filter(([, answer]) => !Array.isArray(answer)))
  }

  function compare(): void {
    if (!ticket.value) return
    const now = { ticket: ticket.value, records: history.value.records }
    if (!seen.value) { seen.value = now; return }
    const found = changesBetween(seen.value, now)
    if (!hasChanges(found)) return
    changes.value = found
    changedAt.value = Date.now()
  }

  /** Reads everything; the page keeps what it shows until the answer is there. */
  async function load(): Promise<void> {
    controller?.abort()
    const own = new AbortController()
    controller = own
    loading.value = true
    startedAt.value = Date.now()
    lookedAt = startedAt.value
    try {
      const [answer] = await Promise.all([client.getTicket({ params: { no: no() } }, { signal: own.signal }), readHistory(own.signal)])
      if (own.signal.aborted) return
      ticket.value = answer
      problem.value = null
      gone.value = false
      seenAt.value = null
      seenTickets.remember(answer, history.value.records)
      compare()
    } catch (error) {
      const found = toProblem(error)
      if (!own.signal.aborted && !(await showSeen(found, own.signal))) fail(found)
    } finally {
      if (controller === own) loading.value = false
    }
  }
  /** Without the server a page that shows nothing yet shows what this machine saw last. @returns whether it does */
  async function showSeen(found: ApiProblem, signal: AbortSignal): Promise<boolean> {
    if (ticket.value || !mayShowSeen(found)) return false
    const last = await seenTickets.recall(no())
    if (!last || signal.aborted) return false
    history.value = { ...history.value, records: last.records }
    ticket.value = last.ticket
    seenAt.value = last.seenAt
    seen.value = { ticket: last.ticket, records: last.records }
    return true
  }
  /** What may no longer be seen is not kept either. */
  function vanish(): void {
    controller?.abort()
    loading.value = false
    gone.value = true
    problem.value = null
    ticket.value = null
    history.value = { records: [], deadlines: [], log: [] }
    seen.value = null
    changes.value = null
    changedAt.value = null
  }
  function fail(found: ApiProblem): void {
    if (found.status === 404 && (ticket.value || gone.value)) vanish()
    else problem.value = found
  }
  /**
   * Looks whether the ticket changed; reads its history only then. A failure shows in the connection state alone.
   * @returns whether it saw; not while something else is read, or where that came first
   */
  async function look(): Promise<boolean> {
    const known = ticket.value
    if (!known || loading.value) return false
    lookedAt = Date.now()
    const heard = recomputed
    const own = new AbortController()
    controller = own
    try {
      const answer = await client.getTicket({ params: { no: known.no } }, { signal: own.signal })
      if (own.signal.aborted || ticket.value !== known) return false
      if (hasNewHistory(known, answer) || heard > recomputedRead || Object.keys(failedParts.value).length > 0) await readHistory(own.signal)
      if (own.signal.aborted || ticket.value !== known) return false
      recomputedRead = heard
      ticket.value = answer
      seenAt.value = null
      seenTickets.remember(answer, history.value.records)
      problem.value = null
      compare()
    } catch (error) {
      const found = toProblem(error)
      // Soon again, although changes come by themselves: this one was missed.
      lookedAt = Date.now() - stream.pace(INTERVAL) + INTERVAL
      // Gone or no longer his: the page may not go on showing it.
      if (!own.signal.aborted && (found.status === 404 || found.status === 403)) fail(found)
      return !own.signal.aborted
    }
    return true
  }
  /** Takes the ticket as the person's own operation left it. */
  async function accept(answer: Ticket): Promise<void> {
    controller?.abort()
    const own = new AbortController()
    controller = own
    ticket.value = answer
    await readHistory(own.signal)
    if (own.signal.aborted) return
    acknowledge()
  }
  /** Takes the present ticket that came with a refusal; it is new to the person. */
  async function confront(answer: Ticket): Promise<void> {
    controller?.abort()
    const own = new AbortController()
    controller = own
    await readHistory(own.signal)
    if (own.signal.aborted) return
    ticket.value = answer
    compare()
  }
  /** The person has seen what changed. */
  function acknowledge(): void {
    seen.value = ticket.value ? { ticket: ticket.value, records: history.value.records } : null
    changes.value = null
    changedAt.value = null
  }
  function cancel(): void {
    controller?.abort()
    loading.value = false
    if (!ticket.value) problem.value = new ApiProblem({ status: 0, code: 'cancelled' })
  }

  const isSeen = (): boolean => active.value && document.visibilityState === 'visible'
  const lookSoon = throttled(async () => {
    // Out of sight it looks when it comes back; see lookIfSeen.
    if (!isSeen() || (!ticket.value && !loading.value)) return 'done'
    return (await look()) ? 'done' : 'busy'
  }, CHANGE_INTERVAL)
  const ownAnswers = new Set<ReturnType<typeof setTimeout>>()
  function lookAfterAnswer(version: number): void {
    const timer = setTimeout(() => {
      ownAnswers.delete(timer)
      if ((ticket.value?.version ?? 0) < version) lookSoon.ask()
    }, OWN_ANSWER)
    ownAnswers.add(timer)
  }
  function onNews(news: StreamNews): void {
    if (news.type === 'change' && news.event === 'deadlines_recomputed') recomputed++
    if (news.type === 'gone') vanish()
    else if (gone.value) { if (news.type === 'change') void load() }
    else if (news.type === 'change' && news.byUserId !== null && news.byUserId === session.user?.id) lookAfterAnswer(news.version)
    else lookSoon.ask()
  }
  let endNews = stream.subscribe(no(), onNews)

  const lookIfSeen = (): void => {
    if (!isSeen()) return
    const mayPass = problem.value !== null && (problem.value.status >= 500 || problem.value.code === 'server_unreachable')
    if (ticket.value) void look()
    else if (mayPass && !loading.value) void load()
  }
  onMounted(() => {
    void load()
    timer = setInterval(() => { if (Date.now() - lookedAt >= stream.pace(INTERVAL)) lookIfSeen() }, INTERVAL / 5)
    window.addEventListener('focus', lookIfSeen)
    document.addEventListener('visibilitychange', lookIfSeen)
  })
  onBeforeUnmount(() => {
    endNews()
    lookSoon.end()
    ownAnswers.forEach(clearTimeout)
    clearInterval(timer)
    controller?.abort()
    window.removeEventListener('focus', lookIfSeen)
    document.removeEventListener('visibilitychange', lookIfSeen)
  })
  watch(active, lookIfSeen)
  watch(no, () => {
    endNews()
    endNews = stream.subscribe(no(), onNews)
    gone.value = false
    seenAt.value = null
    ticket.value = null
    history.value = { records: [], deadlines: [], log: [] }
    seen.value = null
    changes.value = null
    void load()
  })

  return {
    ticket, history, failedParts, problem, gone, loading, startedAt, changes, changedAt, seen, seenAt,
    newRecordIds: computed(() => new Set(changes.value?.records.map((record) => record.id) ?? [])),
    load, look, accept, confront, acknowledge, cancel,
  }
}

export type TicketPageState = ReturnType<typeof useTicketPage>
