import type { Customer } from '#shared/contract/customer.ts'
import { isCallCenter } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../../caller.ts'
import { createCustomer } from '../../commands/createCustomer.ts'
import { patchCustomer } from '../../commands/patchCustomer.ts'
import { runCommand, type Unit } from '../../commands/unit.ts'
import { ApiError } from '../../errors.ts'
import { permit } from '../../permit.ts'
import { presentCustomer } from '../../presenters/customer.ts'
import { findByPhone, findByText, loadCard, loadCards } from '../../queries/customers.ts'
import type { Services } from '../../services.ts'
import type { Handlers } from '../handler.ts'

async function presentOne(services: Services, user: CurrentUser, id: number, unit: Unit | null = null): Promise<Customer> {
  const card = await loadCard(services.database, id, unit?.transaction ?? null)
  if (!card) throw new ApiError('not_found')
  return presentCustomer(card, await services.directory.snapshot(), !isCallCenter(user))
}

const presentChanged = (id: number, unit: Unit): Promise<Customer> => presentOne(unit.services, unit.caller.user, id, unit)

/** Customers, as the call center finds and keeps them. */
export const customerHandlers: Pick<Handlers, 'searchCustomers' | 'getCustomer' | 'createCustomer' | 'patchCustomer'> = {
  searchCustomers: async ({ caller, query, services }) => {
    permit(caller.user, 'customers.read')
    const { database, directory } = services
    const found = query.phone === undefined ? null : await findByPhone(database, query.phone)
    const ids = found ? [...found.exact, ...found.others] : await findByText(database, query.q ?? '')
    const [cards, organisations] = await Promise.all([loadCards(database, ids), directory.snapshot()])
    return { body: { items: cards.map((card) => presentCustomer(card, organisations, !isCallCenter(caller.user))) } }
  },
  getCustomer: async ({ caller, params, services }) => {
    permit(caller.user, 'customers.read')
    return { body: await presentOne(services, caller.user, Number(params.id)) }
  },
  createCustomer: async ({ caller, services, validateBody }) =>
    runCommand(services, caller, 201, (unit) => createCustomer(unit, validateBody()), presentChanged),
  patchCustomer: async ({ caller, params, services, validateBody }) => {
    // Who may not read customers does not learn which of them exist.
    permit(caller.user, 'customers.read')
    const id = Number(params.id)
    try {
      return await runCommand(services, caller, 200, (unit) => patchCustomer(unit, id, validateBody), presentChanged)
    } catch (error) {
      if (!(error instanceof ApiError) || error.code !== 'stale_version') throw error
      throw new ApiError('stale_version', { current: await presentOne(services, caller.user, id) })
    }
  },
}
