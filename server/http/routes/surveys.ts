import { recordSurvey } from '../../commands/recordSurvey.ts'
import { runCommand } from '../../commands/unit.ts'
import { ApiError } from '../../errors.ts'
import { permit } from '../../permit.ts'
import { presentCustomerSurveys, presentSurveys } from '../../presenters/survey.ts'
import { loadCard } from '../../queries/customers.ts'
import { listSurveys, openSurveysOf, withTickets } from '../../queries/listSurveys.ts'
import type { Handlers } from '../handler.ts'

/** The pools of survey tasks and their results: the call center's own matter. */
export const surveyHandlers: Pick<Handlers, 'listSurveys' | 'listCustomerSurveys' | 'recordSurvey'> = {
  listSurveys: async ({ caller, query, services }) => {
    permit(caller.user, 'surveys.read')
    const { nextCursor, total, totalIsExact, ...rows } = await listSurveys(services, query)
    return { body: { items: await presentSurveys(services, caller.user, rows), nextCursor, total, totalIsExact } }
  },
  listCustomerSurveys: async ({ caller, params, services }) => {
    permit(caller.user, 'surveys.read')
    const customerId = Number(params.id)
    const card = await loadCard(services.database, customerId)
    if (!card) throw new ApiError('not_found')
    return { body: await presentCustomerSurveys(services, caller.user, card, await openSurveysOf(services, customerId)) }
  },
  recordSurvey: async ({ caller, params, validateBody, services }) =>
    runCommand(services, caller, 200, (unit) => recordSurvey(unit, Number(params.id), validateBody), async (task, { transaction }) => {
      const [survey] = await presentSurveys(services, caller.user, await withTickets(services, [task], transaction))
      return survey!
    }),
}
