import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { DeadLetter } from '#shared/contract/channel.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { OUTSIDE_CHANNELS } from '#shared/domain/notices.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { currentCursor, firstPage, nextPage, previousPage, type CursorStack } from '../../tickets/list/cursorStack.ts'
import { useDeadLetterFilter } from './deadLetterFilter.ts'

export const PAGE_SIZE = 50
/** Milliseconds between two quiet readings of the page in front. */
const INTERVAL = 15_000

interface LoadedLetters {
  readonly rows: readonly DeadLetter[]
  readonly nextCursor: string | null
  readonly total: number
  readonly totalIsExact: boolean
  readonly cursors: CursorStack
  readonly channel: OutsideChannel | 'all'
  /** Milliseconds, the server's time. */
  readonly at: number
}
/** What became of sending again. */
export interface ResendReport {
  readonly asked: number
  readonly resent: number
  /** Of those that stay: their channel is off. */
  readonly off: number
}

/**
 * The messages that could not be delivered, page by page, and sending them again.
 * @param active whether the page is in front
 */
export function useDeadLetters(active: () => boolean) {
  const clock = useClockStore()
  const filter = useDeadLetterFilter()
  const page = shallowRef<LoadedLetters | null>(null)
  const counts = shallowRef<Readonly<Partial<Record<OutsideChannel | 'all', number>>>>({})
  const cursors = ref<CursorStack>(firstPage)
  const reading = ref(false)
  /** Whether somebody waits for the reading. */
  const wanted = ref(false)
  const startedAt = ref(0)
  const tick = ref(Date.now())
  const cancelled = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const sending = ref(false)
  const sendProblem = shallowRef<ApiProblem | null>(null)
  const report = shallowRef<ResendReport | null>(null)
  const currentId = ref<string | null>(null)
  let abort: AbortController | undefined
  let heart: ReturnType<typeof setInterval> | undefined

  const rows = computed(() => page.value?.rows ?? [])
  const seconds = computed(() => (wanted.value ? Math.max(0, Math.floor((tick.value - startedAt.value) / 1000)) : 0))

  /** How many each channel has, for the filter; without them it has no numbers. */
  async function readCounts(): Promise<void> {
    try {
      const { items } = await client.listChannels()
      const found: Partial<Record<OutsideChannel | 'all', number>> = { all: items.reduce((sum, one) => sum + one.dead, 0) }
      for (const channel of OUTSIDE_CHANNELS) found[channel] = items.find((one) => one.channel === channel)?.dead ?? 0
      counts.value = found
    } catch {
      counts.value = {}
    }
  }
  async function reload(quiet = false): Promise<boolean> {
    if (quiet && reading.value) return false
    abort?.abort()
    const mine = new AbortController()
    abort = mine
    reading.value = true
    wanted.value = !quiet
    cancelled.value = false
    startedAt.value = Date.now()
    tick.value = startedAt.value
    const { channel } = filter
    const asked = cursors.value
    const cursor = currentCursor(asked)
    void readCounts()
    try {
      const { items, ...answer } = await client.listDeadLetters({ query: { limit: PAGE_SIZE, ...(channel === 'all' ? {} : { channel }), ...(cursor === null ? {} : { cursor }) } }, { signal: mine.signal })
      if (abort !== mine) return false
      // The page behind the last one: what stood on it has been sent.
      if (items.length === 0 && asked.length > 1) {
        cursors.value = previousPage(asked)
        return await reload(quiet)
      }
      page.value = { rows: items, ...answer, cursors: asked, channel, at: clock.now() }
      problem.value = null
      return true
    } catch (error) {
      if (abort === mine) problem.value = toProblem(error)
      return false
    } finally {
      if (abort === mine) {
        reading.value = false
        wanted.value = false
        abort = undefined
      }
    }
  }
  function cancel(): void {
    abort?.abort()
    abort = undefined
    reading.value = false
    wanted.value = false
    if (page.value === null) cancelled.value = true
    else {
      filter.channel = page.value.channel
      cursors.value = page.value.cursors
    }
  }
  async function goTo(next: CursorStack): Promise<boolean> {
    const before = cursors.value
    if (next.length === before.length) return false
    cursors.value = next
    const came = await reload()
    if (!came && cursors.value === next) cursors.value = before
    return came
  }
  const goNext = (): Promise<boolean> => goTo(nextPage(cursors.value, page.value?.nextCursor ?? null))
  const goPrevious = (): Promise<boolean> => goTo(previousPage(cursors.value))

  /** @param ids none: every one of the channel that is shown */
  async function resend(ids: readonly string[] | null): Promise<boolean> {
    if (sending.value) return false
    sending.value = true
    sendProblem.value = null
    report.value = null
    const { channel } = filter
    const asked = ids?.length ?? page.value?.total ?? 0
    try {
      const answer = await client.resendDeadLetters({ body: ids ? { ids: [...ids] } : { all: true, ...(channel === 'all' ? {} : { channel }) } })
      report.value = { asked, ...answer }
      await reload(false)
      return true
    } catch (error) {
      sendProblem.value = toProblem(error)
      return false
    } finally {
      sending.value = false
    }
  }
  watch(() => filter.channel, (channel) => {
    if (page.value?.channel === channel && !reading.value) return
    cursors.value = firstPage
    currentId.value = null
    if (active()) void reload()
  })
  onMounted(() => {
    void reload()
    heart = setInterval(() => {
      tick.value = Date.now()
      if (active() && document.visibilityState === 'visible' && page.value && !reading.value && !sending.value && clock.now() - page.value.at >= INTERVAL) void reload(true)
    }, 500)
  })
  watch(active, (front) => { if (front) void reload(page.value?.channel === filter.channel) })
  onBeforeUnmount(() => {
    clearInterval(heart)
    abort?.abort()
    abort = undefined
  })
  return { filter, page, rows, counts, reading, wanted, seconds, cancelled, problem, sending, sendProblem, report, currentId, reload, cancel, goNext, goPrevious, resend }
}
export type DeadLetters = ReturnType<typeof useDeadLetters>
