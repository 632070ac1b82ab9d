import { ipcErrorCode } from '#shared/contract/ipc.ts'
import type { DRAFT_KINDS } from '#shared/contract/localStore.ts'

export type DraftKind = (typeof DRAFT_KINDS)[number]

/** A form as the place holds it. */
export interface KeptDraft {
  readonly id: string
  readonly json: string
  /** ms of this machine's clock; null where the place does not know. */
  readonly savedAt: number | null
}

/** Why a place keeps nothing more: the disk (or the browser's share of it) is full, or it fails otherwise. */
export type KeepingFailure = 'full' | 'failed'

/** Where the forms of one person are kept on this machine; those of another are neither seen nor touched (`desktop.md`). */
export interface DraftPlace {
  /** What it held when it was opened, and what was kept since by this window. */
  readonly kept: (kind: DraftKind) => readonly KeptDraft[]
  /**
   * Resolves when it is on the disk.
   * @returns when, ms of this machine's clock
   * @throws what {@link failureOf} reads
   */
  readonly save: (kind: DraftKind, id: string, json: string) => Promise<number>
  readonly remove: (kind: DraftKind, id: string) => Promise<void>
  /** What another window of the same person did: the form that a change of this entry of the browser's storage concerns. */
  readonly changedElsewhere: (entry: string) => { readonly kind: DraftKind; readonly draft: KeptDraft } | null
}

/** What to say of a failure to keep. */
export function failureOf(error: unknown): KeepingFailure {
  const full = ipcErrorCode(error) === 'ipc_disk_full' || (error instanceof DOMException && error.name === 'QuotaExceededError')
  return full ? 'full' : 'failed'
}
