import type { OutboxItem, OutboxOutcome } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { EngineClock, OutboxServer, OutboxStore } from './parts.ts'
import type { FileProgress } from './sendFiles.ts'
import { sendItem, type Sent } from './sendItem.ts'
import { waitAfter } from './verdict.ts'

/** What the engine is doing. `waiting`: the server is away or busy; `sign_in`: the session has ended; `store_failed`: this machine's store does not answer. */
export type EnginePhase = 'stopped' | 'idle' | 'sending' | 'waiting' | 'sign_in' | 'paused' | 'store_failed'
export interface EngineState {
  readonly phase: EnginePhase
  /** Id of the item on its way. */
  readonly sending: string | null
  readonly progress: FileProgress | null
  /** Stable code of the last failure that was no refusal; null after an answer. */
  readonly lastError: string | null
}

/** Told when the store has kept what became of an item. */
export interface Settled {
  readonly item: OutboxItem
  readonly outcome: OutboxOutcome
  /** The ticket as the server answered, where it was delivered. */
  readonly ticket: Ticket | null
}

export interface OutboxEngineParts {
  readonly store: OutboxStore
  readonly server: OutboxServer
  readonly clock: EngineClock
  /** From 0 up to 1. */
  readonly random: () => number
  /** A UUID that names this engine among those on the same store. */
  readonly owner: string
  readonly onState?: (state: EngineState) => void
  readonly onSettled?: (settled: Settled) => void
}

export interface OutboxEngine {
  /** Begins to send, for as long as the owner of the store is signed in. */
  readonly start: () => void
  /** Ends after the request that is on its way; resolves when nothing of this engine runs any more. */
  readonly stop: () => Promise<void>
  /** Something may be due: looks now. */
  readonly wake: () => void
  /** The server is back, or its user signed in: what waits is due now. */
  readonly hurry: () => void
  readonly pause: () => void
  readonly resume: () => void
  readonly state: () => EngineState
}

/** An item is one engine's for so long, in ms; longer than any single request, so that seldom two send the same. */
export const LEASE_MS = 100_000
/** Files are sent for so long within one turn, in ms. */
const FILES_WITHIN_MS = 40_000
/** How often an idle engine looks by itself, in ms: another window may have died with its turn. */
const IDLE_LOOK_MS = 5_000
/** How often it tries while the session has ended, in ms; who signs in wakes it. */
const SIGN_IN_LOOK_MS = 60_000
/** How often the same result is offered to a store that fails; after that the item is sent again under its key. */
const SETTLE_TRIES = 5

/**
 * The engine that delivers what the outbox holds, in order and each exactly once: it claims the head, sends it under its
 * id, keeps the result and only then goes on. While the server is away the head holds the rest; what is refused is parked
 * and holds up nobody. Knows neither page nor network: {@link OutboxEngineParts} are all it depends on.
 */
export function createOutboxEngine(parts: OutboxEngineParts): OutboxEngine {
  const { store, clock, owner } = parts
  let state: EngineState = { phase: 'stopped', sending: null, progress: null, lastError: null }
  let running: Promise<void> | null = null
  let wanted = false
  let paused = false
  /** Failures in a row. */
  let failures = 0
  /** Whether somebody woke the engine while it was not resting. */
  let woken = false
  let endRest: (() => void) | null = null
  /** When the head that holds the rest may be tried again, ms. */
  let dueAt = 0

  function change(next: Partial<EngineState>): void {
    state = { ...state, ...next }
    parts.onState?.(state)
  }
  function wake(): void {
    woken = true
    endRest?.()
  }
  /** Until it is woken, at most `ms`. */
  async function rest(ms: number): Promise<void> {
    if (woken) {
      woken = false
      return
    }
    await new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve)
      endRest = () => { cancel(); resolve() }
    })
    endRest = null
    woken = false
  }

  /** Keeps a result; the item is sent again under its key where that fails, so that nothing is lost by it. */
  async function settle(item: OutboxItem, outcome: OutboxOutcome, ticket: Ticket | null): Promise<boolean> {
    for (let tries = 1; tries <= SETTLE_TRIES; tries += 1) {
      try {
        const { held } = await store.settle({ owner, id: item.id, outcome })
        if (held) parts.onSettled?.({ item, outcome, ticket })
        return held
      } catch {
        change({ phase: 'store_failed', lastError: 'store_failed' })
        await rest(waitAfter(tries, null, parts.random()))
      }
    }
    return false
  }
  const laterBy = (ms: number, error: string): OutboxOutcome => ({ kind: 'later', error: error.slice(0, 60), retryAt: new Date(clock.now() + ms).toISOString() })

  /** @returns ms to rest before the next look; 0 goes on at once */
  async function conclude(item: OutboxItem, sent: Sent): Promise<number> {
    if (sent.kind === 'later') {
      failures += 1
      const wait = waitAfter(failures, sent.problem.retryAfter, parts.random())
      dueAt = clock.now() + wait
      await settle(item, laterBy(wait, sent.problem.code), null)
      change({ phase: 'waiting', lastError: sent.problem.code })
      return wait
    }
    if (sent.kind === 'sign_in') {
      await settle(item, laterBy(0, 'unauthenticated'), null)
      change({ phase: 'sign_in', lastError: 'unauthenticated' })
      return SIGN_IN_LOOK_MS
    }
    failures = 0
    dueAt = 0
    change({ lastError: null })
    if (sent.kind === 'delivered') await settle(item, { kind: 'delivered', no: sent.ticket.no }, sent.ticket)
    else if (sent.kind === 'refused') await settle(item, { kind: 'refused', refusal: sent.refusal }, null)
    else if (sent.kind === 'turn_over') await settle(item, laterBy(0, 'upload_continues'), null)
    else return IDLE_LOOK_MS
    return 0
  }

  /** @returns ms to rest before the next look */
  async function turn(): Promise<number> {
    const item = await store.claim({ owner, leaseMs: LEASE_MS })
    if (item === null) {
      const held = dueAt - clock.now()
      change({ phase: held > 0 ? 'waiting' : 'idle' })
      return held > 0 ? held : IDLE_LOOK_MS
    }
    const until = clock.now() + FILES_WITHIN_MS
    change({ phase: 'sending', sending: item.id, progress: null })
    try {
      return await conclude(item, await sendItem(item, {
        store, server: parts.server, owner, now: clock.now, onProgress: (progress) => change({ progress }), mayGoOn: () => wanted && clock.now() < until,
      }))
    } finally {
      change({ sending: null, progress: null })
    }
  }
  async function run(): Promise<void> {
    while (wanted) {
      if (paused) {
        change({ phase: 'paused' })
        await rest(IDLE_LOOK_MS)
        continue
      }
      // A store that does not answer leaves the item as it is: its turn ends, and it is sent again under its key.
      const pause = await turn().catch(() => {
        change({ phase: 'store_failed', lastError: 'store_failed' })
        return IDLE_LOOK_MS
      })
      if (!wanted || pause === 0) continue
      await rest(pause)
    }
    change({ phase: 'stopped', sending: null, progress: null })
  }

  return {
    start: () => {
      if (wanted) return
      wanted = true
      failures = 0
      running = (running ?? Promise.resolve()).then(run)
    },
    stop: async () => {
      wanted = false
      wake()
      await running
    },
    wake,
    hurry: () => {
      failures = 0
      dueAt = 0
      void store.hurry().catch(() => undefined).then(wake)
    },
    pause: () => {
      paused = true
      wake()
    },
    resume: () => {
      paused = false
      wake()
    },
    state: () => state,
  }
}
