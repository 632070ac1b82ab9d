import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { readLocal, writeLocal } from '../../../stores/localRecord.ts'
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

/** How long after the last key press a draft is kept, ms. */
const SAVE_DELAY = 600
const isDraft = (value: unknown): value is OperationDraft =>
  typeof value === 'object' && value !== null && 'values' in value && typeof value.values === 'object' && value.values !== null && 'content' in value.values
const isDrafts = (value: unknown): value is Drafts => typeof value === 'object' && value !== null && Object.values(value).every(isDraft)

const nameOf = (no: string, operation: TicketOperation): string => `${no}/${operation}`

/**
 * Drafts of operations, by ticket and operation, until the server accepts them. Kept on this machine for the person who
 * wrote them, so that neither a closed tab nor a restart takes a word.
 */
export const useDraftStore = defineStore('ticketOperationDrafts', () => {
  const session = useSessionStore()
  const drafts = ref<Drafts>({})
  let owner: string | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  const recordName = (user: string): string => `gongdan.operationDrafts.${user}`

  function write(): void {
    clearTimeout(timer)
    timer = undefined
    if (owner === null) return
    const now = Date.now()
    drafts.value = Object.fromEntries(Object.entries(drafts.value).map(([name, draft]) => [name, draft.savedAt === null ? { ...draft, savedAt: now } : draft]))
    writeLocal(recordName(owner), drafts.value)
  }
  /** Drafts belong to who is signed in: another person on this machine finds his own. */
  function own(): void {
    const user = session.user?.id ?? null
    if (user === owner) return
    if (timer !== undefined) write()
    owner = user
    drafts.value = user === null ? {} : (readLocal(recordName(user), isDrafts) ?? {})
  }
  function put(no: string, operation: TicketOperation, draft: OperationDraft): void {
    drafts.value = { ...drafts.value, [nameOf(no, operation)]: draft }
    clearTimeout(timer)
    timer = setTimeout(write, SAVE_DELAY)
  }

  function find(no: string, operation: TicketOperation): OperationDraft | null {
    own()
    return drafts.value[nameOf(no, operation)] ?? null
  }
  /** Keeps what is written now; on this machine within a second. */
  function keep(no: string, operation: TicketOperation, values: OperationValues): void {
    own()
    put(no, operation, { values: { ...values }, savedAt: null, attempt: find(no, operation)?.attempt ?? null })
  }
  /** The request that goes out now: the unanswered one again where the body is the same, else a new one with a new key. */
  function attempt(no: string, operation: TicketOperation, values: OperationValues, body: unknown): Attempt {
    own()
    const text = JSON.stringify(body)
    const before = find(no, operation)?.attempt
    const made: Attempt = before?.body === text ? before : { key: crypto.randomUUID(), body: text }
    put(no, operation, { values: { ...values }, savedAt: null, attempt: made })
    write()
    return made
  }
  /** The server answered, whatever it said: the next request gets a key of its own. */
  function answered(no: string, operation: TicketOperation): void {
    const draft = find(no, operation)
    if (draft?.attempt) put(no, operation, { ...draft, attempt: null })
  }
  /** The server accepted it, or the person gave it up. */
  function drop(no: string, operation: TicketOperation): void {
    own()
    const { [nameOf(no, operation)]: _dropped, ...others } = drafts.value
    drafts.value = others
    write()
  }
  /** Writes what still waits to be kept; call before the page goes. */
  function flush(): void {
    if (timer !== undefined) write()
  }
  /** The operations with a draft on a ticket. */
  function operationsOf(no: string): string[] {
    own()
    return Object.keys(drafts.value).filter((name) => name.startsWith(`${no}/`)).map((name) => name.slice(no.length + 1))
  }
  return { drafts, find, keep, attempt, answered, drop, flush, operationsOf }
})
