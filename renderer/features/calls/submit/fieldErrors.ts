import type { z } from 'zod'
import { ticketCreateBody } from '#shared/contract/ticket.ts'
import { readPhone } from '#shared/domain/customer/phone.ts'
import type { CallDraft, TicketFieldName } from '../draft/callDraft.ts'
import { ticketBodyOf } from './ticketBody.ts'

/** Field → error codes (`errors.field.<code>`); `form` holds what belongs to no field. */
export type FieldErrors = Partial<Record<TicketFieldName | 'form', string[]>>

/** Path in the body → field of the form. */
const fieldOfPath: Readonly<Record<string, TicketFieldName>> = {
  type: 'type', level: 'level', mallCode: 'mallCode', 'headOffice.reason': 'headOfficeReason', 'headOffice.departmentCode': 'departmentCode', headOffice: 'departmentCode',
  'customer.name': 'name', 'customer.phones': 'phone', 'customer.type': 'customerType', 'customer.province': 'province', 'customer.city': 'city',
  'customer.district': 'district', 'customer.address': 'address', 'customer.contractNo': 'contractNo', 'feedback.content': 'words',
  'feedback.causeCode': 'causeCode', 'feedback.channel': 'feedbackChannel', 'product.brand': 'brand', 'product.category': 'category',
  'salesChannel.major': 'channelMajor', 'salesChannel.middle': 'channelMiddle', 'salesChannel.minor': 'channelMinor',
  responsibleParty: 'responsibleParty', assistants: 'assistants', followUpOf: 'followUpOf',
}

/** The field that a path of the body stands for: `customer.phones.0` is the phone. */
export function fieldAt(path: string): TicketFieldName | 'form' {
  const steps = path.split('.')
  for (let length = steps.length; length > 0; length -= 1) {
    const field = fieldOfPath[steps.slice(0, length).join('.')]
    if (field) return field
  }
  return 'form'
}

function codeOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_small': return issue.origin === 'string' || issue.origin === 'array' ? 'required' : 'invalid'
    case 'too_big': return 'too_long'
    case 'invalid_value': return 'not_in_list'
    case 'invalid_type': return 'required'
    case 'custom': return issue.message
    default: return 'invalid'
  }
}

/** Issues with those of a union replaced by the ones of the branch that was meant. */
function flatten(issues: readonly z.core.$ZodIssue[], branch: number): { path: string; code: string }[] {
  return issues.flatMap((issue) => {
    if (issue.code !== 'invalid_union') return [{ path: issue.path.join('.'), code: codeOf(issue) }]
    const inner = issue.errors[branch] ?? []
    return flatten(inner, branch).map((one) => ({ path: [...issue.path, one.path].join('.'), code: one.code }))
  })
}

const add = (errors: FieldErrors, field: TicketFieldName | 'form', code: string): void => {
  const codes = errors[field] ?? []
  if (!codes.includes(code)) errors[field] = [...codes, code]
}

/** The order of the fields on the screen, for the first one to go to. */
export const FIELD_ORDER = [
  'phone', 'name', 'customerType', 'contractNo', 'mallCode', 'headOfficeReason', 'departmentCode', 'province', 'city', 'district', 'address', 'words',
  'type', 'level', 'causeCode', 'brand', 'category', 'channelMajor', 'channelMiddle', 'channelMinor', 'feedbackChannel', 'responsibleParty', 'assistants', 'followUpOf',
] as const satisfies readonly TicketFieldName[]

export const firstInvalid = (errors: FieldErrors): TicketFieldName | null => FIELD_ORDER.find((field) => errors[field] !== undefined) ?? null

/**
 * What keeps a draft from being sent: the contract's own rules, and a number that can be called.
 * @param submit whether it is to be handed over; saving needs no destination
 */
export function errorsOf(draft: CallDraft, submit: boolean): FieldErrors {
  const errors: FieldErrors = {}
  const { fields } = draft
  const parsed = ticketCreateBody.safeParse(ticketBodyOf(draft, submit, null))
  const branch = draft.customerId === null ? 1 : 0
  for (const { path, code } of parsed.success ? [] : flatten(parsed.error.issues, branch)) add(errors, fieldAt(path), code)
  if (draft.customerId !== null && fields.name.trim() === '') add(errors, 'name', 'required')
  if (draft.customerId === null && fields.phone.trim() !== '' && readPhone(fields.phone).phone === null) add(errors, 'phone', 'invalid_phone')
  if (submit && fields.toHeadOffice && fields.headOfficeReason === '') add(errors, 'headOfficeReason', 'required')
  return errors
}

/** The server's 422 (`errors`: path → codes) on the fields of the form. */
export function errorsOfProblem(problem: { readonly errors: Readonly<Record<string, readonly string[]>> }): FieldErrors {
  const errors: FieldErrors = {}
  for (const [path, codes] of Object.entries(problem.errors)) {
    for (const code of codes) add(errors, fieldAt(path), code)
  }
  return errors
}
