import { createHash, randomUUID } from 'node:crypto'
import { ATTACHMENT_MAX_BYTES } from '#shared/domain/ticket/attachments.ts'
import type { IpcInput, IpcOutput } from '#shared/contract/ipc.ts'
import type { CachedRecord, LocalFile, OutboxItem, Rescue, StoredDraft } from '#shared/contract/localStore.ts'
import { IpcFailure } from '../ipc/failure.ts'
import { errorFields, type Log } from '../logging/log.ts'
import type { Encryption } from '../storage/sessionVault.ts'
import { readWaitingFile, removeFile, sameFile, tidyFiles } from './files/fileShelf.ts'
import { writeSealedFile } from './files/sealedFile.ts'
import { keyOfStore, openOrRescue, type OpenDatabase } from './openStore.ts'
import type { Lease, Moment } from './outbox/rules.ts'
import { filePaths, type StorePaths } from './paths.ts'
import type { Sealer } from './sealing.ts'
import { isDamage, isDiskFull, transaction } from './sqlite.ts'

/** This run of the program: what it was sending is free as soon as it has ended. */
export const thisRun = { process: randomUUID(), pid: process.pid }

/** Whether the process that took a lease has ended. A process with our number that is not this run is an earlier one. */
function hasEnded(lease: Lease): boolean {
  if (lease.pid === thisRun.pid) return lease.process !== thisRun.process
  try {
    process.kill(lease.pid, 0)
    return false
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH'
  }
}

export interface StoreParts {
  encryption: Encryption
  log: Log
  now: () => Date
  /** Something of the outbox changed. */
  onOutboxChanged: () => void
  /** A damaged store was set aside while it was in use. */
  onRescued: (rescue: Rescue) => void
}

/**
 * The store of one user of one server on this machine (`desktop.md`, Drafts and offline). What a writing method returned from is
 * on the disk. A store that turns out to be damaged is set aside and made anew of what can be read, and the call goes on.
 * @throws {IpcFailure} each method: `ipc_disk_full`, and what its row of the table says
 */
export class LocalStore {
  readonly #paths: StorePaths
  readonly #sealer: Sealer
  readonly #parts: StoreParts
  #opened: OpenDatabase | null
  #isClosed = false

  private constructor(paths: StorePaths, sealer: Sealer, parts: StoreParts, opened: OpenDatabase) {
    this.#paths = paths
    this.#sealer = sealer
    this.#parts = parts
    this.#opened = opened
  }

  static async open(paths: StorePaths, parts: StoreParts): Promise<{ store: LocalStore; answer: IpcOutput<'store.open'> }> {
    const key = await keyOfStore(paths, parts.encryption, parts.now())
    const opened = openOrRescue(paths, key.sealer, parts.now())
    const store = new LocalStore(paths, key.sealer, parts, opened)
    store.#tidy((current) => tidyFiles(current, paths, parts.now()))
    const rescued = key.lost ? { drafts: 0, outbox: 0, lost: true } : opened.rescued
    if (rescued) parts.log.error('local_store_set_aside', { reason: key.lost ? 'key' : 'damaged', ...rescued })
    return { store, answer: { protected: key.protected, rescued } }
  }

  close(): void {
    this.#isClosed = true
    this.#letGo()
  }

  drafts(kind: StoredDraft['kind']): StoredDraft[] {
    return this.#run(({ drafts }) => drafts.list(kind))
  }
  saveDraft(draft: IpcInput<'draft.save'>): { savedAt: string } {
    return this.#run(({ drafts }) => drafts.save(draft, this.#parts.now()))
  }
  removeDraft(key: IpcInput<'draft.remove'>): void {
    this.#run(({ drafts }) => drafts.remove(key))
  }

  outbox(): OutboxItem[] {
    return this.#run(({ outbox }) => outbox.list(this.#moment()))
  }
  addToOutbox({ entry, draft }: IpcInput<'outbox.add'>): OutboxItem {
    return this.#change(({ outbox, drafts }) => {
      const item = outbox.add(entry, this.#moment())
      if (draft) drafts.remove(draft)
      return item
    })
  }
  claim({ owner, leaseMs }: IpcInput<'outbox.claim'>): OutboxItem | null {
    const claimed = this.#write(({ outbox }) => outbox.claim({ owner, ...thisRun }, leaseMs, this.#moment()))
    if (claimed && !claimed.isRenewed) this.#parts.onOutboxChanged()
    return claimed?.item ?? null
  }
  settle({ owner, id, outcome }: IpcInput<'outbox.settle'>): { held: boolean } {
    const held = this.#change(({ outbox }) => outbox.settle(owner, id, outcome, this.#moment()))
    if (held && outcome.kind === 'delivered') {
      this.#tidy((opened) => {
        for (const file of opened.outbox.filesOf(id)) removeFile(opened, this.#paths, file, { evenInDraft: false })
      })
    }
    return { held }
  }
  hurry(): void {
    if (this.#write(({ outbox }) => outbox.hurry())) this.#parts.onOutboxChanged()
  }
  mend({ id, entry }: IpcInput<'outbox.mend'>): OutboxItem {
    return this.#change(({ outbox }) => outbox.mend(id, entry, this.#moment()))
  }
  discard({ id }: IpcInput<'outbox.discard'>): void {
    this.#change(({ outbox }) => outbox.discard(id, this.#moment()))
  }
  /** The page has gone: what it was sending can be sent by the next one at once. */
  releaseLeases(): void {
    if (this.#write(({ outbox }) => outbox.release(thisRun.process))) this.#parts.onOutboxChanged()
  }

  async addFile({ bytes, ...file }: IpcInput<'file.add'>): Promise<LocalFile> {
    if (bytes.length < 1 || bytes.length > ATTACHMENT_MAX_BYTES) throw new IpcFailure('ipc_input_invalid', 'size of a file')
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const known = this.#run(({ files }) => sameFile(files.find(file.id), sha256))
    if (known) return known
    const written = await writeSealedFile(filePaths(this.#paths, file.id), this.#sealer, file, bytes, sha256).catch((error: unknown) => {
      throw this.#failure(error)
    })
    this.#write(({ files }) => files.put(written, this.#parts.now().getTime()))
    return written
  }
  readFile(part: IpcInput<'file.read'>): Uint8Array<ArrayBuffer> {
    return this.#run((opened) => readWaitingFile(opened, this.#paths, this.#sealer, part))
  }
  discardFile({ id }: IpcInput<'file.discard'>): void {
    this.#run((opened) => removeFile(opened, this.#paths, id, { evenInDraft: true }))
  }

  putIntoCache(records: IpcInput<'cache.put'>): void {
    this.#write(({ cache }) => cache.put(records, this.#parts.now()))
  }
  customersByPhone(digits: string): CachedRecord[] {
    return this.#run(({ cache }) => cache.customersByPhone(digits))
  }
  cachedTicket(no: string): CachedRecord | null {
    return this.#run(({ cache }) => cache.ticket(no))
  }
  ticketsOfCustomer(customerId: string): CachedRecord[] {
    return this.#run(({ cache }) => cache.ticketsOfCustomer(customerId))
  }

  #moment(): Moment {
    return { now: this.#parts.now().getTime(), isGone: hasEnded }
  }

  /** What was delivered and nobody needs any more goes; where that fails, it goes at the next start. */
  #tidy(work: (opened: OpenDatabase) => void): void {
    try {
      this.#run(work)
      this.#write(({ outbox }) => outbox.forgetDelivered(this.#parts.now().getTime()))
    } catch (error) {
      this.#parts.log.warn('local_store_not_tidied', errorFields(error))
    }
  }

  #change<Result>(work: (opened: OpenDatabase) => Result): Result {
    const result = this.#write(work)
    this.#parts.onOutboxChanged()
    return result
  }

  #write<Result>(work: (opened: OpenDatabase) => Result): Result {
    return this.#run((opened) => transaction(opened.database, () => work(opened)))
  }

  #run<Result>(work: (opened: OpenDatabase) => Result): Result {
    if (this.#isClosed) throw new Error('The store is closed')
    // First as it is; then opened anew, which rescues what is damaged there or finds what another process rescued; then rescued in any case.
    for (let attempt = 1; ; attempt += 1) {
      try {
        return work(this.#current(attempt === 3))
      } catch (error) {
        if (!isDamage(error) || attempt === 3) throw this.#failure(error)
        this.#letGo()
      }
    }
  }

  /** @param isDamaged the file that is to be opened was found damaged */
  #current(isDamaged: boolean): OpenDatabase {
    if (this.#opened) return this.#opened
    const { rescued, ...opened } = openOrRescue(this.#paths, this.#sealer, this.#parts.now(), isDamaged)
    this.#opened = opened
    if (rescued) {
      this.#parts.log.error('local_store_set_aside', { reason: 'damaged', ...rescued })
      this.#parts.onRescued(rescued)
      this.#parts.onOutboxChanged()
    }
    return opened
  }

  #letGo(): void {
    this.#opened?.database.close()
    this.#opened = null
  }

  #failure(error: unknown): unknown {
    return isDiskFull(error) ? new IpcFailure('ipc_disk_full', 'nothing more can be written') : error
  }
}
