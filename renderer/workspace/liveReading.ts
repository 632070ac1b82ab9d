import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import { toProblem } from '../api/problem.ts'
import type { ApiProblem } from '../api/problem.ts'
import { throttled } from '../api/throttled.ts'
import { useClockStore } from '../stores/clock.ts'
import { useStreamStore } from '../stores/stream.ts'
import type { StreamListener } from '../stores/stream.ts'

/** What comes to the front is read again unless it is newer than this. Milliseconds. */
const FRESH_ENOUGH = 4_000
/** How often is looked whether a reading is due. Milliseconds. */
const LOOK_INTERVAL = 1_000

export interface LiveOptions {
  /** Whether the page is in front. */
  readonly active: () => boolean
  /** Between two readings while changes do not come by themselves. Milliseconds. */
  readonly interval?: number
  /** Between two readings because something changed. Milliseconds. */
  readonly changeInterval: number
  /** What is read; where it changes, it is read at once, and an answer to what was asked before is left aside. */
  readonly key?: () => string
  /** Hears of each change before anything is read. */
  readonly onNews?: StreamListener
}

export interface LiveReading<Answer> {
  /** The newest answer; an older one stays while a new one is read. */
  readonly answer: ShallowRef<Answer | null>
  /** The key that {@link answer} belongs to. */
  readonly answered: Readonly<Ref<string | null>>
  /** Milliseconds, the server's time. */
  readonly at: Readonly<Ref<number | null>>
  /** Why the newest reading failed. */
  readonly problem: Readonly<ShallowRef<ApiProblem | null>>
  readonly reading: Readonly<Ref<boolean>>
  readonly reload: () => Promise<void>
}

/**
 * Reads something and keeps it up to date: when something changes, when its page or window comes to the front, and every
 * `interval` while changes do not come by themselves; never while nobody looks. Call in the setup of a component.
 */
export function useLiveReading<Answer>(ask: () => Promise<Answer>, options: LiveOptions): LiveReading<Answer> {
  const { active, changeInterval, interval = 30_000, key = () => '' } = options
  const stream = useStreamStore()
  const clock = useClockStore()
  const answer = shallowRef<Answer | null>(null)
  const answered = ref<string | null>(null)
  const at = ref<number | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const reading = ref(false)
  let question = 0
  let readAt = Number.NEGATIVE_INFINITY
  /** Something changed while nobody looked. */
  let stale = false
  let timer: ReturnType<typeof setInterval> | undefined

  async function reload(): Promise<void> {
    const mine = ++question
    const asked = key()
    readAt = Date.now()
    stale = false
    reading.value = true
    try {
      const found = await ask()
      if (mine !== question) return
      answer.value = found
      answered.value = asked
      at.value = clock.now()
      problem.value = null
    } catch (error) {
      if (mine !== question) return
      problem.value = toProblem(error)
      // Soon again, although changes come by themselves: this one was missed.
      readAt = Date.now() - stream.pace(interval) + interval
    } finally {
      if (mine === question) reading.value = false
    }
  }
  const isSeen = (): boolean => active() && document.visibilityState === 'visible'
  const look = (): void => { if (isSeen() && !reading.value && (stale || Date.now() - readAt > FRESH_ENOUGH)) void reload() }
  const soon = throttled(async () => {
    if (!isSeen()) stale = true
    // A reading under way may have begun before the change.
    else if (reading.value) return 'busy'
    else await reload()
    return 'done'
  }, changeInterval)
  const endNews = stream.subscribeAll((news) => {
    options.onNews?.(news)
    if (isSeen()) soon.ask()
    else stale = true
  })
  onMounted(() => {
    look()
    timer = setInterval(() => { if (stale || Date.now() - readAt >= stream.pace(interval)) look() }, LOOK_INTERVAL)
    window.addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
  })
  onBeforeUnmount(() => {
    question += 1
    endNews()
    soon.end()
    clearInterval(timer)
    window.removeEventListener('focus', look)
    document.removeEventListener('visibilitychange', look)
  })
  watch(active, look)
  watch(key, () => {
    stale = true
    question += 1
    reading.value = false
    problem.value = null
    look()
  })
  return { answer, answered, at, problem, reading, reload }
}
