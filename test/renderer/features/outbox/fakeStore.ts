import type { LocalFile, OutboxEntry, OutboxItem, OutboxOutcome } from '#shared/contract/localStore.ts'
import type { OutboxStore } from '../../../../renderer/features/outbox/engine/parts.ts'

interface Claim { readonly owner: string; readonly until: number }

/** The store on this machine in memory, by the words of its contract. */
export class FakeStore implements OutboxStore {
  readonly items: OutboxItem[] = []
  readonly files = new Map<string, Uint8Array>()
  readonly claims = new Map<string, Claim>()
  /** Every settled outcome, in order. */
  readonly settled: { id: string; outcome: OutboxOutcome }[] = []
  /** How many of the next settlements fail. */
  failingSettlements = 0
  readonly now: () => number

  constructor(now: () => number) {
    this.now = now
  }
  add(entry: OutboxEntry): OutboxItem {
    const item: OutboxItem = { ...entry, position: this.items.length + 1, state: 'waiting', attempts: 0, nextAttemptAt: null, lastError: null, refusal: null, acceptedNo: null, deliveredAt: null }
    this.items.push(item)
    return item
  }
  get(id: string): OutboxItem {
    const found = this.items.find((item) => item.id === id)
    if (!found) throw new Error(`no item ${id}`)
    return found
  }
  #change(id: string, change: Partial<OutboxItem>): void {
    this.items.splice(this.items.findIndex((item) => item.id === id), 1, { ...this.get(id), ...change })
  }
  readonly claim: OutboxStore['claim'] = async ({ owner, leaseMs }) => {
    const head = this.items.find((item) => item.state === 'waiting' || item.state === 'sending')
    if (!head) return null
    const claim = this.claims.get(head.id)
    if (claim && claim.owner !== owner && claim.until > this.now()) return null
    if (head.nextAttemptAt !== null && Date.parse(head.nextAttemptAt) > this.now()) return null
    this.claims.set(head.id, { owner, until: this.now() + leaseMs })
    this.#change(head.id, { state: 'sending', attempts: head.attempts + 1, nextAttemptAt: null })
    return this.get(head.id)
  }
  readonly settle: OutboxStore['settle'] = async ({ owner, id, outcome }) => {
    if (this.failingSettlements > 0) {
      this.failingSettlements -= 1
      throw new Error('ipc_disk_full')
    }
    if (this.claims.get(id)?.owner !== owner || this.get(id).state !== 'sending') return { held: false }
    this.settled.push({ id, outcome })
    if (outcome.kind === 'rebased') this.#change(id, { request: outcome.request })
    else {
      this.claims.delete(id)
      if (outcome.kind === 'delivered') this.#change(id, { state: 'delivered', acceptedNo: outcome.no, deliveredAt: new Date(this.now()).toISOString(), lastError: null })
      else if (outcome.kind === 'refused') this.#change(id, { state: 'refused', refusal: outcome.refusal })
      else this.#change(id, { state: 'waiting', lastError: outcome.error, nextAttemptAt: outcome.retryAt })
    }
    return { held: true }
  }
  readonly hurry: OutboxStore['hurry'] = async () => {
    for (const item of [...this.items]) if (item.state === 'waiting') this.#change(item.id, { nextAttemptAt: null })
  }
  readonly readFile: OutboxStore['readFile'] = async ({ sha256, offset, length }) => {
    const bytes = this.files.get(sha256)
    if (!bytes) throw new Error('ipc_file_missing')
    return bytes.slice(offset, offset + length)
  }
}

export const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`

/** A new ticket that says nothing but its number among the others. */
export const ticketEntry = (number: number, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  id: uuid(number), kind: 'ticket', ticketNo: null, request: JSON.stringify({ words: `件${number}` }), draft: '{}', files: [], writtenAt: '2026-09-29T05:39:00.000Z', ...more,
})
export const feedbackEntry = (number: number, no: string, version: number): OutboxEntry =>
  ticketEntry(number, { kind: 'operation', ticketNo: no, request: JSON.stringify({ operation: 'feedback', version, content: `话${number}` }) })
export const fileOf = (number: number, size: number): LocalFile =>
  ({ id: uuid(9_000 + number), name: `图${number}.jpg`, size, sha256: String(number).padStart(64, '0'), mediaType: 'image/jpeg' })
