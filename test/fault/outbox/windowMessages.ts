import type { OutboxItem } from '#shared/contract/localStore.ts'
import type { PlannedEntry } from './plan.ts'

/** What a window process is started with. */
export interface WindowOptions {
  /** Of the proxy. */
  serverUrl: string
  /** Of the desktop program on this machine: store and vault of sessions lie in it. */
  folder: string
  /** Names the vault of the session: two processes on one folder that are to have sessions of their own name two. */
  session: string
  /** Pages in this process, each with an engine; they share its store and its session. */
  pages: number
  organisation: string
  account: string
  password: string
  /** As the server knows him: the store is his. */
  userId: string
}

/** What the harness asks a window to do; each is answered. */
export interface WindowCommands {
  /** A person writes: files first, then the entry of the outbox. Answered when it is on the disk. */
  write: { input: PlannedEntry; output: null }
  list: { input: null; output: OutboxItem[] }
  /** A refused entry, changed by the person. */
  mend: { input: { id: string; entry: PlannedEntry }; output: null }
  /** Whether a damaged store was set aside at the start, and what was read of it. */
  rescued: { input: null; output: { drafts: number; outbox: number; lost: boolean } | null }
  /** A person presses 立即重试. */
  hurry: { input: null; output: null }
  /** Each page asks the server something at the same moment. */
  askServer: { input: null; output: null }
}

export interface WindowFigures {
  /** Sessions opened with the password, and renewed with a refresh token. */
  signedIn: number
  renewed: number
}
export const noFigures: WindowFigures = { signedIn: 0, renewed: 0 }

export type WindowCommand = keyof WindowCommands
export interface Question<Name extends WindowCommand = WindowCommand> { readonly number: number; readonly name: Name; readonly input: WindowCommands[Name]['input'] }
export type WindowMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'figures'; readonly figures: WindowFigures }
  | { readonly kind: 'answer'; readonly number: number; readonly output: unknown }
  | { readonly kind: 'failed'; readonly number: number; readonly error: string }
