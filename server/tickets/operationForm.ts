import type { FeedbackChannel } from '#shared/domain/ticket/enumerations.ts'
import type { OperationInput } from '#shared/domain/ticket/inputs.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'

/** What somebody entered for an operation, checked, as the writers of records and requests need it. */
export interface OperationForm {
  operation: TicketOperation | 'save' | 'intake'
  /** As which actor he acted. */
  role: string
  /** For whom he acted, where approving is handed over to him. */
  onBehalfOf: number | null
  content: string | null
  causeCode: string | null
  reasonCode: string | null
  channel: FeedbackChannel | null
  calledAt: Date | null
  callId: number | null
  attachmentIds: readonly string[]
  evaluationReason: string | null
  input: OperationInput
}

export const emptyForm = (operation: OperationForm['operation'], role: string): OperationForm => ({
  operation, role, onBehalfOf: null, content: null, causeCode: null, reasonCode: null, channel: null, calledAt: null, callId: null,
  attachmentIds: [], evaluationReason: null, input: {},
})
