import { customer as customerSchema, type Customer } from '#shared/contract/customer.ts'
import { ApiProblem, toProblem } from '../../../api/problem.ts'
import type { OutboxServer } from './parts.ts'
import type { Correction } from './request.ts'

/** Somebody else changed him meanwhile: what the agent wrote is written on what he now is, so often at most. */
const MOST_TRIES = 3

const valueIn = (customer: Customer, field: string): string => String((customer as Readonly<Record<string, unknown>>)[field] ?? '')

/** The server's fields of a customer as those of a ticket's body, so that the form finds them. */
function asFieldsOfTicket(problem: ApiProblem): ApiProblem {
  const errors = Object.fromEntries(Object.entries(problem.errors).map(([field, codes]) => [`customer.${field}`, codes]))
  return new ApiProblem({ status: problem.status, code: problem.code, detail: problem.detail, requestId: problem.requestId, errors, guards: problem.guards, retryAfter: problem.retryAfter })
}

/**
 * Writes corrections to a known customer before his ticket is made, so that the ticket keeps what is true. Done again it
 * changes nothing: what he already has is left out.
 * @throws ApiProblem
 */
export async function correctCustomer(server: OutboxServer, correction: Correction): Promise<void> {
  let { version, changes } = correction
  for (let tries = 1; ; tries += 1) {
    if (Object.keys(changes).length === 0) return
    try {
      await server.patchCustomer(correction.customerId, { version, ...changes })
      return
    } catch (error) {
      const problem = toProblem(error)
      const current = customerSchema.safeParse(problem.current)
      if (problem.code !== 'stale_version' || !current.success || tries === MOST_TRIES) throw asFieldsOfTicket(problem)
      version = current.data.version
      changes = Object.fromEntries(Object.entries(changes).filter(([field, value]) => valueIn(current.data, field) !== value))
    }
  }
}
