import { Op } from 'sequelize'
import { MOST_SAVED_QUERIES, type SavedQuery, type SavedQueryBody } from '#shared/contract/savedQuery.ts'
import { tabsFor } from '#shared/domain/lists/tabs.ts'
import { visibilityOf } from '#shared/domain/permissions.ts'
import { findRow, findRows, insertRow, updateRows } from '../database/database.ts'
import { ApiError, invalid } from '../errors.ts'
import { requireTab } from '../queries/listScope.ts'
import { listSavedQueries } from '../queries/savedQueries.ts'
import type { Unit } from './unit.ts'

/**
 * One's own queries one after the other: the lock on the person's row keeps two machines from saving one name twice or
 * one query too many.
 * @throws ApiError `forbidden` for a list that he has not, `validation_failed` for a name that he has already, or one query too many
 */
async function prepare({ services, transaction, caller }: Unit, { name, list }: SavedQueryBody, id: number | null): Promise<void> {
  const { users, savedQueries } = services.database.tables
  requireTab(list, caller.user)
  await findRow(users, { id: caller.user.id }, { transaction, attributes: ['id'], lock: true })
  const others = { userId: caller.user.id, ...(id === null ? {} : { id: { [Op.ne]: id } }) }
  // The database compares: 南区 a and 南区 A would be one name to whoever looks for it.
  if (await findRow(savedQueries, { ...others, list, name }, { transaction, attributes: ['id'] })) throw invalid({ name: ['taken'] })
  if (id !== null) return
  // Those of lists that he has no more can neither be seen nor deleted.
  const own = await findRows(savedQueries, { ...others, list: { [Op.in]: tabsFor(visibilityOf(caller.user)).map((tab) => tab.id) } }, { transaction, attributes: ['id'], limit: MOST_SAVED_QUERIES })
  if (own.length >= MOST_SAVED_QUERIES) throw invalid({ name: ['too_many'] })
}

async function present({ services, transaction, caller }: Unit, id: number): Promise<SavedQuery> {
  const [saved] = await listSavedQueries(services.database, caller.user, { id }, transaction)
  if (!saved) throw new ApiError('not_found')
  return saved
}

/** Saves a query of one's own. @throws ApiError as {@link prepare} */
export async function createSavedQuery(unit: Unit, body: SavedQueryBody): Promise<SavedQuery> {
  const { services, transaction, caller, now } = unit
  await prepare(unit, body, null)
  const id = await insertRow(services.database.tables.savedQueries, {
    userId: caller.user.id, organisationId: caller.user.organisationId, name: body.name, list: body.list, shared: body.shared, query: body.query, createdAt: now,
  }, transaction)
  return present(unit, id)
}

/** @throws ApiError `not_found` for what one may not see, `forbidden` for what a colleague shares */
async function requireOwn({ services, transaction, caller }: Unit, id: number): Promise<void> {
  const { savedQueries } = services.database.tables
  if (await findRow(savedQueries, { id, userId: caller.user.id }, { transaction, attributes: ['id'], lock: true })) return
  const [shared] = await listSavedQueries(services.database, caller.user, { id }, transaction)
  throw new ApiError(shared ? 'forbidden' : 'not_found')
}

/** Renames, shares or overwrites one's own query. @throws ApiError as {@link requireOwn} and {@link prepare} */
export async function changeSavedQuery(unit: Unit, id: number, body: SavedQueryBody): Promise<SavedQuery> {
  const { services, transaction, caller } = unit
  await requireOwn(unit, id)
  await prepare(unit, body, id)
  await updateRows(services.database.tables.savedQueries, {
    organisationId: caller.user.organisationId, name: body.name, list: body.list, shared: body.shared, query: body.query,
  }, { id }, transaction)
  return present(unit, id)
}

/** @throws ApiError as {@link requireOwn} */
export async function deleteSavedQuery(unit: Unit, id: number): Promise<void> {
  await requireOwn(unit, id)
  await unit.services.database.tables.savedQueries.model.destroy({ where: { id }, transaction: unit.transaction })
}
