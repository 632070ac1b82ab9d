import { defineStore } from 'pinia'
import { ref, shallowRef, watch } from 'vue'
import { UNREAD_CAP } from '#shared/contract/message.ts'
import type { Message, MessagePage } from '#shared/contract/message.ts'
import { client } from '../api/client.ts'
import { toProblem } from '../api/problem.ts'
import type { ApiProblem } from '../api/problem.ts'
import { throttled } from '../api/throttled.ts'
import type { Throttled } from '../api/throttled.ts'
import { useSessionStore } from './session.ts'
import { useStreamStore } from './stream.ts'

const PAGE_SIZE = 30
/** Milliseconds between two readings while messages do not come by themselves. */
const INTERVAL = 60_000
/** Milliseconds between two readings because a message came. */
const NEWS_INTERVAL = 1_000
/** How often is looked whether a reading is due, in ms. */
const LOOK_INTERVAL = 5_000

const isOlder = (id: string, than: string): boolean => BigInt(id) < BigInt(than)

/** The person's messages as far as they were read, newest first, and how many are unread. */
export const useMessagesStore = defineStore('messages', () => {
  const session = useSessionStore()
  const stream = useStreamStore()
  const items = shallowRef<readonly Message[]>([])
  /** Null until it is known. */
  const unread = ref<number | null>(null)
  const nextCursor = ref<string | null>(null)
  const reading = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  /** The last try to mark something read has failed. */
  const markFailed = ref(false)
  /** Grows with every change made here: an answer that was asked for before it is out of date. */
  let changes = 0
  let readAt = 0
  let timer: ReturnType<typeof setInterval> | undefined
  let onNews: Throttled | undefined
  let endings: (() => void)[] = []

  /** Puts the newest page before what was read earlier; where something may lie between, only the page stays. */
  function takeNewest(page: MessagePage): void {
    const last = page.items.at(-1)
    const earlier = last ? items.value.filter(({ id }) => isOlder(id, last.id)) : []
    const joins = last !== undefined && page.nextCursor !== null && items.value.some(({ id }) => id === last.id)
    if (!joins || earlier.length === 0) nextCursor.value = page.nextCursor
    items.value = joins ? [...page.items, ...earlier] : page.items
    unread.value = page.unread
  }
  /** @returns false where the answer was out of date and the reading is to be done again */
  async function readNewest(): Promise<boolean> {
    const known = changes
    reading.value = true
    readAt = Date.now()
    try {
      const page = await client.listMessages({ query: { limit: PAGE_SIZE } })
      if (changes !== known) return false
      takeNewest(page)
      problem.value = null
    } catch (error) {
      if (changes !== known) return false
      problem.value = toProblem(error)
      // Tried again as if nothing came by itself.
      readAt = Date.now() - stream.pace(INTERVAL) + INTERVAL
    } finally {
      reading.value = false
    }
    return true
  }
  /** Reads the newest messages anew. A failure leaves the old ones and stands in `problem`. */
  async function refresh(): Promise<void> {
    while (!(await readNewest()));
  }
  /** Reads the next page of earlier ones. */
  async function readMore(): Promise<void> {
    const cursor = nextCursor.value
    if (cursor === null || reading.value) return
    const known = changes
    reading.value = true
    try {
      const page = await client.listMessages({ query: { limit: PAGE_SIZE, cursor } })
      if (changes !== known || nextCursor.value !== cursor) return
      items.value = [...items.value, ...page.items]
      nextCursor.value = page.nextCursor
      unread.value = page.unread
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      reading.value = false
    }
  }
  /** Shows them read at once; where the server could not be told, `markFailed` says so and the truth is read again. */
  async function mark(concerns: (message: Message) => boolean, body: Parameters<typeof client.readMessages>[0]['body']): Promise<void> {
    changes += 1
    const own = changes
    items.value = items.value.map((message) => (concerns(message) ? { ...message, read: true } : message))
    markFailed.value = false
    try {
      const answer = await client.readMessages({ body })
      const alone = changes === own
      // What was being read meanwhile may not know of it.
      changes += 1
      if (alone) unread.value = answer.unread
      else await refresh()
    } catch {
      markFailed.value = true
      changes += 1
      await refresh()
    }
  }
  async function markRead(message: Message): Promise<void> {
    if (message.read) return
    if (unread.value !== null && unread.value < UNREAD_CAP) unread.value = Math.max(0, unread.value - 1)
    await mark(({ id }) => id === message.id, { ids: [message.id] })
  }
  /** All up to the newest that is shown: what comes at this moment stays unread. */
  async function markAllRead(): Promise<void> {
    const newest = items.value[0]
    if (newest) await mark(() => true, { all: true, upTo: newest.id })
  }

  /** Keeps the messages up to date until {@link stop}. */
  function start(): void {
    stop()
    void refresh()
    const soon = throttled(async () => ((await readNewest()) ? 'done' : 'busy'), NEWS_INTERVAL)
    onNews = soon
    endings = [
      stream.subscribeMessages(soon.ask),
      // After a break the stream does not repeat messages: they are read.
      watch(() => stream.live, (live) => { if (live) soon.ask() }),
    ]
    timer = setInterval(() => { if (document.visibilityState === 'visible' && Date.now() - readAt >= stream.pace(INTERVAL)) soon.ask() }, LOOK_INTERVAL)
  }
  function stop(): void {
    clearInterval(timer)
    timer = undefined
    onNews?.end()
    onNews = undefined
    for (const end of endings) end()
    endings = []
  }
  function clear(): void {
    changes += 1
    items.value = []
    unread.value = null
    nextCursor.value = null
    problem.value = null
    markFailed.value = false
  }
  watch(() => session.user?.id, clear)
  return { items, unread, nextCursor, reading, problem, markFailed, refresh, readMore, markRead, markAllRead, start, stop, clear }
})
