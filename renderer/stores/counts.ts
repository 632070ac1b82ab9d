import { defineStore } from 'pinia'
import { ref } from 'vue'
import { COUNT_CAP } from '#shared/contract/query.ts'
import { client } from '../api/client.ts'
import { singleFlight } from '../api/singleFlight.ts'

/** Milliseconds between two readings while the program is open. */
const interval = 30_000

/** How many tickets each tab holds, for the navigation. Old numbers stay while new ones are read. */
export const useCountsStore = defineStore('counts', () => {
  const counts = ref<Readonly<Record<string, number>>>({})
  const overdue = ref<number | null>(null)
  const dueSoon = ref<number | null>(null)
  let timer: ReturnType<typeof setInterval> | undefined

  const read = singleFlight(async () => {
    const answer = await client.countTickets()
    counts.value = answer.counts
    overdue.value = answer.overdue
    dueSoon.value = answer.dueSoon
  })
  /** Reads the counts anew, e.g. after an operation. A failure leaves the old ones: the connection state says why. */
  async function refresh(): Promise<void> {
    try {
      await read()
    } catch {
      // Shown by the connection chip; a count is not worth an error of its own.
    }
  }
  /** The count as it is shown; an empty text while unknown. */
  function textOf(tab: string): string {
    const count = counts.value[tab]
    if (count === undefined) return ''
    return count >= COUNT_CAP ? `${COUNT_CAP.toLocaleString('en-US')}+` : count.toLocaleString('en-US')
  }
  function start(): void {
    stop()
    void refresh()
    timer = setInterval(() => { if (document.visibilityState === 'visible') void refresh() }, interval)
  }
  function stop(): void {
    clearInterval(timer)
    timer = undefined
  }
  function clear(): void {
    counts.value = {}
    overdue.value = null
    dueSoon.value = null
  }
  return { counts, overdue, dueSoon, refresh, textOf, start, stop, clear }
})
