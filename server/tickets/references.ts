import { Op } from 'sequelize'
import type { HeadOfficeReason } from '#shared/domain/ticket/enumerations.ts'
import { needsReason, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import type { Unit } from '../commands/unit.ts'
import { findRow, findRows, updateRows } from '../database/database.ts'
import { invalid } from '../errors.ts'
import type { OrganisationRow, TicketRow } from '../models/index.ts'

/** Looks up what a request names by code or id and refuses with 422 what does not exist or may not be named. */

type Errors = Record<string, string[]>

export const refuseIf = (errors: Errors): void => {
  if (Object.keys(errors).length > 0) throw invalid(errors)
}

const organisation = (unit: Unit, code: string): Promise<OrganisationRow | null> =>
  findRow(unit.services.database.tables.organisations, { code }, { transaction: unit.transaction })

export interface Destination {
  mallCode?: string | null
  headOffice?: { reason: HeadOfficeReason; departmentCode: string } | null
}
export type DestinationColumns = Pick<TicketRow, 'mallId' | 'headOfficeReason' | 'headOfficeDepartmentId'>

/**
 * The columns of a mall or of head-office handling.
 * @param submitting a mall that is not in business can be kept in a draft but not be submitted to
 */
export async function resolveDestination(unit: Unit, { mallCode, headOffice }: Destination, submitting: boolean): Promise<DestinationColumns> {
  if (mallCode) {
    const mall = await organisation(unit, mallCode)
    if (mall?.kind !== 'mall') throw invalid({ mallCode: ['unknown'] })
    if (submitting && mall.status !== 'active') throw invalid({ mallCode: ['mall_not_active'] })
    return { mallId: mall.id, headOfficeReason: null, headOfficeDepartmentId: null }
  }
  if (headOffice) {
    const department = await organisation(unit, headOffice.departmentCode)
    if (department?.kind !== 'department') throw invalid({ 'headOffice.departmentCode': ['unknown'] })
    return { mallId: null, headOfficeReason: headOffice.reason, headOfficeDepartmentId: department.id }
  }
  return { mallId: null, headOfficeReason: null, headOfficeDepartmentId: null }
}

/** A mall chosen earlier may have gone out of business since. */
export async function requireActiveMall(unit: Unit, mallId: number): Promise<void> {
  const mall = await findRow(unit.services.database.tables.organisations, { id: mallId }, { transaction: unit.transaction })
  if (mall?.status !== 'active') throw invalid({ mallCode: ['mall_not_active'] })
}

/** 集团内部责任方: any organisation of the group that is not a mall. */
export async function checkResponsibleParty(unit: Unit, code: string | null | undefined): Promise<string | null> {
  if (!code) return null
  const party = await organisation(unit, code)
  if (!party || party.kind === 'mall') throw invalid({ responsibleParty: ['unknown'] })
  return party.code
}

/** 协助回复方: manufacturing lines and other internal assistants. @returns their ids */
export async function resolveAssistants(unit: Unit, codes: readonly string[]): Promise<number[]> {
  if (codes.length === 0) return []
  const found = await findRows(unit.services.database.tables.organisations, { code: { [Op.in]: [...codes] }, kind: 'line' }, { transaction: unit.transaction })
  const known = new Set(found.map(({ code }) => code.toUpperCase()))
  if (codes.some((code) => !known.has(code.toUpperCase()))) throw invalid({ assistants: ['unknown'] })
  return found.map(({ id }) => id)
}

export async function checkCause(unit: Unit, code: string | null | undefined, field = 'causeCode'): Promise<void> {
  if (!code) return
  const cause = await findRow(unit.services.database.tables.causes, { code, active: true }, { transaction: unit.transaction })
  if (!cause) throw invalid({ [field]: ['unknown'] })
}

/** A reason is of the operation's own list; every operation takes one (`api.md`), and where it has no list, of any. */
export async function checkReason(unit: Unit, operation: TicketOperation, code: string | null | undefined): Promise<void> {
  if (!code) return
  const own = needsReason(operation) ? { operation } : {}
  const reason = await findRow(unit.services.database.tables.reasons, { ...own, code, active: true }, { transaction: unit.transaction })
  if (!reason) throw invalid({ reasonCode: ['unknown'] })
}

/**
 * Attachments must be the caller's own uploads that belong to no ticket yet; anybody else's do not exist for him. They are
 * held until the transaction ends: of two tickets that name one at once, one is refused.
 */
export async function checkAttachments(unit: Unit, ids: readonly string[] | undefined, field = 'attachmentIds'): Promise<void> {
  if (!ids || ids.length === 0) return
  const found = await findRows(unit.services.database.tables.attachments,
    { id: { [Op.in]: [...ids] }, uploadedBy: unit.caller.user.id, ticketId: null }, { transaction: unit.transaction, lock: true, attributes: ['id'], order: [['id', 'ASC']] })
  if (found.length !== new Set(ids).size) throw invalid({ [field]: ['unknown'] })
}

export async function resolveCall(unit: Unit, callId: string | null | undefined): Promise<number | null> {
  if (!callId) return null
  const call = await findRow(unit.services.database.tables.calls, { id: Number(callId) }, { transaction: unit.transaction, attributes: ['id'] })
  if (!call) throw invalid({ callId: ['unknown'] })
  return call.id
}

/** Links a call to a ticket. A call that has its ticket keeps it: two tickets of one call do not take it from each other. */
export async function linkCall(unit: Unit, callId: number | null, ticket: { id: number; customerId: number }): Promise<void> {
  if (callId === null) return
  await updateRows(unit.services.database.tables.calls, { ticketId: ticket.id, customerId: ticket.customerId }, { id: callId, ticketId: null }, unit.transaction)
}
