import { defineStore } from 'pinia'
import { ref } from 'vue'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { client } from '../api/client.ts'
import { singleFlight } from '../api/singleFlight.ts'
import { throttled } from '../api/throttled.ts'
import type { Throttled } from '../api/throttled.ts'
import { useStreamStore } from './stream.ts'

/** Milliseconds between two readings while the program is open. */
const interval = 30_000
/** Milliseconds between two readings because something changed. */
const changeInterval = 2_000
/** How often is looked whether a reading is due, in ms. */
const lookInterval = 5_000

/** How many tickets each tab holds, for the navigation. Old numbers stay while new ones are read. */
export const useCountsStore = defineStore('counts', () => {
  const counts = ref<Readonly<Record<string, number>>>({})
  const overdue = ref<number | null>(null)
  const dueSoon = ref<number | null>(null)
  const stream = useStreamStore()
  let timer: ReturnType<typeof setInterval> | undefined
  let readAt = 0
  /** Something changed while nobody looked. */
  let stale = false
  let onChange: Throttled | undefined
  let endSubscription: (() => void) | undefined

  let reading = false

  const read = singleFlight(async () => {
    reading = true
    try {
      const answer = await client.countTickets()
      counts.value = answer.counts
      overdue.value = answer.overdue
      dueSoon.value = answer.dueSoon
    } finally {
      reading = false
    }
  })
  /** Reads the counts anew, e.g. after an operation. A failure leaves the old ones: the connection state says why. */
  async function refresh(): Promise<void> {
    readAt = Date.now()
    stale = false
    try {
      await read()
    } catch {
      // Shown by the connection chip; a count is not worth an error of its own. Tried again as if nothing came by itself.
      readAt = Date.now() - stream.pace(interval) + interval
    }
  }
  /** The count as it is shown; an empty text while unknown. */
  function textOf(tab: string): string {
    const count = counts.value[tab]
    if (count === undefined) return ''
    return count >= COUNT_CAP ? `${COUNT_CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')
  }
  const isSeen = (): boolean => document.visibilityState === 'visible'
  /** Reads the counts when something changes and from time to time, while the window is seen. */
  function start(): void {
    stop()
    void refresh()
    const soon = throttled(async () => {
      // A reading under way may have begun before the change.
      if (reading) return 'busy'
      await refresh()
      return 'done'
    }, changeInterval)
    onChange = soon
    endSubscription = stream.subscribeAll(() => {
      if (isSeen()) soon.ask()
      else stale = true
    })
    timer = setInterval(() => { if (isSeen() && (stale || Date.now() - readAt >= stream.pace(interval))) void refresh() }, lookInterval)
  }
  function stop(): void {
    clearInterval(timer)
    timer = undefined
    onChange?.end()
    endSubscription?.()
  }
  function clear(): void {
    counts.value = {}
    overdue.value = null
    dueSoon.value = null
  }
  return { counts, overdue, dueSoon, refresh, textOf, start, stop, clear }
})
