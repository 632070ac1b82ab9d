import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { failureOf, type DraftPlace, type KeepingFailure } from '../../../stores/machine/draftPlace.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'
import { useSessionStore } from '../../../stores/session.ts'
import type { OperationValues } from './values.ts'

/** A request that was sent and whose answer never came: the same key and body may be sent again (`api.md`). */
export interface Attempt {
  readonly key: string
  /** The body as JSON text. */
  readonly body: string
}

/** What somebody began to write for an operation on a ticket. */
export interface OperationDraft {
  readonly values: OperationValues
  /** When it was kept on this machine, ms; null before. */
  readonly savedAt: number | null
  readonly attempt: Attempt | null
}

type Drafts = Readonly<Record<string, OperationDraft>>

/** How long after the first key press a draft goes to the disk, ms; `desktop.md` allows one second until it is there. */
const SAVE_DELAY = 300
/** ms until a write that failed is tried again by itself. */
const RETRY_DELAY = 5_000
const isDraft = (value: unknown): value is OperationDraft =>
  typeof value === 'object' && value !== null && 'values' in value && typeof value.values === 'object' && value.values !== null && 'content' in value.values

function read(json: string): OperationDraft | null {
  try {
    const value: unknown = JSON.parse(json)
    return isDraft(value) ? value : null
  } catch {
    return null
  }
}

/** Names a draft here and in its place. */
export const operationDraftId = (no: string, operation: TicketOperation): string => `${no}:${operation}`

/**
 * Drafts of operations, by ticket and operation, until the server accepts them or the outbox takes them. Kept on this
 * machine for the person who wrote them, so that neither a closed tab nor a restart takes a word.
 */
export const useDraftStore = defineStore('ticketOperationDrafts', () => {
  const session = useSessionStore()
  const machine = useMachineStore()
  const drafts = ref<Drafts>({})
  /** Drafts that the machine does not take at the moment. */
  const failures = ref<Readonly<Record<string, KeepingFailure>>>({})
  let owner: string | null = null
  let place: DraftPlace | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  /** A write that failed is tried again, unless a keystroke comes first. */
  let retry: ReturnType<typeof setTimeout> | undefined
  /** Names whose present text is not on the disk. */
  const unwritten = new Set<string>()
  const writing = new Map<string, Promise<void>>()

  function noteFailure(name: string, failure: KeepingFailure | null): void {
    const { [name]: _before, ...others } = failures.value
    failures.value = failure === null ? others : { ...others, [name]: failure }
  }
  async function save(into: DraftPlace, name: string, draft: OperationDraft): Promise<void> {
    const own = owner
    try {
      // The time stands in the text too, for places that keep none.
      const savedAt = await into.save('operation', name, JSON.stringify({ ...draft, savedAt: Date.now() }))
      if (own !== owner) return
      noteFailure(name, null)
      if (drafts.value[name] === draft) drafts.value = { ...drafts.value, [name]: { ...draft, savedAt } }
    } catch (error) {
      if (own !== owner || drafts.value[name] === undefined) return
      noteFailure(name, failureOf(error))
      unwritten.add(name)
      retry ??= setTimeout(write, RETRY_DELAY)
    }
  }
  function write(): void {
    clearTimeout(timer)
    clearTimeout(retry)
    timer = undefined
    retry = undefined
    const names = [...unwritten]
    unwritten.clear()
    if (!place) return
    for (const name of names) {
      const draft = drafts.value[name]
      if (draft) writing.set(name, save(place, name, draft))
    }
  }
  /** Drafts belong to who is signed in: another person on this machine finds his own. */
  function own(): void {
    const user = session.user?.id ?? null
    if (user === owner) return
    write()
    owner = user
    place = user === null ? null : machine.draftsOf(user)
    failures.value = {}
    drafts.value = Object.fromEntries((place?.kept('operation') ?? []).flatMap(({ id, json, savedAt }) => {
      const draft = read(json)
      return draft ? [[id, savedAt === null ? draft : { ...draft, savedAt }] as const] : []
    }))
  }
  function put(name: string, draft: OperationDraft): void {
    drafts.value = { ...drafts.value, [name]: draft }
    unwritten.add(name)
    // Counted from the first change, so that somebody who never pauses is written too.
    timer ??= setTimeout(write, SAVE_DELAY)
  }

  // What was kept may be gone with a damaged store; what is on the screen is whole.
  watch(() => machine.rescued, (rescued) => {
    if (!rescued) return
    for (const name of Object.keys(drafts.value)) unwritten.add(name)
    write()
  })

  function find(no: string, operation: TicketOperation): OperationDraft | null {
    own()
    return drafts.value[operationDraftId(no, operation)] ?? null
  }
  /** Keeps what is written now; on this machine within a second. */
  function keep(no: string, operation: TicketOperation, values: OperationValues): void {
    own()
    put(operationDraftId(no, operation), { values: { ...values }, savedAt: null, attempt: find(no, operation)?.attempt ?? null })
  }
  /** The request that goes out now: the unanswered one again where the body is the same, else a new one with a new key. */
  function attempt(no: string, operation: TicketOperation, values: OperationValues, body: unknown): Attempt {
    own()
    const text = JSON.stringify(body)
    const before = find(no, operation)?.attempt
    const made: Attempt = before?.body === text ? before : { key: crypto.randomUUID(), body: text }
    put(operationDraftId(no, operation), { values: { ...values }, savedAt: null, attempt: made })
    write()
    return made
  }
  /** The server answered, whatever it said: the next request gets a key of its own. */
  function answered(no: string, operation: TicketOperation): void {
    const draft = find(no, operation)
    if (draft?.attempt) put(operationDraftId(no, operation), { ...draft, attempt: null })
  }
  /** Forgets it here; the place has it or not, as before. */
  function release(name: string): void {
    const { [name]: _dropped, ...others } = drafts.value
    drafts.value = others
    unwritten.delete(name)
    noteFailure(name, null)
  }
  /** The server accepted it, or the person gave it up. */
  function drop(no: string, operation: TicketOperation): void {
    own()
    release(operationDraftId(no, operation))
    // What cannot be removed comes back at the next start.
    place?.remove('operation', operationDraftId(no, operation)).catch(() => undefined)
  }
  /** The outbox is about to take it: nothing of it is written any more, and what is on its way has arrived. */
  async function handOver(no: string, operation: TicketOperation): Promise<void> {
    const name = operationDraftId(no, operation)
    release(name)
    await writing.get(name)
  }
  /** The text is the person's again. Resolves when it is on the disk or could not be put there. */
  async function takeBack(no: string, operation: TicketOperation, values: OperationValues): Promise<void> {
    own()
    put(operationDraftId(no, operation), { values: { ...values }, savedAt: null, attempt: null })
    write()
    await writing.get(operationDraftId(no, operation))
  }
  /** Why the machine does not take it at the moment. */
  const failureFor = (no: string, operation: TicketOperation): KeepingFailure | null => failures.value[operationDraftId(no, operation)] ?? null
  /** Writes what still waits to be kept; call before the page goes. */
  function flush(): void {
    if (unwritten.size > 0) write()
  }
  /** The operations with a draft on a ticket. */
  function operationsOf(no: string): string[] {
    own()
    return Object.keys(drafts.value).filter((name) => name.startsWith(`${no}:`)).map((name) => name.slice(no.length + 1))
  }
  return { drafts, find, keep, attempt, answered, drop, handOver, takeBack, failureFor, flush, operationsOf }
})
