import type { DeskWork } from '#shared/contract/desktopProgram.ts'

/** What is asked of a call form. */
export interface CallFormFacts {
  /** The telephone system's id of its call; empty where a number was typed. */
  readonly externalCallId: string
  /** When the customer called, ISO 8601. */
  readonly calledAt: string
  /** The server has it. */
  readonly accepted: unknown
}

/** So long after it came a call may still be going on, in ms; a form that stays open overnight holds up nothing. */
const CALL_SPAN_MS = 60 * 60_000

/** Whether somebody is on the line, as far as the forms tell: the form of a call of the last hour that is not handed over. @param now ms */
export function isInCall(forms: Iterable<CallFormFacts>, now: number): boolean {
  return [...forms].some(({ externalCallId, calledAt, accepted }) => externalCallId !== '' && accepted === null && now - Date.parse(calledAt) < CALL_SPAN_MS)
}

/** When a form was last put on the disk, ms, and what stands against it; both null for one that is new. */
export interface KeptForm { readonly savedAt: number | null; readonly failed: boolean }

/** How many forms hold text that is not on the disk. */
export const countUnsaved = (forms: Iterable<KeptForm>): number => [...forms].filter(({ savedAt, failed }) => savedAt === null || failed).length

const LARGEST = 99_999
const capped = (count: number): number => Math.min(Math.max(0, Math.trunc(count)), LARGEST)

/** The report for the main process, in its bounds. */
export const reportOf = (work: DeskWork): DeskWork => ({
  ...work,
  waitingCalls: capped(work.waitingCalls), unsavedForms: capped(work.unsavedForms), sending: capped(work.sending), waiting: capped(work.waiting),
})
