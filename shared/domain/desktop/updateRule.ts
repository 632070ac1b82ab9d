/** What stands against installing an update (`desktop.md`: never in the middle of a call or with unsent drafts unsaved). */
export const UPDATE_HINDRANCES = ['in_call', 'calls_waiting', 'unsaved_forms', 'sending'] as const
export type UpdateHindrance = (typeof UPDATE_HINDRANCES)[number]

/** What the person has in hand, as far as the rule asks. */
export interface WorkInHand {
  readonly inCall: boolean
  readonly waitingCalls: number
  /** Forms with text that is not on the disk. */
  readonly unsavedForms: number
  /** Entries of the outbox that are being sent at this moment. */
  readonly sending: number
}

/**
 * Everything that stands against replacing the running program now. What is on the disk does not: drafts and waiting
 * entries of the outbox are there again after the start.
 */
export function updateHindrances(work: WorkInHand): readonly UpdateHindrance[] {
  const stands: Record<UpdateHindrance, boolean> = {
    in_call: work.inCall,
    calls_waiting: work.waitingCalls > 0,
    unsaved_forms: work.unsavedForms > 0,
    sending: work.sending > 0,
  }
  return UPDATE_HINDRANCES.filter((hindrance) => stands[hindrance])
}

/** Whether the program may be replaced now. */
export const mayUpdate = (work: WorkInHand): boolean => updateHindrances(work).length === 0

/** Whether quitting would lose something: text that nothing but this page holds. */
export const losesByQuitting = (work: Pick<WorkInHand, 'unsavedForms'>): boolean => work.unsavedForms > 0
