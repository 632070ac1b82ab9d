import { CONTENT_MAX_LENGTH, needsContent, needsReason, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import { inputErrors } from '#shared/domain/ticket/inputs.ts'
import type { TicketFacts } from '#shared/domain/ticket/facts.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { operationForms } from './operationForms.ts'
import { inputOf, visitTypeOf, type OperationValues } from './values.ts'

/** Field of the request → codes; the words are `errors.field.<code>`. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

/**
 * What is missing or wrong before anything is sent; the rules' own checks included. The server checks all of it again.
 * @param now the server's time
 */
export function findErrors(operation: TicketOperation, values: OperationValues, ticket: Ticket, facts: TicketFacts, now: Date): FieldErrors {
  const { fields } = operationForms[operation]
  const errors: Record<string, string[]> = {}
  const add = (field: string, code: string): void => { errors[field] = [...(errors[field] ?? []), code] }
  if (needsContent(operation) && values.content.trim() === '') add('content', 'required')
  if (values.content.trim().length > CONTENT_MAX_LENGTH) add('content', 'too_long')
  if (needsReason(operation) && !values.reasonCode) add('reasonCode', 'required')
  if (fields.includes('destination')) {
    if (values.destination === 'mall' && !values.mallCode) add('mallCode', 'required')
    if (values.destination === 'head_office' && !values.headOfficeReason) add('headOffice.reason', 'required')
    if (values.destination === 'head_office' && !values.departmentCode) add('headOffice.departmentCode', 'required')
  }
  const input = inputOf(operation, values, ticket)
  const wrong = inputErrors(facts, operation, input.requestedAt && visitTypeOf(values.requestedAt, ticket.visitAt) === null ? { ...input, visitType: 'extend' } : input, now)
  for (const [field, code] of Object.entries(wrong)) add(field, code)
  return errors
}

/** The codes of some fields of the request, in one list. A nested field such as `headOffice.reason` counts with its parent. */
export const errorsOf = (errors: FieldErrors, ...fields: readonly string[]): string[] =>
  [...new Set(Object.entries(errors).filter(([name]) => fields.some((field) => name === field || name.startsWith(`${field}.`))).flatMap(([, codes]) => codes))]

/** Errors that belong to none of the fields shown; they stand at the form's foot. */
export const otherErrors = (errors: FieldErrors, shown: readonly string[]): string[] =>
  Object.entries(errors).filter(([name]) => !shown.some((field) => name === field || name.startsWith(`${field}.`))).map(([name, codes]) => `${name}: ${codes.join(', ')}`)
