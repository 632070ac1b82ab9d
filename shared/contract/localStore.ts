/**
 * The desktop program's store on this machine (`desktop.md`, Drafts and offline): what of it the page may ask the main
 * process for. One store for each server and signed-in user; nobody sees another's.
 */
import { z } from './zod.ts'
import { ATTACHMENT_MAX_BYTES, ATTACHMENT_NAME_MAX_LENGTH, UPLOAD_PART_BYTES } from '../domain/ticket/attachments.ts'
import { instant, ticketNo } from './common.ts'

/** Forms that are being written: call forms and operations of tickets. */
export const DRAFT_KINDS = ['call', 'operation'] as const
const draftId = z.string().regex(/^[\w.:-]{1,100}$/)
const json = z.string().max(1_000_000)
export const draftKey = z.strictObject({ kind: z.enum(DRAFT_KINDS), id: draftId })
export const storedDraft = draftKey.extend({ json, savedAt: instant })
export type StoredDraft = z.infer<typeof storedDraft>

/** A file on this machine that waits to be sent; its id is the id of the attachment on the server. */
export const localFile = z.strictObject({
  id: z.uuid(), name: z.string().min(1).max(ATTACHMENT_NAME_MAX_LENGTH), size: z.int().min(1).max(ATTACHMENT_MAX_BYTES), sha256: z.string().regex(/^[0-9a-f]{64}$/),
  mediaType: z.string().max(100),
})
export type LocalFile = z.infer<typeof localFile>

export const OUTBOX_KINDS = ['ticket', 'operation'] as const
/** `waiting`: to be sent, in order; `sending`: somebody has it; `refused`: the server does not take it as it is; `delivered`: its number is stored. */
export const OUTBOX_STATES = ['waiting', 'sending', 'refused', 'delivered'] as const

/** Why the server refused an item, as the page shows it. */
export const refusal = z.strictObject({
  code: z.string().max(60), status: z.int(), requestId: z.string().max(100).nullable(), detail: z.string().max(2000).nullable(),
  errors: z.record(z.string(), z.array(z.string())), guards: z.array(z.string()), at: instant,
})
export type Refusal = z.infer<typeof refusal>

/** What a person hands over. `request` is the whole body; it is sent under `id` as idempotency key, however often. */
export const outboxEntry = z.strictObject({
  id: z.uuid(),
  kind: z.enum(OUTBOX_KINDS),
  /** The ticket of an operation; null for a new one. */
  ticketNo: ticketNo.nullable(),
  /** The JSON of the body. */
  request: json,
  /** What the page needs to show and to edit it: the draft's JSON. */
  draft: json,
  files: z.array(localFile).max(20),
  /** When the customer called or the text was written; deadlines run from the server's acceptance. */
  writtenAt: instant,
})
export type OutboxEntry = z.infer<typeof outboxEntry>

export const outboxItem = outboxEntry.extend({
  /** In the order of writing; an edited item keeps its place. */
  position: z.int(),
  state: z.enum(OUTBOX_STATES),
  attempts: z.int(),
  /** Not before this; null: at once. */
  nextAttemptAt: instant.nullable(),
  /** Stable code of the last failure that is no refusal. */
  lastError: z.string().nullable(),
  refusal: refusal.nullable(),
  /** What the server made of it. */
  acceptedNo: ticketNo.nullable(),
  deliveredAt: instant.nullable(),
})
export type OutboxItem = z.infer<typeof outboxItem>

export const outboxOutcome = z.discriminatedUnion('kind', [
  /** Stored before anything of the item is deleted. */
  z.strictObject({ kind: z.literal('delivered'), no: ticketNo }),
  z.strictObject({ kind: z.literal('refused'), refusal }),
  z.strictObject({ kind: z.literal('later'), error: z.string().max(60), retryAt: instant }),
  /** The body on the ticket as it now is; stored before it is sent. Keeps the claim. */
  z.strictObject({ kind: z.literal('rebased'), request: json }),
])
export type OutboxOutcome = z.infer<typeof outboxOutcome>

const nothing = z.undefined()
const done = z.void()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** What could be saved of a store that was damaged, or whose key was lost; `lost`: something may be missing. The old one is kept beside it. */
export const rescue = z.strictObject({ drafts: z.int(), outbox: z.int(), lost: z.boolean() })
export type Rescue = z.infer<typeof rescue>
const cached = z.strictObject({ json, seenAt: instant })
export type CachedRecord = z.infer<typeof cached>

/**
 * Rows of the IPC table. All but `store.open` and `store.close` fail with `ipc_failed` while no store is open; all that write
 * fail with `ipc_disk_full` when nothing more can be written: what was stored stays.
 */
export const localStoreCalls = {
  /**
   * Opens the store of who signed in (the server is the configured one) and closes another's. `rescued`: a damaged store was set
   * aside; so much of it could be read. Fails with `ipc_store_newer` (written by a newer program; untouched) or
   * `ipc_store_unavailable` (this program has no node:sqlite, or the folder cannot be used).
   */
  'store.open': {
    input: z.strictObject({ userId: z.string().regex(/^\d{1,19}$/) }),
    output: z.strictObject({ protected: z.boolean(), rescued: rescue.nullable() }),
  },
  'store.close': { input: nothing, output: done },
  'draft.list': { input: z.strictObject({ kind: z.enum(DRAFT_KINDS) }), output: z.array(storedDraft) },
  /** Answered when it is on the disk. */
  'draft.save': { input: draftKey.extend({ json }), output: z.strictObject({ savedAt: instant }) },
  'draft.remove': { input: draftKey, output: done },
  /** The item comes and its draft goes in one transaction. The same id again is the same item. `ipc_file_missing` where a file is not here. */
  'outbox.add': { input: z.strictObject({ entry: outboxEntry, draft: draftKey.nullable() }), output: outboxItem },
  'outbox.list': { input: nothing, output: z.array(outboxItem) },
  /** The next to be sent, in order, for `owner` until the lease ends; null where nothing is due or another has the turn. */
  'outbox.claim': { input: z.strictObject({ owner: z.uuid(), leaseMs: z.int().min(1_000).max(120_000) }), output: outboxItem.nullable() },
  'outbox.settle': { input: z.strictObject({ owner: z.uuid(), id: z.uuid(), outcome: outboxOutcome }), output: z.strictObject({ held: z.boolean() }) },
  /** Network is back: what waits for a later try is due now. */
  'outbox.hurry': { input: nothing, output: done },
  /**
   * A refused item, mended: waiting again at its place. A changed body has a new id, since the old may have been accepted.
   * Fails with `ipc_outbox_state` where the item is not refused (any more).
   */
  'outbox.mend': { input: z.strictObject({ id: z.uuid(), entry: outboxEntry }), output: outboxItem },
  /** A person gives a refused or waiting item up; `ipc_outbox_state` for one that is being sent or was delivered. */
  'outbox.discard': { input: z.strictObject({ id: z.uuid() }), output: done },
  /** The same id again is the same file. */
  'file.add': { input: z.strictObject({ id: z.uuid(), name: z.string().min(1).max(ATTACHMENT_NAME_MAX_LENGTH), mediaType: z.string().max(100), bytes: z.instanceof(Uint8Array) }), output: localFile },
  /** A part, shorter at the end of the file. `ipc_file_missing`: the file is not here, or damaged. */
  'file.read': { input: z.strictObject({ sha256, offset: z.int().min(0), length: z.int().min(1).max(UPLOAD_PART_BYTES) }), output: z.instanceof(Uint8Array) },
  /** Removes a file, unless an item of the outbox still needs it. */
  'file.discard': { input: z.strictObject({ id: z.uuid() }), output: done },
  /** Customers and tickets as last seen, for looking up without the network. */
  'cache.put': { input: z.strictObject({ customers: z.array(z.strictObject({ id: z.string(), phones: z.array(z.string()), json })).max(200), tickets: z.array(z.strictObject({ no: ticketNo, customerId: z.string(), json })).max(200) }), output: done },
  /** Customers with this number, or whose number ends in these (four or more) digits; latest seen first, at most 50. */
  'cache.customersByPhone': { input: z.strictObject({ digits: z.string().regex(/^\d{3,20}$/) }), output: z.array(cached) },
  'cache.ticket': { input: z.strictObject({ no: ticketNo }), output: cached.nullable() },
  /** Latest seen first, at most 50. */
  'cache.ticketsOfCustomer': { input: z.strictObject({ customerId: z.string() }), output: z.array(cached) },
} as const
export const localStoreEvents = {
  /** Something of the outbox changed, in this window or another. */
  'outbox.changed': z.strictObject({}),
  /** The open store turned out to be damaged while it was used: it was set aside, and this much of it was saved. */
  'store.rescued': rescue,
} as const
