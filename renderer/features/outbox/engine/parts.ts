import type { Upload, UploadBody } from '#shared/contract/attachment.ts'
import type { Customer } from '#shared/contract/customer.ts'
import type { OutboxItem, OutboxOutcome } from '#shared/contract/localStore.ts'
import type { Ticket } from '#shared/contract/ticket.ts'

/** A body as it was written; the server's schema decides whether it is one. */
export type Body = Readonly<Record<string, unknown>>

/** What the engine needs of the store on this machine: rows of `shared/contract/localStore.ts`. Every function may reject. */
export interface OutboxStore {
  /** The next item to send, for `owner` until `leaseMs` ms have passed; null where nothing is due or another has the turn. */
  readonly claim: (turn: { readonly owner: string; readonly leaseMs: number }) => Promise<OutboxItem | null>
  /** `held` is false where the turn was over: then nothing was written. */
  readonly settle: (result: { readonly owner: string; readonly id: string; readonly outcome: OutboxOutcome }) => Promise<{ readonly held: boolean }>
  /** What waits for a later try is due now. */
  readonly hurry: () => Promise<void>
  readonly readFile: (part: { readonly sha256: string; readonly offset: number; readonly length: number }) => Promise<Uint8Array>
}

/** What the engine needs of the server. Failures are `ApiProblem`s. */
export interface OutboxServer {
  readonly createTicket: (body: Body, idempotencyKey: string) => Promise<Ticket>
  readonly operateTicket: (no: string, body: Body, idempotencyKey: string) => Promise<Ticket>
  readonly readTicket: (no: string) => Promise<Ticket>
  readonly patchCustomer: (id: string, body: Body) => Promise<Customer>
  readonly announceUpload: (id: string, file: UploadBody) => Promise<Upload>
  readonly sendUploadPart: (id: string, offset: number, bytes: Uint8Array) => Promise<Upload>
}

/** Time, injected. */
export interface EngineClock {
  /** Milliseconds of this machine's clock. */
  readonly now: () => number
  /** Runs once after `ms`; what comes back cancels it. */
  readonly after: (ms: number, run: () => void) => () => void
}

/** The clock and the timers of the platform. */
export const systemClock: EngineClock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}
