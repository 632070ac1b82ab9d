import type { StoredDraft } from '#shared/contract/localStore.ts'
import type { LocalStore } from '../../../../renderer/api/localStore.ts'
import { FakeStore } from './fakeStore.ts'

/** The desktop program's store in memory, as the bridge offers it: one for each user. */
export class FakeLocalStore implements LocalStore {
  readonly drafts = new Map<string, StoredDraft>()
  readonly queue = new FakeStore(() => Date.now())
  readonly seen = new Map<string, { phones: string[]; json: string; seenAt: string }>()
  readonly seenTickets = new Map<string, { json: string; seenAt: string }>()
  opened: string | null = null
  /** The disk takes nothing more. */
  full = false
  /** What opening fails with. */
  failure: string | null = null

  #write(): void {
    if (this.full) throw new Error('ipc_disk_full')
    if (this.opened === null) throw new Error('ipc_failed')
  }
  readonly store: LocalStore['store'] = {
    open: async ({ userId }) => {
      if (this.failure !== null) throw new Error(this.failure)
      this.opened = userId
      return { protected: true, rescued: null }
    },
    close: async () => { this.opened = null },
  }
  readonly draft: LocalStore['draft'] = {
    list: async ({ kind }) => [...this.drafts.values()].filter((draft) => draft.kind === kind),
    save: async (draft) => {
      this.#write()
      const savedAt = new Date().toISOString()
      this.drafts.set(`${draft.kind} ${draft.id}`, { ...draft, savedAt })
      return { savedAt }
    },
    remove: async ({ kind, id }) => { this.drafts.delete(`${kind} ${id}`) },
  }
  readonly outbox: LocalStore['outbox'] = {
    add: async ({ entry, draft }) => {
      this.#write()
      const item = this.queue.items.find(({ id }) => id === entry.id) ?? this.queue.add(entry)
      if (draft) this.drafts.delete(`${draft.kind} ${draft.id}`)
      return item
    },
    list: async () => [...this.queue.items],
    claim: (turn) => this.queue.claim(turn),
    settle: (result) => this.queue.settle(result),
    hurry: () => this.queue.hurry(),
    mend: async ({ id, entry }) => {
      const at = this.queue.items.findIndex((item) => item.id === id)
      const item = this.queue.items[at]
      if (item?.state !== 'refused') throw new Error('ipc_outbox_state')
      this.queue.items[at] = { ...item, ...entry, state: 'waiting', attempts: 0, refusal: null, nextAttemptAt: null }
      return this.queue.items[at]
    },
    discard: async ({ id }) => {
      const at = this.queue.items.findIndex((item) => item.id === id)
      if (!['waiting', 'refused'].includes(this.queue.items[at]?.state ?? '')) throw new Error('ipc_outbox_state')
      this.queue.items.splice(at, 1)
    },
  }
  readonly file: LocalStore['file'] = {
    add: async () => { throw new Error('ipc_failed') },
    read: async (part) => Uint8Array.from(await this.queue.readFile(part)),
    discard: async () => undefined,
  }
  readonly cache: LocalStore['cache'] = {
    put: async ({ customers, tickets }) => {
      for (const { no, json } of tickets) this.seenTickets.set(no, { json, seenAt: new Date().toISOString() })
      for (const { id, phones, json } of customers) this.seen.set(id, { phones, json, seenAt: new Date().toISOString() })
    },
    customersByPhone: async ({ digits }) => [...this.seen.values()].filter(({ phones }) => phones.includes(digits)).map(({ json, seenAt }) => ({ json, seenAt })),
    ticket: async ({ no }) => this.seenTickets.get(no) ?? null,
    ticketsOfCustomer: async () => [],
  }
}
