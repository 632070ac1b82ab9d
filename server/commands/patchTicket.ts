import type { TicketPatch } from '#shared/contract/ticket.ts'
import { actorsOn, canPatch, type PatchField } from '#shared/domain/permissions.ts'
import { levelFitsType } from '#shared/domain/ticket/types.ts'
import { findRow, insertRows } from '../database/database.ts'
import { ApiError, invalid } from '../errors.ts'
import type { TicketRow } from '../models/index.ts'
import { queueForSearch } from '../search/queueForSearch.ts'
import { saveTicket } from '../tickets/applyDecision.ts'
import { digitsOf, reverse } from '../tickets/customerSnapshot.ts'
import { writeEvent } from '../tickets/events.ts'
import { loadTicket, type LoadedTicket } from '../tickets/loadTicket.ts'
import type { LostSight } from '../tickets/lostSight.ts'
import { appendLog, changesBetween, type Changes } from '../tickets/operationLog.ts'
import { checkCause, checkResponsibleParty, resolveAssistants, resolveDestination, type DestinationColumns } from '../tickets/references.ts'
import { requireVersion } from '../tickets/requireVersion.ts'
import { followWrittenRow } from '../tickets/writtenRows.ts'
import type { Unit } from './unit.ts'

const PATCHED: Record<Exclude<keyof TicketPatch, 'version'>, PatchField> = {
  type: 'type', level: 'level', customer: 'customer', mallCode: 'mallCode', headOffice: 'headOffice', product: 'product',
  salesChannel: 'salesChannel', causeCode: 'causeCode', responsibleParty: 'responsibleParty', assistants: 'assistants',
}

/** 403 before 409, as for operations. */
function requireAllowed(unit: Unit, ticket: LoadedTicket, patch: TicketPatch): void {
  const fields = (Object.keys(PATCHED) as (keyof typeof PATCHED)[]).filter((field) => patch[field] !== undefined)
  // A change of nothing is for who may change something: a department may at least name assistants.
  const asked: PatchField[] = fields.length > 0 ? fields.map((field) => PATCHED[field]) : ['assistants']
  const locked = ticket.facts.pending.return !== null
  const verdicts = asked.map((field) => canPatch(unit.caller.user, ticket.scope, field, locked))
  if (verdicts.includes('forbidden')) throw new ApiError('forbidden')
  if (verdicts.includes('not_allowed')) throw new ApiError('operation_not_allowed')
}

/** The level must fit the type; a type that changes without a level keeps the level where it fits, else has none. */
function typeAndLevel(row: TicketRow, patch: TicketPatch): Pick<TicketRow, 'type' | 'level'> {
  const type = patch.type ?? row.type
  if (patch.level !== undefined && !levelFitsType(type, patch.level)) throw invalid({ level: ['level_does_not_fit'] })
  const level = patch.level ?? row.level
  return { type, level: levelFitsType(type, level) ? level : 'none' }
}

/** Absent fields stay as they are. */
const withoutAbsent = <Values extends object>(values: Values): Partial<Values> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Partial<Values>

async function customerColumns(unit: Unit, patch: NonNullable<TicketPatch['customer']>): Promise<Partial<TicketRow>> {
  const { name, type, phones, province, city, district, address, contractNo } = patch
  const columns = withoutAbsent({
    customerName: name, customerType: type, phones: phones && digitsOf(phones, 'customer.phones'), province, city, district, address,
  }) as Partial<TicketRow>
  if (contractNo === undefined) return columns
  const contract = contractNo === null ? null
    : await findRow(unit.services.database.tables.contracts, { number: contractNo }, { transaction: unit.transaction })
  return { ...columns, contractNo: contract?.number ?? contractNo, contractAmount: contract?.amount ?? null, orderNo: contract?.orderNo ?? null }
}

/** A mall takes the place of head office and the other way round; null takes away only what it names. */
async function destinationColumns(unit: Unit, { mallCode, headOffice }: TicketPatch): Promise<Partial<DestinationColumns>> {
  if (mallCode || headOffice) return resolveDestination(unit, { mallCode, headOffice }, false)
  return {
    ...(mallCode === null ? { mallId: null } : {}),
    ...(headOffice === null ? { headOfficeReason: null, headOfficeDepartmentId: null } : {}),
  }
}

async function patchedColumns(unit: Unit, row: TicketRow, patch: TicketPatch): Promise<Partial<TicketRow>> {
  await checkCause(unit, patch.causeCode)
  return {
    ...typeAndLevel(row, patch), ...await destinationColumns(unit, patch),
    ...(patch.customer ? await customerColumns(unit, patch.customer) : {}),
    ...withoutAbsent<Partial<TicketRow>>({
      brand: patch.product?.brand, category: patch.product?.category,
      channelMajor: patch.salesChannel?.major, channelMiddle: patch.salesChannel?.middle, channelMinor: patch.salesChannel?.minor,
    }),
    ...(patch.causeCode === undefined ? {} : { causeCode: patch.causeCode }),
    ...(patch.responsibleParty === undefined ? {} : { responsibleParty: await checkResponsibleParty(unit, patch.responsibleParty) }),
  }
}

async function replacePhones(unit: Unit, row: TicketRow): Promise<void> {
  const { ticketPhones } = unit.services.database.tables
  await ticketPhones.model.destroy({ where: { ticketId: row.id }, transaction: unit.transaction })
  await insertRows(ticketPhones, row.phones.map((digits) => ({ ticketId: row.id, digits, reversed: reverse(digits) })), unit.transaction)
}

/** Who is newly named hears of it at once on a submitted ticket, else when it is submitted: before that he cannot see it. */
async function replaceAssistants(unit: Unit, ticket: LoadedTicket, codes: readonly string[], ids: readonly number[]): Promise<Changes> {
  const { ticketAssistants } = unit.services.database.tables
  const added = ids.filter((id) => !ticket.assistantIds.includes(id))
  await ticketAssistants.model.destroy({ where: { ticketId: ticket.row.id }, transaction: unit.transaction })
  await insertRows(ticketAssistants, ids.map((organisationId) => ({ ticketId: ticket.row.id, organisationId, createdAt: ticket.row.createdAt })), unit.transaction)
  if (added.length > 0 && ticket.scope.submitted) await writeEvent(unit, ticket.row, { kind: 'event', event: 'assist_assigned' }, { assistantIds: added })
  return { assistants: { before: ticket.scope.assistants, after: [...codes] } }
}

/** Assistants who are no longer named lose sight of the ticket. */
function dismissed(ticket: LoadedTicket, patch: TicketPatch, ids: readonly number[]): { lostSight?: LostSight } {
  const removed = patch.assistants && ticket.scope.submitted ? ticket.assistantIds.filter((id) => !ids.includes(id)) : []
  return removed.length > 0 ? { lostSight: { mallId: null, departmentId: null, assistantIds: removed } } : {}
}

/**
 * `PATCH /tickets/:no`: data of a ticket, not its state. Changing type, level or customer moves no deadline (`time.md`).
 * @returns the id of the ticket
 */
export async function patchTicket(unit: Unit, no: string, validateBody: () => TicketPatch): Promise<number> {
  const { services, transaction, now, caller } = unit
  const ticket = await loadTicket(services, caller.user, no, transaction, { lock: true })
  const patch = validateBody()
  const columns = await patchedColumns(unit, ticket.row, patch)
  const assistantIds = await resolveAssistants(unit, patch.assistants ?? [])
  requireVersion(ticket, patch.version)
  requireAllowed(unit, ticket, patch)
  const before = ticket.row
  const after: TicketRow = { ...before, ...columns, version: before.version + 1, updatedAt: now, lastEventAt: now, lastEventBy: caller.user.id }
  const assistantChanges = patch.assistants ? await replaceAssistants(unit, ticket, patch.assistants, assistantIds) : {}
  if (columns.phones) await replacePhones(unit, after)
  if (columns.customerName !== undefined || columns.contractNo !== undefined) await queueForSearch(unit, before.id)
  await writeEvent(unit, after, { kind: 'event', event: 'patched' }, { data: { ...dismissed(ticket, patch, assistantIds) } })
  const role = actorsOn(caller.user, ticket.scope).has('cs') ? 'cs' : 'dept'
  Object.assign(after, await appendLog(unit, before, {
    operation: 'patch', role, stateBefore: before.state, stateAfter: after.state, changes: { ...changesBetween(before, after), ...assistantChanges },
  }))
  await saveTicket(unit, before, after)
  await followWrittenRow(unit, { before, after, assistantIds: { before: ticket.assistantIds, after: patch.assistants ? assistantIds : ticket.assistantIds } })
  return before.id
}
