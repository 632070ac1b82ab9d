import type { IconName } from './icons/iconShapes.ts'

/** How a ticket state is drawn: the last part of its colour tokens and its icon. */
export interface StateLook {
  readonly name: 'pending' | 'unreplied' | 'replied' | 'resolved' | 'closed' | 'cancelled'
  readonly icon: IconName
}

const looks: Readonly<Record<string, StateLook>> = {
  pending_submission: { name: 'pending', icon: 'state-pending' },
  unreplied: { name: 'unreplied', icon: 'state-unreplied' },
  replied: { name: 'replied', icon: 'state-replied' },
  resolved: { name: 'resolved', icon: 'state-resolved' },
  closed: { name: 'closed', icon: 'state-closed' },
  cancelled: { name: 'cancelled', icon: 'state-cancelled' },
}
const unknownLook: StateLook = { name: 'pending', icon: 'state-pending' }

/** @param state the state's id; one that this version does not know looks like a waiting one */
export const stateLook = (state: string): StateLook => looks[state] ?? unknownLook
