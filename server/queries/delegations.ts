import { Op, type Transaction, type WhereOptions } from 'sequelize'
import { CALL_CENTER_ROLES } from '#shared/domain/organisation/roles.ts'
import { isAdministrator } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import { findRows, type Database } from '../database/database.ts'
import type { DelegationRow, UserRow } from '../models/index.ts'
import { beginningWith } from './likePattern.ts'

const MOST_LISTED = 100

export type Person = Pick<UserRow, 'id' | 'name' | 'account'>

export interface DelegationRows {
  delegations: DelegationRow[]
  people: ReadonlyMap<number, Person>
}

/** The people of delegations, whether still active or not, with one query. */
export async function withPeople({ tables }: Database, delegations: DelegationRow[], transaction: Transaction | null = null): Promise<DelegationRows> {
  const ids = [...new Set(delegations.flatMap(({ fromUserId, toUserId }) => [fromUserId, toUserId]))]
  const people = ids.length > 0 ? await findRows(tables.users, { id: { [Op.in]: ids } }, { attributes: ['id', 'name', 'account'], transaction }) : []
  return { delegations, people: new Map(people.map((person) => [person.id, person])) }
}

/** Which delegations somebody may know of: those that he gave or has; an administrator all. */
export const visibleDelegations = (user: CurrentUser): WhereOptions<DelegationRow> =>
  isAdministrator(user) ? {} : { [Op.or]: [{ fromUserId: user.id }, { toUserId: user.id }] }

/** The latest delegations that the user may know of, the one that begins last first. */
export async function listDelegations(database: Database, user: CurrentUser): Promise<DelegationRows> {
  const rows = await findRows(database.tables.delegations, visibleDelegations(user), { order: [['startsAt', 'DESC'], ['id', 'DESC']], limit: MOST_LISTED })
  return withPeople(database, rows)
}

/** Active call-center staff without the user himself, as far as the call center is concerned; `q` begins the account or is in the name. */
export async function listColleagues({ tables }: Database, user: CurrentUser, q: string | undefined): Promise<Person[]> {
  const headOffices = await findRows(tables.organisations, { kind: 'hq' }, { attributes: ['id'] })
  const staff = await findRows(tables.userRoles, { role: { [Op.in]: [...CALL_CENTER_ROLES] } }, { attributes: ['userId'] })
  const matching: WhereOptions = q ? { [Op.or]: [{ account: { [Op.like]: beginningWith(q) } }, { name: { [Op.like]: `%${beginningWith(q)}` } }] } : {}
  return findRows(tables.users, {
    [Op.and]: [
      { organisationId: { [Op.in]: headOffices.map(({ id }) => id) }, active: true },
      { id: { [Op.in]: [...new Set(staff.map(({ userId }) => userId))] } }, { id: { [Op.ne]: user.id } }, matching,
    ],
  }, { attributes: ['id', 'name', 'account'], order: [['name', 'ASC'], ['id', 'ASC']], limit: MOST_LISTED })
}
