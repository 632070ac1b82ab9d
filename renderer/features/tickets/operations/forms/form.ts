import type { IconName } from '../../../../components/icons/iconShapes.ts'

/** Parts that a form is put together from, in the order of the form. */
export const FORM_FIELDS = ['content', 'cause', 'reason', 'visit_date', 'visit_decision', 'evaluation', 'destination', 'channel', 'level'] as const
export type FormField = (typeof FORM_FIELDS)[number]

/** Help beside the text: what belongs into it. */
export type FormHint = 'five_w_two_h' | 'final_solution'

/** How the form of an operation is made up. Its words are `operation.form.<operation>`. */
export interface OperationForm {
  readonly icon: IconName
  readonly fields: readonly FormField[]
  readonly hint?: FormHint
  /** Refusing and withdrawing: the button is outlined in red. */
  readonly refuses?: boolean
  /** A sentence that has to be seen before submitting: `operation.warning.<operation>`. */
  readonly warns?: boolean
}
