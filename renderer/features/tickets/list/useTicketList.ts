import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { ComputedRef, Ref, ShallowRef } from 'vue'
import { API_ERRORS } from '#shared/contract/errors.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { client } from '../../../api/client.ts'
import { toProblem } from '../../../api/problem.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { throttled } from '../../../api/throttled.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useStreamStore } from '../../../stores/stream.ts'
import type { StreamNews } from '../../../stores/stream.ts'
import { currentCursor, firstPage, isFirstPage, nextPage, previousPage } from './cursorStack.ts'
import type { CursorStack } from './cursorStack.ts'
import { queryBody, settleQuery } from './listQuery.ts'
import type { ListQuery } from './listQuery.ts'
import { useTicketListStore } from './listStore.ts'
import type { ListMemory } from './listStore.ts'
import { mergeRows } from './mergeRows.ts'

/** Milliseconds between two quiet readings of a list in front while changes do not come by themselves. */
const REFRESH_INTERVAL = 30_000
/** Milliseconds between two quiet readings because something changed. */
const CHANGE_INTERVAL = 1_500
/** A list that comes to the front, or whose window does, is read again unless it is newer than this. Milliseconds. */
const FRESH_ENOUGH = 4_000
/** Seconds until the next try where the server names none. */
const USUAL_RETRY = 20

/** A page as it was read. */
export interface LoadedPage {
  readonly rows: readonly Ticket[]
  readonly nextCursor: string | null
  readonly total: number
  readonly totalIsExact: boolean
  /** Milliseconds, the server's time. */
  readonly at: number
  readonly cursors: CursorStack
  readonly query: ListQuery
}

/** `wanted`: somebody asked and waits; `quiet`: the list keeps itself up to date. */
export type Reading = 'wanted' | 'quiet'

export interface TicketList {
  readonly memory: ListMemory
  readonly page: Readonly<ShallowRef<LoadedPage | null>>
  readonly reading: Readonly<Ref<Reading | null>>
  /** Whole seconds that the present wanted reading has taken. */
  readonly seconds: Readonly<Ref<number>>
  readonly problem: Readonly<ShallowRef<ApiProblem | null>>
  /** The failure hides the rows: somebody asked for others and they did not come. */
  readonly failed: ComputedRef<boolean>
  /** The first reading was cancelled, so there is nothing to show. */
  readonly cancelled: Readonly<Ref<boolean>>
  /** Seconds until the next try; null where none is planned. */
  readonly retryIn: ComputedRef<number | null>
  readonly ask: (change: Partial<ListQuery>) => void
  /** @returns whether the rows came */
  readonly reload: (kind?: Reading) => Promise<boolean>
  readonly cancel: () => void
  readonly goNext: () => Promise<boolean>
  readonly goPrevious: () => Promise<boolean>
  /** Shows the rows of the last success again although a newer reading failed. */
  readonly showLast: () => void
}

const mayRetry = (problem: ApiProblem): boolean =>
  problem.code in API_ERRORS && API_ERRORS[problem.code as keyof typeof API_ERRORS].retryable

/**
 * Reads a list and keeps it up to date: when something changes, when its window or tab comes to the front, and every 30 s
 * while changes do not come by themselves.
 * @param active whether the list's tab is in front
 */
export function useTicketList(tab: TicketTabId, active: () => boolean): TicketList {
  const clock = useClockStore()
  const stream = useStreamStore()
  const store = useTicketListStore()
  const memory = store.memoryOf(tab)
  const page = shallowRef<LoadedPage | null>(null)
  const reading = ref<Reading | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const cancelled = ref(false)
  const failedKind = ref<Reading>('wanted')
  /** Milliseconds of this machine's clock. */
  const retryAt = ref<number | null>(null)
  const startedAt = ref(0)
  const tick = ref(Date.now())
  let abort: AbortController | undefined
  /** Something changed while nobody looked. */
  let stale = false

  const failed = computed(() => problem.value !== null && (page.value === null || failedKind.value === 'wanted'))
  const seconds = computed(() => (reading.value === 'wanted' ? Math.max(0, Math.floor((tick.value - startedAt.value) / 1000)) : 0))
  const retryIn = computed(() => (retryAt.value === null ? null : Math.max(0, Math.ceil((retryAt.value - tick.value) / 1000))))

  function take(error: unknown, kind: Reading): void {
    const failure = toProblem(error)
    if (failure.code === 'cancelled') return
    // A cursor of an earlier version of the list: from the start again.
    if ((failure.status === 422 || failure.status === 400) && !isFirstPage(memory.cursors)) {
      memory.cursors = firstPage
      void reload(kind)
      return
    }
    problem.value = failure
    failedKind.value = kind
    retryAt.value = mayRetry(failure) ? Date.now() + (failure.retryAfter ?? USUAL_RETRY) * 1000 : null
  }

  async function reload(kind: Reading = 'wanted'): Promise<boolean> {
    if (kind === 'quiet' && reading.value !== null) return false
    abort?.abort()
    const mine = new AbortController()
    abort = mine
    reading.value = kind
    cancelled.value = false
    retryAt.value = null
    startedAt.value = Date.now()
    tick.value = startedAt.value
    stale = false
    const { cursors, query } = memory
    try {
      const answer = await client.queryTickets({ body: queryBody(tab, query, currentCursor(cursors)) }, { signal: mine.signal })
      if (abort !== mine) return false
      if (answer.items.length === 0 && !isFirstPage(cursors)) {
        // The page behind the last one: what stood on it is gone.
        memory.cursors = previousPage(cursors)
        reading.value = null
        return await reload(kind)
      }
      page.value = {
        rows: mergeRows(page.value?.rows ?? [], answer.items), nextCursor: answer.nextCursor,
        total: answer.total, totalIsExact: answer.totalIsExact, at: clock.now(), cursors, query,
      }
      problem.value = null
      return true
    } catch (error) {
      if (abort === mine) take(error, kind)
      return false
    } finally {
      if (abort === mine) {
        abort = undefined
        reading.value = null
      }
    }
  }

  function cancel(): void {
    if (!abort) return
    abort.abort()
    abort = undefined
    reading.value = null
    if (page.value === null) cancelled.value = true
    else showLast()
  }
  function ask(change: Partial<ListQuery>): void {
    memory.query = settleQuery({ ...memory.query, ...change })
    memory.cursors = firstPage
    memory.scrollTop = 0
    memory.currentNo = null
    void reload()
  }
  async function goTo(cursors: CursorStack): Promise<boolean> {
    if (cursors.length === memory.cursors.length) return false
    const before = memory.cursors
    memory.cursors = cursors
    const came = await reload()
    if (!came && problem.value !== null && memory.cursors.length === cursors.length) memory.cursors = before
    return came
  }
  const goNext = (): Promise<boolean> => goTo(nextPage(memory.cursors, page.value?.nextCursor ?? null))
  const goPrevious = (): Promise<boolean> => goTo(previousPage(memory.cursors))
  /** What is shown and what the filters say belong together, so both go back. */
  function showLast(): void {
    if (page.value === null) return
    memory.query = page.value.query
    memory.cursors = page.value.cursors
    problem.value = null
    retryAt.value = null
  }

  const isSeen = (): boolean => active() && document.visibilityState === 'visible'
  function refreshUnlessFresh(): void {
    if (!isSeen()) return
    if (page.value === null || stale || clock.now() - page.value.at > FRESH_ENOUGH) void reload(page.value === null ? 'wanted' : 'quiet')
  }
  function beat(): void {
    tick.value = Date.now()
    if (!isSeen()) return
    if (retryAt.value !== null && tick.value >= retryAt.value) void reload(failed.value ? 'wanted' : 'quiet')
    else if (retryAt.value === null && reading.value === null && page.value && problem.value === null && clock.now() - page.value.at >= stream.pace(REFRESH_INTERVAL)) void reload('quiet')
  }
  const refreshSoon = throttled(async () => {
    if (!isSeen()) stale = true
    // A reading under way may have begun before the change; a failure has a next try of its own.
    else if (reading.value !== null) return 'busy'
    else if (page.value !== null && problem.value === null) await reload('quiet')
    return 'done'
  }, CHANGE_INTERVAL)
  function dropRow(no: string): void {
    const shown = page.value
    if (!shown?.rows.some((row) => row.no === no)) return
    page.value = { ...shown, rows: shown.rows.filter((row) => row.no !== no), total: Math.max(0, shown.total - 1) }
  }
  function onNews(news: StreamNews): void {
    if (news.type === 'gone') dropRow(news.ticketNo)
    if (isSeen()) refreshSoon.ask()
    else stale = true
  }
  const endNews = stream.subscribeAll(onNews)
  let heart: ReturnType<typeof setInterval> | undefined
  onMounted(() => {
    heart = setInterval(beat, 500)
    window.addEventListener('focus', refreshUnlessFresh)
    document.addEventListener('visibilitychange', refreshUnlessFresh)
    if (active()) void reload()
  })
  onBeforeUnmount(() => {
    endNews()
    refreshSoon.end()
    clearInterval(heart)
    window.removeEventListener('focus', refreshUnlessFresh)
    document.removeEventListener('visibilitychange', refreshUnlessFresh)
    abort?.abort()
  })
  watch(active, (inFront) => { if (inFront) refreshUnlessFresh() })
  watch(() => store.presets.get(tab), () => {
    memory.cursors = firstPage
    if (active() || page.value) void reload()
  })

  return { memory, page, reading, seconds, problem, failed, cancelled, retryIn, ask, reload, cancel, goNext, goPrevious, showLast }
}
