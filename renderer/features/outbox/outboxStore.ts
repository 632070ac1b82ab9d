import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { ipcErrorCode } from '#shared/contract/ipc.ts'
import type { OutboxEntry, OutboxItem, Refusal } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { onOutboxChanged } from '../../api/bridge.ts'
import { client } from '../../api/client.ts'
import type { LocalStore } from '../../api/localStore.ts'
import { throttled, type Throttled } from '../../api/throttled.ts'
import { useConnectionStore } from '../../stores/connection.ts'
import { failureOf, type DraftKind, type KeepingFailure } from '../../stores/machine/draftPlace.ts'
import { useMachineStore } from '../../stores/machine/machine.ts'
import { createOutboxEngine, type EngineState, type OutboxEngine, type Settled } from './engine/engine.ts'
import { systemClock, type OutboxServer } from './engine/parts.ts'
import { engineServer } from './engineServer.ts'

/** What became of an item while the form waited. `kept` is false where this machine could not take it. */
export type Delivery =
  | { readonly kind: 'delivered'; readonly no: string; readonly ticket: Ticket | null }
  | { readonly kind: 'refused'; readonly refusal: Refusal }
  /** It waits in the outbox, `place` th of those that wait. */
  | { readonly kind: 'queued'; readonly place: number }
  | { readonly kind: 'not_kept'; readonly failure: KeepingFailure }

/** How long a form waits for the server's word on what it handed over, in ms; then the outbox goes on by itself. */
const PATIENCE_MS = 6_000
/** ms between two readings of the list, at least: a long queue changes with every item. */
const READ_INTERVAL_MS = 250
const stopped: EngineState = { phase: 'stopped', sending: null, progress: null, lastError: null }

/** The same over a reload of the window, so that it goes on with what it had claimed. */
function ownerOfWindow(): string {
  const kept = sessionStorage.getItem('gongdan.outboxOwner')
  if (kept !== null) return kept
  const made = crypto.randomUUID()
  sessionStorage.setItem('gongdan.outboxOwner', made)
  return made
}

/** The outbox of the person who is signed in, in the desktop program: what waits, what is refused, and the engine that sends it. */
export const useOutboxStore = defineStore('outbox', () => {
  const machine = useMachineStore()
  const connection = useConnectionStore()
  /** In order of writing. */
  const items = shallowRef<readonly OutboxItem[]>([])
  const engineState = shallowRef<EngineState>(stopped)
  const paused = ref(false)
  /** This machine's store could not be read; the items are those of before. */
  const failed = ref(false)
  /** Forms that wait for their item. */
  const waiters = new Map<string, (delivery: Delivery) => void>()
  let engine: OutboxEngine | null = null
  let reading: Throttled | null = null
  let endListening: (() => void) | null = null

  /** Whether what is written goes to the outbox; never in a browser. */
  const available = computed(() => machine.store !== null)
  const pending = computed(() => items.value.filter((item) => item.state === 'waiting' || item.state === 'sending'))
  const refused = computed(() => items.value.filter((item) => item.state === 'refused'))
  const delivered = computed(() => items.value.filter((item) => item.state === 'delivered'))
  const placeOf = (id: string): number => pending.value.findIndex((item) => item.id === id) + 1

  async function read(): Promise<'done'> {
    const store = machine.store
    if (!store) return 'done'
    try {
      const found = await store.outbox.list()
      if (store !== machine.store) return 'done'
      items.value = found.toSorted((one, other) => one.position - other.position)
      failed.value = false
      // Another window may have sent what a form of this one waits for.
      for (const item of found) if (item.state === 'delivered' && item.acceptedNo !== null) waiters.get(item.id)?.({ kind: 'delivered', no: item.acceptedNo, ticket: null })
    } catch {
      failed.value = true
    }
    return 'done'
  }
  function noteSettled({ item, outcome, ticket }: Settled): void {
    const tell = waiters.get(item.id)
    if (outcome.kind === 'delivered') tell?.({ kind: 'delivered', no: outcome.no, ticket })
    else if (outcome.kind === 'refused') tell?.({ kind: 'refused', refusal: outcome.refusal })
    else if (outcome.kind === 'later' && outcome.error !== 'upload_continues') tell?.({ kind: 'queued', place: placeOf(item.id) })
    reading?.ask()
  }

  /** Begins with the store that was opened. @param server sends instead of the program's client; for tests */
  function open(store: LocalStore, server: OutboxServer = engineServer(client)): void {
    endListening?.()
    reading = throttled(read, READ_INTERVAL_MS)
    endListening = onOutboxChanged(() => reading?.ask())
    const own = createOutboxEngine({
      store: { claim: store.outbox.claim, settle: store.outbox.settle, hurry: store.outbox.hurry, readFile: store.file.read },
      server, clock: systemClock, random: Math.random, owner: ownerOfWindow(),
      onState: (state) => { if (engine === own) engineState.value = state }, onSettled: noteSettled,
    })
    engine = own
    if (paused.value) engine.pause()
    reading.ask()
  }
  async function close(): Promise<void> {
    endListening?.()
    reading?.end()
    endListening = null
    reading = null
    const last = engine
    engine = null
    items.value = []
    engineState.value = stopped
    paused.value = false
    failed.value = false
    await last?.stop()
  }
  /** Sends while `may` is true: its owner is signed in and the server knows it. */
  function allow(may: boolean): void {
    if (may) {
      engine?.start()
      engine?.hurry()
    } else void engine?.stop()
  }
  const hurry = (): void => engine?.hurry()
  function setPaused(wanted: boolean): void {
    paused.value = wanted
    if (wanted) engine?.pause()
    else engine?.resume()
  }

  /** @returns whether it did; the refused item may have been given up meanwhile, or be mended already */
  async function takesPlace(store: LocalStore, mends: string, entry: OutboxEntry): Promise<boolean> {
    try {
      await store.outbox.mend({ id: mends, entry })
      return true
    } catch (error) {
      if (ipcErrorCode(error) === 'ipc_disk_full') throw error
      return false
    }
  }
  function waitFor(id: string): Promise<Delivery> {
    return new Promise((resolve) => {
      const end = (delivery: Delivery): void => {
        clearTimeout(timer)
        waiters.delete(id)
        resolve(delivery)
      }
      const timer = setTimeout(() => { void read().then(() => end({ kind: 'queued', place: placeOf(id) })) }, PATIENCE_MS)
      waiters.set(id, end)
    })
  }
  /**
   * Takes what a form hands over: on the disk first, its draft gone in the same transaction; then, while the server answers,
   * waits a few seconds for what it says.
   * @param draft the form's place on the disk
   * @param mends the refused item whose place it takes; where that is gone, the entry comes last, and under its id only once
   */
  async function deliver(entry: OutboxEntry, draft: { readonly kind: DraftKind; readonly id: string } | null, mends: string | null = null): Promise<Delivery> {
    const store = machine.store
    if (!store) return { kind: 'not_kept', failure: 'failed' }
    // Listening before it is there: the engine may be quicker than the answer.
    const outcome = connection.online && !paused.value ? waitFor(entry.id) : null
    try {
      if (!mends || !(await takesPlace(store, mends, entry))) await store.outbox.add({ entry, draft })
      else if (draft) await store.draft.remove(draft)
    } catch (error) {
      waiters.get(entry.id)?.({ kind: 'not_kept', failure: failureOf(error) })
      return { kind: 'not_kept', failure: failureOf(error) }
    }
    engine?.wake()
    if (outcome) return outcome
    await read()
    return { kind: 'queued', place: placeOf(entry.id) }
  }
  /** Sends a refused item again, mended, at its place. @throws where the store does not take it */
  async function mend(id: string, entry: OutboxEntry): Promise<void> {
    await machine.store?.outbox.mend({ id, entry })
    engine?.hurry()
    await read()
  }
  /** Gives an item up. @throws where it is being sent or was delivered */
  async function discard(id: string): Promise<void> {
    await machine.store?.outbox.discard({ id })
    engine?.wake()
    await read()
  }
  return { items, pending, refused, delivered, available, engineState, paused, failed, open, close, allow, hurry, setPaused, deliver, mend, discard, placeOf, read }
})
