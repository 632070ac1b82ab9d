import type { Transaction } from 'sequelize'
import { canSeeTicket, type TicketScope } from '#shared/domain/permissions.ts'
import type { OpenRound, TicketFacts } from '#shared/domain/ticket/facts.ts'
import type { CurrentUser } from '../caller.ts'
import { findRow, findRows } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import type { OrganisationRow, ReplyRoundRow, RequestRow, TicketRow } from '../models/index.ts'
import type { Services } from '../services.ts'

/** A ticket with what the rules need beside its row. */
export interface LoadedTicket {
  row: TicketRow
  scope: TicketScope
  facts: TicketFacts
  pendingRequests: RequestRow[]
  assistantIds: number[]
}

/** An open round as the rules read it. */
export const openRoundOf = ({ number, dueAt, timely }: Pick<ReplyRoundRow, 'number' | 'dueAt' | 'timely'>): OpenRound => ({ number, dueAt, ...(timely === false && { late: true }) })

/** What the rules read, from a row and what stands beside it. */
export function factsOf(row: TicketRow, pendingRequests: readonly Pick<RequestRow, 'kind' | 'requestedVisitAt'>[], openRounds: TicketFacts['openRounds'] = []): TicketFacts {
  const pending = (kind: RequestRow['kind']) => pendingRequests.find((request) => request.kind === kind) ?? null
  const visit = pending('visit')
  return {
    type: row.type, level: row.level, state: row.state, version: row.version, createdAt: row.createdAt,
    feedbackCount: row.feedbackCount, secondComplaint: row.secondComplaint,
    hasDestination: row.mallId !== null || row.headOfficeReason !== null,
    assignmentNumber: row.assignmentNumber, submittedAt: row.submittedAt, firstContactDueAt: row.firstContactDueAt,
    replyDueAt: row.replyDueAt, resolveDueAt: row.resolveDueAt, visitAt: row.visitAt, resolvedAt: row.resolvedAt,
    resolveTimely: row.resolveTimely, replyTimely: row.replyTimely, openRounds, lastRoundNumber: row.lastRoundNumber,
    pending: {
      return: pending('return'), closure: pending('closure'),
      visit: visit?.requestedVisitAt ? { requestedAt: visit.requestedVisitAt } : null,
    },
  }
}

/** The columns that say who may see a ticket. */
export type ScopeColumns = Pick<TicketRow, 'type' | 'state' | 'submittedAt' | 'scopeMallId' | 'scopeDepartmentId'>

/** The organisations that a scope names. */
export const organisationsIn = ({ scopeMallId, scopeDepartmentId }: ScopeColumns, assistantIds: readonly number[]): number[] =>
  [scopeMallId, scopeDepartmentId, ...assistantIds].filter((id) => id !== null)

/** Who may see it, in codes of organisations. @param organisations all that it names */
export function scopeAmong(organisations: ReadonlyMap<number, Pick<OrganisationRow, 'code'>>, row: ScopeColumns, assistantIds: readonly number[]): TicketScope {
  const codeOf = (id: number | null): string | null => (id === null ? null : (organisations.get(id)?.code ?? null))
  return {
    type: row.type, state: row.state, submitted: row.submittedAt !== null,
    scopeMallCode: codeOf(row.scopeMallId), scopeDepartmentCode: codeOf(row.scopeDepartmentId),
    assistants: assistantIds.map(codeOf).filter((code) => code !== null),
  }
}

/** The same of one ticket. */
export const scopeOf = async ({ directory }: Services, row: ScopeColumns, assistantIds: readonly number[]): Promise<TicketScope> =>
  scopeAmong(await directory.snapshot(organisationsIn(row, assistantIds)), row, assistantIds)

export const assistantsOf = async (services: Services, ticketId: number, transaction: Transaction | null): Promise<number[]> =>
  (await findRows(services.database.tables.ticketAssistants, { ticketId }, { transaction })).map(({ organisationId }) => organisationId)

/** A ticket that somebody may see, without what only changing it needs. */
export type SeenTicket = Pick<LoadedTicket, 'row' | 'scope' | 'assistantIds'>

/**
 * The ticket as far as the user may see it, to be read.
 * @param lock holds the row until the transaction ends
 * @throws ApiError `not_found` also for what the user may not see
 */
export async function seeTicket(services: Services, user: CurrentUser, no: string, transaction: Transaction | null, { lock = false } = {}): Promise<SeenTicket> {
  const row = await findRow(services.database.tables.tickets, { no }, { transaction, lock })
  if (!row) throw new ApiError('not_found')
  const assistantIds = await assistantsOf(services, row.id, transaction)
  const scope = await scopeOf(services, row, assistantIds)
  if (!canSeeTicket(user, scope)) throw new ApiError('not_found')
  return { row, scope, assistantIds }
}

/**
 * The same with what the rules read, to be changed.
 * @param lock holds the row until the transaction ends
 * @throws ApiError `not_found` also for what the user may not see
 */
export async function loadTicket(
  services: Services, user: CurrentUser, no: string, transaction: Transaction | null, { lock = false } = {},
): Promise<LoadedTicket> {
  const { tables } = services.database
  const { row, scope, assistantIds } = await seeTicket(services, user, no, transaction, { lock })
  const pendingRequests = await findRows(tables.requests, { ticketId: row.id, state: 'pending' }, { transaction })
  const rounds = row.replyOpen ? await findRows(tables.replyRounds, { ticketId: row.id, closedAt: null }, { transaction, order: [['number', 'ASC']] }) : []
  return { row, scope, assistantIds, pendingRequests, facts: factsOf(row, pendingRequests, rounds.map(openRoundOf)) }
}
