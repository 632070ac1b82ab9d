import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { approvalForms } from './forms/approvals.ts'
import { callCenterForms } from './forms/callCenter.ts'
import { dealerForms } from './forms/dealer.ts'
import type { OperationForm } from './forms/form.ts'

export type { FormField, FormHint, OperationForm } from './forms/form.ts'

/** The form of every operation that a ticket page can offer. Whether content and reason are required is the rules' to say. */
export const operationForms: Readonly<Record<TicketOperation, OperationForm>> = { ...dealerForms, ...callCenterForms, ...approvalForms }
