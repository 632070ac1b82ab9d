import { changeSavedQuery, createSavedQuery, deleteSavedQuery } from '../../commands/savedQueries.ts'
import { setListPreference } from '../../commands/setListPreference.ts'
import { runCommand } from '../../commands/unit.ts'
import { permit } from '../../permit.ts'
import { findListPreference } from '../../queries/listPreferences.ts'
import { requireTab } from '../../queries/listScope.ts'
import { listSavedQueries } from '../../queries/savedQueries.ts'
import type { Handlers } from '../handler.ts'

/** What a person keeps of the lists: columns, and queries. */
export const listHandlers: Pick<Handlers, 'getListPreference' | 'setListPreference' | 'listSavedQueries' | 'createSavedQuery' | 'changeSavedQuery' | 'deleteSavedQuery'> = {
  getListPreference: async ({ caller: { user }, params, services }) => {
    requireTab(params.list, user)
    return { body: await findListPreference(services.database, user.id, params.list) }
  },
  setListPreference: async ({ caller: { user }, params, validateBody, services }) => {
    requireTab(params.list, user)
    return { body: await setListPreference(services, user, params.list, validateBody()) }
  },
  listSavedQueries: async ({ caller: { user }, query, services }) => {
    permit(user, 'tickets.read')
    if (query.list !== undefined) requireTab(query.list, user)
    return { body: { items: await listSavedQueries(services.database, user, query) } }
  },
  createSavedQuery: ({ caller, validateBody, services }) => runCommand(services, caller, 201, (unit) => createSavedQuery(unit, validateBody()), async (saved) => saved),
  changeSavedQuery: ({ caller, params, validateBody, services }) =>
    runCommand(services, { ...caller, idempotency: null }, 200, (unit) => changeSavedQuery(unit, Number(params.id), validateBody()), async (saved) => saved),
  deleteSavedQuery: async ({ caller, params, services }) => {
    await runCommand(services, { ...caller, idempotency: null }, 204, (unit) => deleteSavedQuery(unit, Number(params.id)), async () => ({}))
    return { body: {} }
  },
}
