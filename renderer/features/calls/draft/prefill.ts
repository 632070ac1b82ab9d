import type { Contract, Customer } from '#shared/contract/customer.ts'
import type { MallProposal, Organisation } from '#shared/contract/reference.ts'
import { proposeMall } from '#shared/domain/ticket/mallProposal.ts'
import { phonesMatch, readPhone } from '#shared/domain/customer/phone.ts'
import { writtenPhone, type CallDraft, type TicketFieldName, type TicketFields } from './callDraft.ts'

type Fillable = { [Name in TicketFieldName]: TicketFields[Name] extends string | boolean ? Name : never }[TicketFieldName]

/** Puts a value into a field unless the agent has already put his own there. */
function fill<Name extends Fillable>(draft: CallDraft, field: Name, value: TicketFields[Name]): void {
  const present = String(draft.fields[field])
  const untouched = present === '' || present === 'false' || draft.prefilled[field] === present
  if (!untouched) return
  draft.fields[field] = value
  draft.prefilled[field] = String(value)
}

/** The contract a call is most likely about: the one installed last, else the first of the list. */
export function likelyContract(contracts: readonly Contract[]): Contract | null {
  const installed = contracts.filter((contract) => contract.installedOn !== null)
  return installed.toSorted((one, other) => (other.installedOn ?? '').localeCompare(one.installedOn ?? ''))[0] ?? contracts[0] ?? null
}

/** Chooses a contract: its number, brand and category. The mall follows from the server's proposal. */
export function applyContract(draft: CallDraft, contract: Contract | null): void {
  draft.fields.contractNo = contract?.number ?? ''
  draft.prefilled.contractNo = draft.fields.contractNo
  fill(draft, 'brand', contract?.brand ?? '')
  fill(draft, 'category', contract?.category ?? '')
}

/**
 * Fills the form with a known customer. What the agent wrote himself stays, but for the name and kind of somebody who was
 * just chosen: otherwise a name typed for another person would be written to this customer.
 */
export function applyCustomer(draft: CallDraft, customer: Customer): void {
  const changed = draft.customerId !== customer.id
  draft.customerId = customer.id
  draft.isNewCustomer = false
  if (changed) Object.assign(draft.fields, { name: customer.name, customerType: customer.type })
  if (changed) Object.assign(draft.prefilled, { name: customer.name, customerType: customer.type })
  if (draft.fields.phone === '') fill(draft, 'phone', writtenPhone(customer.phones[0] ?? ''))
  fill(draft, 'name', customer.name)
  fill(draft, 'customerType', customer.type)
  fill(draft, 'province', customer.province ?? '')
  fill(draft, 'city', customer.city ?? '')
  fill(draft, 'district', customer.district ?? '')
  fill(draft, 'address', customer.address ?? '')
  const present = customer.contracts.find((contract) => contract.number === draft.fields.contractNo)
  if (changed || !present) applyContract(draft, present ?? likelyContract(customer.contracts))
}

/** The caller is nobody we know: what came from another customer goes, what the agent wrote stays. */
export function applyNewCustomer(draft: CallDraft): void {
  draft.customerId = null
  for (const field of ['name', 'province', 'city', 'district', 'address', 'contractNo', 'brand', 'category', 'mallCode'] as const) fill(draft, field, '')
}

/** Whether a customer found under the number may be taken without asking: nothing in the form speaks against him. */
export const mayTakeUnasked = (draft: CallDraft, customer: Customer): boolean =>
  draft.fields.name.trim() === '' || draft.fields.name.trim() === customer.name || draft.prefilled.name === draft.fields.name

/** Takes the proposed destination: a mall, or head office with its reason and department (`desktop.md`, On a call, 3). */
export function applyProposal(draft: CallDraft, proposal: MallProposal): void {
  const { fields, prefilled } = draft
  const chosen = fields.mallCode !== '' || fields.toHeadOffice
  const own = fields.toHeadOffice ? prefilled.toHeadOffice !== 'true' : prefilled.mallCode !== fields.mallCode
  if (chosen && own) return
  fields.toHeadOffice = proposal.headOffice !== null
  fields.mallCode = proposal.headOffice ? '' : (proposal.mallCode ?? '')
  fields.headOfficeReason = proposal.headOffice?.reason ?? ''
  fields.departmentCode = proposal.headOffice?.departmentCode ?? ''
  for (const field of ['toHeadOffice', 'mallCode', 'headOfficeReason', 'departmentCode'] as const) prefilled[field] = String(fields[field])
}

/**
 * The agent chooses where the ticket goes. A mall that is out of business becomes head office with its reason, by the rule
 * of the proposal.
 */
export function chooseDestination({ fields }: CallDraft, chosen: Organisation | 'head_office' | null): void {
  if (chosen === 'head_office') {
    Object.assign(fields, { toHeadOffice: true, mallCode: '' })
    return
  }
  const { mallCode, headOffice } = chosen ? proposeMall({ contractMall: chosen, cityMalls: [], district: null }) : { mallCode: null, headOffice: null }
  Object.assign(fields, {
    toHeadOffice: headOffice !== null, mallCode: mallCode ?? '', headOfficeReason: headOffice?.reason ?? '', departmentCode: headOffice?.departmentCode ?? '',
  })
}

/** Whether the number in the form is one of this customer's, whatever its punctuation. */
export function isNumberOf(customer: Customer, typed: string): boolean {
  const digits = readPhone(typed).phone?.digits
  return digits !== undefined && customer.phones.some((phone) => phonesMatch(phone, digits))
}

/** Fields of the customer that the agent corrected; they are written to the customer before the ticket is made. */
export function changedCustomerFields(draft: CallDraft, customer: Customer): Partial<Pick<TicketFields, 'name' | 'province' | 'city' | 'district' | 'address'>> & { type?: TicketFields['customerType'] } {
  const { fields } = draft
  const changes: ReturnType<typeof changedCustomerFields> = {}
  for (const field of ['name', 'province', 'city', 'district', 'address'] as const) {
    if (fields[field].trim() !== (customer[field] ?? '')) changes[field] = fields[field].trim()
  }
  if (fields.customerType !== customer.type) changes.type = fields.customerType
  return changes
}
