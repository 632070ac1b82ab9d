import { search } from '../../search/search.ts'
import type { Handlers } from '../handler.ts'

export const searchHandlers: Pick<Handlers, 'search'> = {
  search: async ({ caller, query, services }) => ({ body: await search(services, caller.user, query.q, query.in) }),
}
