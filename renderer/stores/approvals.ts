import { defineStore } from 'pinia'
import { reactive, watch } from 'vue'
import type { Approval } from '#shared/contract/approval.ts'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import type { TicketEvent } from '#shared/domain/ticket/effects.ts'
import { client } from '../api/client.ts'
import { toProblem, type ApiProblem } from '../api/problem.ts'
import { useClockStore } from './clock.ts'
import { useSessionStore } from './session.ts'

/** How many requests one answer holds; the most that the server gives. */
const PAGE_SIZE = 100
/** Several changes at one moment are read once. Milliseconds. */
const GATHERING = 150

/** The events that make or end requests. */
const REQUEST_EVENTS: readonly TicketEvent[] = ['return_requested', 'visit_requested', 'closure_requested', 'return_decided', 'visit_decided', 'closure_decided']

/** The requests of one kind as far as they have been read: pending ones first, oldest first; then the decided ones, newest first. */
export interface RequestQueue {
  items: readonly Approval[]
  /** How many there are in all. */
  total: number
  totalIsExact: boolean
  /** Where the next page begins; null where everything has been read. */
  nextCursor: string | null
  /** How many pages somebody asked to see. */
  pages: number
  /** When it was last read, ms of the server's time; null before. */
  readAt: number | null
  reading: boolean
  /** When the reading that is under way began, ms of this machine's clock; null while none is. */
  startedAt: number | null
  problem: ApiProblem | null
}

/** A reading that is under way; `again`: somebody asked meanwhile. */
interface Flight { again: boolean; done: Promise<void>; abort: AbortController }

const emptyQueue = (): RequestQueue => ({ items: [], total: 0, totalIsExact: true, nextCursor: null, pages: 1, readAt: null, reading: false, startedAt: null, problem: null })

/** The queues of requests that are open on the screen. {@link refresh} and {@link noteChange} keep them up to date from outside. */
export const useApprovalsStore = defineStore('approvals', () => {
  const session = useSessionStore()
  const clock = useClockStore()
  const queues = reactive<Record<RequestKind, RequestQueue>>({ return: emptyQueue(), visit: emptyQueue(), closure: emptyQueue() })
  const watchers: Record<RequestKind, number> = { return: 0, visit: 0, closure: 0 }
  /** Grows with every change made here: an answer that was asked for before it is out of date. */
  const changes: Record<RequestKind, number> = { return: 0, visit: 0, closure: 0 }
  const running: Partial<Record<RequestKind, Flight>> = {}
  let gathering: ReturnType<typeof setTimeout> | undefined

  async function readPages(kind: RequestKind, signal: AbortSignal): Promise<void> {
    const queue = queues[kind]
    const known = changes[kind]
    const items: Approval[] = []
    let cursor: string | undefined
    let answer
    do {
      answer = await client.listApprovals({ query: { kind, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) } }, { signal })
      items.push(...answer.items)
      cursor = answer.nextCursor ?? undefined
    } while (cursor !== undefined && items.length < queue.pages * PAGE_SIZE)
    if (changes[kind] !== known) { if (running[kind]) running[kind].again = true; return }
    Object.assign(queue, {
      items: [...new Map(items.map((one) => [one.id, one])).values()], total: answer.total, totalIsExact: answer.totalIsExact, nextCursor: cursor ?? null, readAt: clock.now(), problem: null,
    })
  }
  async function readUntilCurrent(kind: RequestKind, flight: Flight): Promise<void> {
    Object.assign(queues[kind], { reading: true, startedAt: Date.now() })
    try {
      do {
        flight.again = false
        await readPages(kind, flight.abort.signal)
      } while (flight.again)
    } catch (error) {
      queues[kind].problem = toProblem(error)
    } finally {
      Object.assign(queues[kind], { reading: false, startedAt: null })
      delete running[kind]
    }
  }
  /** Reads a queue anew; who asks while it is being read gets a reading that began after he asked. */
  function read(kind: RequestKind): Promise<void> {
    const present = running[kind]
    if (present) {
      present.again = true
      return present.done
    }
    const flight: Flight = { again: false, done: Promise.resolve(), abort: new AbortController() }
    running[kind] = flight
    flight.done = readUntilCurrent(kind, flight)
    return flight.done
  }

  /** Gives up the reading that is under way; what was read before stays. */
  function cancel(kind: RequestKind): void {
    running[kind]?.abort.abort()
  }

  /** Reads every queue that is open on the screen. Never throws: a failure stands in the queue. */
  async function refresh(): Promise<void> {
    clearTimeout(gathering)
    gathering = undefined
    await Promise.all((Object.keys(queues) as RequestKind[]).filter((kind) => watchers[kind] > 0).map(read))
  }
  /**
   * Tells the queues that something happened to a ticket. They are read anew where it can concern them.
   * @param event what happened; null where that is not known, e.g. when the ticket is no longer this user's to see
   */
  function noteChange(ticketNo: string, event: TicketEvent | null): void {
    const concerns = event === null || REQUEST_EVENTS.includes(event) || Object.values(queues).some((queue) => queue.items.some((one) => one.ticketNo === ticketNo))
    if (concerns) gathering ??= setTimeout(() => { void refresh() }, GATHERING)
  }
  /**
   * A page shows this kind from now on.
   * @returns ends it
   */
  function open(kind: RequestKind): () => void {
    watchers[kind] += 1
    return () => { watchers[kind] -= 1 }
  }
  async function readMore(kind: RequestKind): Promise<void> {
    if (queues[kind].nextCursor === null) return
    queues[kind].pages += 1
    await read(kind)
  }
  /** Takes what was just decided here: the requests leave the pending ones at once, before the queue is read again. */
  function settle(kind: RequestKind, decided: ReadonlyMap<string, Partial<Approval>>): void {
    changes[kind] += 1
    const settled = queues[kind].items.map((one) => (decided.has(one.id) ? { ...one, mayDecide: false, ...decided.get(one.id) } : one))
    queues[kind].items = [...settled.filter((one) => one.state === 'pending'), ...settled.filter((one) => one.state !== 'pending' && decided.has(one.id)), ...settled.filter((one) => one.state !== 'pending' && !decided.has(one.id))]
  }
  function clear(): void {
    for (const kind of Object.keys(queues) as RequestKind[]) {
      changes[kind] += 1
      Object.assign(queues[kind], emptyQueue())
    }
  }
  watch(() => session.user?.id, clear)
  return { queues, refresh, noteChange, open, read, cancel, readMore, settle, clear }
})
