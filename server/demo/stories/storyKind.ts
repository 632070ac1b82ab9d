import type { TicketState } from '#shared/domain/ticket/states.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { Story } from './story.ts'

/** When an unreplied ticket's reply is due: passed, within four hours, later. */
export type ReplyDue = 'red' | 'blue' | 'later'

/** A way in which tickets go, and how many go it. */
export interface StoryKind {
  count: number
  /** The state at the present moment, whatever the draws. */
  ends: TicketState
  /** One of these, drawn. */
  types: readonly TicketType[]
  /** How many days before the present the ticket was created, at least and at most. */
  ageDays: readonly [from: number, to: number]
  /** What comes after the creation. */
  tell: (story: Story) => void
  /** The customer's mall where nothing is said. */
  destination?: 'mall' | 'none' | 'head_office'
  submit?: boolean
  assistants?: readonly string[]
  /** Chooses the creation by the reply's deadline instead of by age. */
  replyDue?: ReplyDue
}
