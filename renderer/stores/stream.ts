import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { PRESENCE_LASTS_MS } from '#shared/contract/stream.ts'
import type { PresentPerson } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { openStream } from '../api/stream.ts'
import type { OpenStream } from '../api/stream.ts'
import type { CallNews, StreamConnection, StreamNews, StreamState } from '../api/streamConnection.ts'

export type { CallNews, StreamNews } from '../api/streamConnection.ts'
/** Must not throw, and must return at once. */
export type StreamListener = (news: StreamNews) => void

/** Milliseconds between two readings of a page while the stream is up: it tells what changes, these only make sure. */
export const SLOW_PACE_MS = 180_000

/** The live updates of the session: tells pages what changes, and who else looks at a ticket. */
export const useStreamStore = defineStore('stream', () => {
  const state = ref<StreamState>('off')
  const live = computed(() => state.value === 'live')
  const presence = shallowRef<Readonly<Record<string, readonly PresentPerson[]>>>({})
  const listeners = new Map<string, Set<StreamListener>>()
  const allListeners = new Set<StreamListener>()
  const messageListeners = new Set<() => void>()
  const callListeners = new Set<(news: CallNews) => void>()
  /** Where a ticket stands on the screen, and what is written there: its page, a queue. */
  const places = new Map<string, Map<symbol, TicketOperation | null>>()
  let connection: StreamConnection | null = null
  let forgetting: ReturnType<typeof setTimeout> | undefined

  function distribute(news: StreamNews): void {
    const concerned = news.type === 'everything' ? [...listeners.values()].flatMap((set) => [...set]) : [...(listeners.get(news.ticketNo) ?? [])]
    for (const listener of [...concerned, ...allListeners]) listener(news)
  }
  function takeState(next: StreamState): void {
    state.value = next
    clearTimeout(forgetting)
    forgetting = undefined
    // A short break does not make people leave; after a long one nobody knows.
    if (next !== 'live') forgetting = setTimeout(() => { presence.value = {} }, PRESENCE_LASTS_MS)
  }
  function forget(ticketNo: string): void {
    const { [ticketNo]: _forgotten, ...others } = presence.value
    presence.value = others
  }

  /** Begins the stream of the person who signed in. @param open makes the connection; for tests */
  function start(open: OpenStream = openStream): void {
    stop()
    connection = open({
      onNews: distribute,
      onPresence: (ticketNo, people) => { presence.value = { ...presence.value, [ticketNo]: people } },
      onState: takeState,
      onMessage: () => { for (const listener of messageListeners) listener() },
      onCall: (news) => { for (const listener of callListeners) listener(news) },
    })
    connection.start()
  }
  function stop(): void {
    connection?.stop()
    connection = null
    clearTimeout(forgetting)
    places.clear()
    presence.value = {}
  }
  /** Hears of one ticket, and of `everything`. @returns ends it */
  function subscribe(ticketNo: string, listener: StreamListener): () => void {
    const set = listeners.get(ticketNo) ?? new Set()
    listeners.set(ticketNo, set.add(listener))
    return () => {
      set.delete(listener)
      if (set.size === 0 && listeners.get(ticketNo) === set) listeners.delete(ticketNo)
    }
  }
  /** Hears of every ticket that this user may see. @returns ends it */
  function subscribeAll(listener: StreamListener): () => void {
    allListeners.add(listener)
    return () => void allListeners.delete(listener)
  }
  /** Hears that there are new messages to be read. @returns ends it */
  function subscribeMessages(listener: () => void): () => void {
    messageListeners.add(listener)
    return () => void messageListeners.delete(listener)
  }
  /** Hears of the calls at this person's desk. @returns ends it */
  function subscribeCalls(listener: (news: CallNews) => void): () => void {
    callListeners.add(listener)
    return () => void callListeners.delete(listener)
  }
  /**
   * Says that a ticket is looked at, until {@link unwatch} at the same place.
   * @param place one of several on the screen
   * @param typing the operation whose form holds text there
   */
  function watch(place: symbol, ticketNo: string, typing: TicketOperation | null): void {
    const at = places.get(ticketNo) ?? new Map<symbol, TicketOperation | null>()
    places.set(ticketNo, at.set(place, typing))
    sayWatched(ticketNo, at)
  }
  function unwatch(place: symbol, ticketNo: string): void {
    const at = places.get(ticketNo)
    if (!at?.delete(place)) return
    if (at.size > 0) {
      sayWatched(ticketNo, at)
      return
    }
    places.delete(ticketNo)
    connection?.unwatch(ticketNo)
    forget(ticketNo)
  }
  function sayWatched(ticketNo: string, at: ReadonlyMap<symbol, TicketOperation | null>): void {
    connection?.watch(ticketNo, [...at.values()].find((typing) => typing !== null) ?? null)
  }
  const peopleAt = (ticketNo: string): readonly PresentPerson[] => presence.value[ticketNo] ?? []
  /** The interval of a page's own readings: the usual one, or a slow one while changes come by themselves. Milliseconds. */
  const pace = (usual: number): number => (live.value ? Math.max(usual, SLOW_PACE_MS) : usual)
  const nudge = (): void => connection?.nudge()
  const renewed = (): void => connection?.renewed()

  return { state, live, start, stop, nudge, renewed, subscribe, subscribeAll, subscribeMessages, subscribeCalls, watch, unwatch, peopleAt, pace }
})
