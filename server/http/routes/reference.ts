import { organisationsFor } from '#shared/domain/permissions.ts'
import { ApiError } from '../../errors.ts'
import { permit } from '../../permit.ts'
import { presentOrganisation } from '../../presenters/organisation.ts'
import { findProposal } from '../../queries/mallProposal.ts'
import { listCauses, listOrganisations, listReasons, loadCatalogue } from '../../queries/reference.ts'
import type { Handlers } from '../handler.ts'

/** What forms choose from. */
export const referenceHandlers: Pick<Handlers, 'listReasons' | 'listCauses' | 'listOrganisations' | 'getCatalogue' | 'proposeMall'> = {
  listReasons: async ({ query, services }) => ({ body: { items: await listReasons(services.database, query.operation) } }),
  listCauses: async ({ services }) => ({ body: { items: await listCauses(services.database) } }),
  listOrganisations: async ({ caller: { user }, query, services }) => {
    const scope = organisationsFor(user, query.kind)
    if (scope === 'none') throw new ApiError('forbidden')
    const rows = await listOrganisations(services.database, { ...query, onlyOfDepartment: scope === 'own' ? user.organisationId : null })
    const organisations = await services.directory.snapshot()
    return { body: { items: rows.map((row) => presentOrganisation(row, organisations)) } }
  },
  getCatalogue: async ({ services }) => ({ body: await loadCatalogue(services.database) }),
  proposeMall: async ({ caller, query, services }) => {
    permit(caller.user, 'tickets.create')
    return { body: await findProposal(services, query) }
  },
}
