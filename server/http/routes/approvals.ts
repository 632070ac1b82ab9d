import { operationBody } from '#shared/contract/operation.ts'
import { isAdministrator, isCallCenter } from '#shared/domain/permissions.ts'
import { decideApprovals } from '../../commands/decideApprovals.ts'
import { createDelegation, endDelegation } from '../../commands/delegations.ts'
import { runCommand } from '../../commands/unit.ts'
import type { CurrentUser } from '../../caller.ts'
import { ApiError } from '../../errors.ts'
import { presentApprovals } from '../../presenters/approval.ts'
import { presentDelegations, presentPerson } from '../../presenters/delegation.ts'
import { listApprovals } from '../../queries/listApprovals.ts'
import { listColleagues, listDelegations, withPeople } from '../../queries/delegations.ts'
import type { Handlers } from '../handler.ts'
import { validate } from '../validation.ts'

/** Delegation is the call center's own matter. @throws ApiError `forbidden` */
function requireCallCenter(user: CurrentUser): void {
  if (!isCallCenter(user) && !isAdministrator(user)) throw new ApiError('forbidden')
}

/** The queues of requests, their decisions, and who approves for whom. */
export const approvalHandlers: Pick<Handlers,
  'listApprovals' | 'decideApprovals' | 'listDelegations' | 'createDelegation' | 'endDelegation' | 'listColleagues'> = {
  listApprovals: async ({ caller, query, services }) => {
    return { body: await presentApprovals(services, caller.user, await listApprovals(services, caller.user, query)) }
  },
  decideApprovals: async ({ caller, validateBody, services, report }) => {
    return decideApprovals(services, caller, validateBody, { validateOperation: (body) => validate(operationBody, body), report })
  },
  listDelegations: async ({ caller, services }) => {
    requireCallCenter(caller.user)
    return { body: { items: presentDelegations(await listDelegations(services.database, caller.user), services.clock.now()) } }
  },
  createDelegation: async ({ caller, validateBody, services, context }) => {
    const answer = await runCommand(services, caller, 201, (unit) => createDelegation(unit, validateBody()), async (row, { transaction, now }) => {
      const [delegation] = presentDelegations(await withPeople(services.database, [row], transaction), now)
      return delegation!
    })
    context.sessions.forgetUser(Number(answer.body.to.id))
    return answer
  },
  endDelegation: async ({ caller, params, services, context }) => {
    requireCallCenter(caller.user)
    const { body } = await runCommand(services, { ...caller, idempotency: null }, 204, (unit) => endDelegation(unit, Number(params.id)), async (toUserId) => ({ toUserId }))
    context.sessions.forgetUser(body.toUserId)
    return { body: {} }
  },
  listColleagues: async ({ caller, query, services }) => {
    requireCallCenter(caller.user)
    return { body: { items: (await listColleagues(services.database, caller.user, query.q)).map(presentPerson) } }
  },
}
