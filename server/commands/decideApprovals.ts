import { createHash } from 'node:crypto'
import type { DecisionResults, Decisions } from '#shared/contract/approval.ts'
import { API_ERRORS, type ErrorCode } from '#shared/contract/errors.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { TicketState } from '#shared/domain/ticket/states.ts'
import type { Caller } from '../caller.ts'
import { findRow } from '../database/database.ts'
import { isConflict, isUnavailable } from '../database/errors.ts'
import { ApiError, invalid } from '../errors.ts'
import { findVisibleRequest } from '../queries/approvalScope.ts'
import type { Services } from '../services.ts'
import { operateTicket } from './operateTicket.ts'
import { hashRequest, keptAnswer, runCommand, type Answer, type Unit } from './unit.ts'

type DecisionInput = Decisions['decisions'][number]
type RowResult = DecisionResults['results'][number]

export interface DecideOptions {
  /** Checks an operation's body as the operation itself would be asked for. @throws ApiError `validation_failed` */
  validateOperation: (body: unknown) => OperationBody
  /** Hears of what nobody expected of a row: it must not pass unseen because the others go on. */
  report: (error: unknown) => void
}

/** One row's own key, so that a repeated call finds the rows that were decided before it broke off: a UUID made of a hash. */
function keyOfRow(key: string, requestId: string): string {
  const hex = createHash('sha256').update(`${key}\n${requestId}`).digest('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join('-')
}

const callerOfRow = (caller: Caller, decision: DecisionInput): Caller => ({
  ...caller,
  idempotency: caller.idempotency && {
    key: keyOfRow(caller.idempotency.key, decision.id), requestHash: hashRequest('POST', `decision of request ${decision.id}`, decision),
  },
})

/** The fields of an operation in the words of a decision. */
const asDecisionFields = (errors: Record<string, string[]>): Record<string, string[]> =>
  Object.fromEntries(Object.entries(errors).map(([field, codes]) => [field === 'content' ? 'comment' : field, codes]))

interface Decided {
  ticketNo: string
  state: TicketState
}

async function stateAfter(ticketId: number, { services, transaction }: Unit): Promise<Decided> {
  const row = await findRow(services.database.tables.tickets, { id: ticketId }, { transaction, attributes: ['no', 'state'] })
  if (!row) throw new ApiError('not_found')
  return { ticketNo: row.no, state: row.state }
}

const refused = (id: string, ticketNo: string | null, code: ErrorCode, errors: Record<string, string[]> | null = null): RowResult =>
  ({ id, ticketNo, outcome: 'refused', code, errors, state: null })

/** The refusal of one row; what one may not see has no number. */
function refusalOf(id: string, ticketNo: string | null, error: unknown, report: DecideOptions['report']): RowResult {
  if (error instanceof ApiError) {
    const { errors } = error.extras
    return refused(id, error.code === 'not_found' ? null : ticketNo, error.code, errors ? asDecisionFields(errors) : null)
  }
  report(error)
  return refused(id, null, isUnavailable(error) || isConflict(error) ? 'database_unavailable' : 'internal_error')
}

/** One decision in a transaction of its own, through the operation of the ticket that it is. */
async function decideOne(services: Services, caller: Caller, decision: DecisionInput, { validateOperation, report }: DecideOptions): Promise<RowResult> {
  const { id, comment, visitAt } = decision
  const requestId = Number(id)
  let no: string | null = null
  try {
    const found = await findVisibleRequest(services, caller.user, requestId)
    if (!found) throw new ApiError('not_found')
    no = found.no
    const body = { operation: `${decision.decision}_${found.kind}`, ...(comment === null ? {} : { content: comment }), ...(visitAt === undefined ? {} : { visitAt }) }
    const { body: { ticketNo, state } } = await runCommand(services, callerOfRow(caller, decision), 200,
      (unit) => operateTicket(unit, found.no, () => validateOperation(body), { requestId }), stateAfter)
    return { id, ticketNo, outcome: 'decided', code: null, errors: null, state }
  } catch (error) {
    return refusalOf(id, no, error, report)
  }
}

/** @throws ApiError `validation_failed`: which of two decisions on one request is meant, nobody can tell */
function requireDistinct(decisions: readonly DecisionInput[]): void {
  const ids = decisions.map(({ id }) => BigInt(id))
  const repeated = ids.flatMap((id, index) => (ids.indexOf(id) < index ? [index] : []))
  if (repeated.length > 0) throw invalid(Object.fromEntries(repeated.map((index) => [`decisions.${index}.id`, ['repeated']])))
}

const isRetryable = ({ code }: RowResult): boolean => code !== null && API_ERRORS[code as ErrorCode].retryable

/**
 * Decides requests, each on its own and in the given order: a row that is refused does not hold up the others. With an
 * idempotency key every decided row is kept in its own transaction, and the whole answer at the end; so a call that was
 * broken off goes on where it stopped, and one that was answered is answered the same. An answer with a row that may
 * succeed later is not kept.
 * @throws ApiError `idempotency_conflict`; `validation_failed` for a list that is none
 */
export async function decideApprovals(
  services: Services, caller: Caller, validateBody: () => Decisions, options: DecideOptions,
): Promise<Answer<DecisionResults>> {
  const kept = await keptAnswer<DecisionResults>(services, caller)
  if (kept) return kept
  const { decisions } = validateBody()
  requireDistinct(decisions)
  const results: RowResult[] = []
  for (const decision of decisions) results.push(await decideOne(services, caller, decision, options))
  if (results.some(isRetryable)) return { status: 200, body: { results }, replayed: false }
  return runCommand(services, caller, 200, async () => ({ results }), async (answer) => answer)
}
