import type { AttachmentRefusal } from '#shared/domain/ticket/attachmentRefusal.ts'

/**
 * How far a file of a form is: `waiting` for its turn, `sending`, `interrupted` (goes on by itself when the server answers again),
 * `failed` for good until somebody does something, `lost` (the page was loaded anew before it was there), `complete`.
 */
export type AttachmentState = 'waiting' | 'sending' | 'interrupted' | 'failed' | 'lost' | 'complete'

/** A file of a form as it is drawn. */
export interface AttachmentItem {
  readonly id: string
  readonly name: string
  /** In bytes. */
  readonly size: number
  readonly mediaType: string
  readonly state: AttachmentState
  /** From 0 to 1. */
  readonly progress: number
  /** Stable code of what went wrong; null while nothing did. */
  readonly problem: string | null
  /** Whether trying again with the same file can help. */
  readonly retryable: boolean
  /** Address of a small picture of it; null where there is none. */
  readonly preview: string | null
}

/** A file that was not even begun. */
export interface RefusedFile {
  readonly name: string
  readonly reason: AttachmentRefusal
}
