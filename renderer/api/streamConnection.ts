import { PRESENCE_BEAT_MS, STREAM_CLOSE, serverMessage } from '#shared/contract/stream.ts'
import type { ClientMessage, PresentPerson, ServerMessage } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { waitBefore } from './backoff.ts'
import type { OpenSocket, StreamSocket } from './streamSocket.ts'

/** A change of a ticket, as the stream tells it. */
export type TicketChange = Extract<ServerMessage, { type: 'change' }>
/** A ticket that is no longer this user's to see. */
export type TicketGone = Extract<ServerMessage, { type: 'gone' }>
/** A call at this person's desk. */
export type CallNews = Extract<ServerMessage, { type: 'call' }>
/** What pages hear of; `everything`: something was missed or is not known, read anew whatever is shown. */
export type StreamNews = TicketChange | TicketGone | { readonly type: 'everything' }

/**
 * `live`: what changes comes by itself. `waiting`: broken, the next try is planned. `ended`: the server refused this user
 * or his session; only a renewed session or a new start goes on.
 */
export type StreamState = 'off' | 'connecting' | 'live' | 'waiting' | 'ended'

/** What the connection needs of the rest of the program. */
export interface StreamSurroundings {
  readonly address: () => Promise<string>
  readonly open: OpenSocket
  /** The present access token. */
  readonly accessToken: () => string | null
  /**
   * Gets a new access token into place; false where the session has ended.
   * @throws where the server cannot be asked
   */
  readonly renewSession: () => Promise<boolean>
  readonly random: () => number
  readonly onNews: (news: StreamNews) => void
  readonly onPresence: (ticketNo: string, people: readonly PresentPerson[]) => void
  readonly onState: (state: StreamState) => void
  /** There is a new message to be read. */
  readonly onMessage: () => void
  readonly onCall: (news: CallNews) => void
}

export interface StreamConnection {
  /** Begins a session's stream; nothing of an earlier one is known. */
  readonly start: () => void
  readonly stop: () => void
  /** The network or the window is back: tries at once, or looks whether the other side still answers. */
  readonly nudge: () => void
  /** The session has a new access token. */
  readonly renewed: () => void
  /** Says, and goes on saying, that the page of a ticket is open. @param typing the operation whose form holds text */
  readonly watch: (ticketNo: string, typing: TicketOperation | null) => void
  readonly unwatch: (ticketNo: string) => void
}

const PING_INTERVAL = 25_000
/** ms in which a ping is answered, or the other side counts as gone. */
const PONG_PATIENCE = 10_000
/** The same after a nudge: somebody looks. */
const NUDGE_PATIENCE = 5_000
/** ms for a connection to open and for each message of the catch-up. */
const OPEN_PATIENCE = 20_000
/** A connection that lived this long in ms was a good one: the next break starts with the shortest wait again. */
const STABLE_AFTER = 10_000
/** ms between two tries that somebody's return asks for. */
const NUDGE_PAUSE = 1_000
/** Ids of changes that are remembered so that none is told twice. */
const REMEMBERED = 2_000

const isNewer = (id: string, than: string | null): boolean => than === null || BigInt(id) > BigInt(than)

/**
 * The program's only WebSocket. Reconnects by itself and catches up from the last change that was seen; that id lives in
 * memory alone and as long as the session. What an abandoned connection still says counts no more.
 */
export function createStreamConnection(surroundings: StreamSurroundings): StreamConnection {
  let state: StreamState = 'off'
  let socket: StreamSocket | null = null
  /** Whether hello was said, so that more may be. */
  let greeted = false
  /** Which connection counts. */
  let generation = 0
  let lastId: string | null = null
  let told = new Set<string>()
  let tokenSaid: string | null = null
  let attempts = 0
  /** How often in a row the token was refused. */
  let refusals = 0
  let triedAt = 0
  let heardAt = 0
  const watched = new Map<string, TicketOperation | null>()
  let retry: ReturnType<typeof setTimeout> | undefined
  let silence: ReturnType<typeof setTimeout> | undefined
  let stable: ReturnType<typeof setTimeout> | undefined
  let ping: ReturnType<typeof setInterval> | undefined
  let beat: ReturnType<typeof setInterval> | undefined

  function change(next: StreamState): void {
    if (state === next) return
    state = next
    surroundings.onState(next)
  }
  /** Leaves the present connection behind; its timers and everything that it may still say. */
  function leave(): void {
    generation += 1
    greeted = false
    const left = socket
    socket = null
    clearTimeout(retry)
    clearTimeout(silence)
    clearTimeout(stable)
    clearInterval(ping)
    clearInterval(beat)
    left?.close()
  }
  function say(message: ClientMessage): void {
    if (greeted) socket?.send(JSON.stringify(message))
  }
  /** Without a word within `patience` ms the other side is gone. */
  function expectWord(patience: number): void {
    clearTimeout(silence)
    silence = setTimeout(retryLater, patience)
  }
  function retryLater(): void {
    leave()
    attempts += 1
    change('waiting')
    retry = setTimeout(() => void connect(), waitBefore(attempts, surroundings.random()))
  }

  async function connect(): Promise<void> {
    leave()
    const own = generation
    triedAt = Date.now()
    change('connecting')
    try {
      const address = await surroundings.address()
      if (own !== generation) return
      const token = surroundings.accessToken()
      if (token === null) {
        await renewAndConnect(own)
        return
      }
      tokenSaid = token
      expectWord(OPEN_PATIENCE)
      socket = surroundings.open(address, {
        opened: () => {
          if (own !== generation) return
          greeted = true
          expectWord(OPEN_PATIENCE)
          say({ type: 'hello', token, lastId })
        },
        heard: (text) => { if (own === generation) hear(text) },
        closed: (code) => { if (own === generation) closed(code) },
      })
    } catch {
      // The address is not to be had or is none: as a server that does not answer.
      if (own === generation) retryLater()
    }
  }
  async function renewAndConnect(own: number): Promise<void> {
    try {
      const renewed = await surroundings.renewSession()
      if (own !== generation) return
      if (!renewed) end()
      else if (refusals <= 1 && surroundings.accessToken() !== null) void connect()
      else retryLater()
    } catch {
      if (own === generation) retryLater()
    }
  }
  function end(): void {
    leave()
    change('ended')
  }
  function closed(code: number): void {
    if (code === STREAM_CLOSE.forbidden) {
      end()
      return
    }
    if (code !== STREAM_CLOSE.unauthenticated) {
      retryLater()
      return
    }
    leave()
    change('connecting')
    refusals += 1
    const present = surroundings.accessToken()
    // A request may have renewed the session meanwhile.
    if (present !== null && present !== tokenSaid && refusals === 1) void connect()
    else void renewAndConnect(generation)
  }

  function becomeLive(): void {
    clearTimeout(silence)
    if (state === 'live') return
    refusals = 0
    stable = setTimeout(() => { attempts = 0 }, STABLE_AFTER)
    ping = setInterval(() => probe(PONG_PATIENCE), PING_INTERVAL)
    beat = setInterval(sayWatched, PRESENCE_BEAT_MS)
    sayWatched()
    change('live')
  }
  function sayWatched(): void {
    for (const [ticketNo, typing] of watched) say({ type: 'watch', ticketNo, typing })
  }
  function probe(patience: number): void {
    say({ type: 'ping' })
    expectWord(patience)
  }

  function hear(text: string | undefined): void {
    heardAt = Date.now()
    if (state === 'live') clearTimeout(silence)
    else expectWord(OPEN_PATIENCE)
    const message = read(text)
    // What is not understood may have been a change.
    if (!message) surroundings.onNews({ type: 'everything' })
    else if (message.type === 'presence') surroundings.onPresence(message.ticketNo, message.people)
    else if (message.type === 'message') surroundings.onMessage()
    else if (message.type === 'call') surroundings.onCall(message)
    else if (message.type === 'change' || message.type === 'gone') tell(message)
    else if (message.type === 'ready' || message.type === 'reset') {
      // Before the first id nothing is caught up with: what was read until now may be old.
      const missed = message.type === 'reset' || lastId === null
      if (message.type === 'reset') told = new Set()
      if (message.type === 'reset' || isNewer(message.lastId, lastId)) lastId = message.lastId
      becomeLive()
      if (missed) surroundings.onNews({ type: 'everything' })
    }
  }
  function tell(news: TicketChange | TicketGone): void {
    const key = `${news.type} ${news.id} ${news.ticketNo}`
    if (told.has(key)) return
    told.add(key)
    if (told.size > REMEMBERED) told = new Set([...told].slice(REMEMBERED / 2))
    if (isNewer(news.id, lastId)) lastId = news.id
    surroundings.onNews(news)
  }

  return {
    start: () => {
      lastId = null
      told = new Set()
      attempts = 0
      refusals = 0
      void connect()
    },
    stop: () => {
      leave()
      watched.clear()
      change('off')
    },
    nudge: () => {
      if (state === 'waiting' && Date.now() - triedAt >= NUDGE_PAUSE) void connect()
      else if (state === 'live' && Date.now() - heardAt >= NUDGE_PATIENCE) probe(NUDGE_PATIENCE)
    },
    renewed: () => {
      const token = surroundings.accessToken()
      if (token === null || token === tokenSaid) return
      if (greeted) {
        tokenSaid = token
        say({ type: 'token', token })
      } else if (state === 'ended') {
        refusals = 0
        void connect()
      }
    },
    watch: (ticketNo, typing) => {
      if (watched.has(ticketNo) && watched.get(ticketNo) === typing) return
      watched.set(ticketNo, typing)
      if (state === 'live') say({ type: 'watch', ticketNo, typing })
    },
    unwatch: (ticketNo) => {
      if (watched.delete(ticketNo) && state === 'live') say({ type: 'unwatch', ticketNo })
    },
  }
}

function read(text: string | undefined): ServerMessage | undefined {
  try {
    return serverMessage.safeParse(JSON.parse(text ?? '')).data
  } catch {
    return undefined
  }
}
