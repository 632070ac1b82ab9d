import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Call } from '#shared/contract/call.ts'
import { RINGING_LASTS_MS } from '#shared/domain/calls/news.ts'
import type { CallNews } from '../../../api/streamConnection.ts'
import { client } from '../../../api/client.ts'
import { useClockStore } from '../../../stores/clock.ts'

/** A call at this desk, as the telephone system tells it. Times in ISO 8601, null while they are not known. */
export interface LiveCall {
  /** On the server. */
  readonly id: string
  readonly externalId: string
  readonly phone: string
  readonly line: string
  readonly ringingAt: string | null
  readonly answeredAt: string | null
  readonly endedAt: string | null
}

/** Ended calls that are remembered, so that an event that comes late does not ring again. */
const endedKept = 50
const fieldOf = { ringing: 'ringingAt', answered: 'answeredAt', ended: 'endedAt' } as const

/** The telephone of the person at the desk: what rings, what is talked on, since when nothing does. */
export const useTelephoneStore = defineStore('telephone', () => {
  const calls = ref(new Map<string, LiveCall>())
  /** Since when this desk has had no call: the end of the last one, or when it began to listen. Milliseconds. */
  const idleSince = ref(0)
  const running = computed(() => [...calls.value.values()].filter((call) => call.endedAt === null))
  /** The call that is talked on; of several the one answered last. */
  const talking = computed(() => running.value.filter((call) => call.answeredAt !== null).toSorted((one, other) => (other.answeredAt ?? '').localeCompare(one.answeredAt ?? ''))[0] ?? null)
  /** Calls that ring. @param now milliseconds */
  const ringingAt = (now: number): LiveCall[] => running.value.filter((call) => call.answeredAt === null && now - Date.parse(call.ringingAt ?? '') < RINGING_LASTS_MS)
  /** Whether somebody waits on this call, or speaks. @param now milliseconds */
  const isLive = (externalId: string, now: number): boolean => {
    const call = calls.value.get(externalId)
    return call !== undefined && call.endedAt === null && (call.answeredAt !== null || ringingAt(now).includes(call))
  }

  function keep(call: LiveCall): void {
    calls.value.set(call.externalId, call)
    const ended = [...calls.value.values()].filter((one) => one.endedAt !== null)
    for (const old of ended.slice(0, Math.max(0, ended.length - endedKept))) calls.value.delete(old.externalId)
  }
  /**
   * Takes an event of a call; they may come in any order, and again.
   * @returns the call after it, and whether it is here for the first time and not over
   */
  function hear(news: CallNews): { call: LiveCall; isNew: boolean } {
    const known = calls.value.get(news.externalId)
    const before = known ?? { id: news.id, externalId: news.externalId, phone: news.phone, line: news.line, ringingAt: null, answeredAt: null, endedAt: null }
    // Passed back to this desk, it is not over any more.
    const isBack = news.event !== 'ended' && before.endedAt !== null && news.at > before.endedAt
    const call: LiveCall = { ...before, line: news.line, ...(isBack ? { answeredAt: null, endedAt: null } : {}), [fieldOf[news.event]]: news.at }
    keep(call)
    if (call.endedAt !== null && (before.endedAt === null || !known)) idleSince.value = Math.max(idleSince.value, Date.parse(call.endedAt))
    return { call, isNew: call.endedAt === null && (known === undefined || isBack) }
  }
  /** After a break of the stream: asks what has become of the calls that were running. What cannot be asked stays as it is. */
  async function verify(): Promise<void> {
    await Promise.all(running.value.map(async ({ externalId }) => {
      const found: readonly Call[] = await client.listCalls({ query: { externalId } }).then(({ items }) => items, () => [])
      const [now] = found
      const held = calls.value.get(externalId)
      if (now?.endedAt && held?.endedAt === null) keep({ ...held, answeredAt: now.answeredAt, endedAt: now.endedAt })
    }))
  }
  /** Somebody else sits down at the desk. */
  function reset(): void {
    calls.value.clear()
    idleSince.value = useClockStore().now()
  }
  return { calls, idleSince, talking, ringingAt, isLive, hear, verify, reset }
})
