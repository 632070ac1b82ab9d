import { findRow, findRows, type Database } from '../database/database.ts'
import type { CurrentUser } from '../caller.ts'

/** The user with organisation and roles; null where he is gone or not active. Reads the database. */
export async function loadCurrentUser(database: Database, userId: number): Promise<CurrentUser | null> {
  const { tables } = database
  const [user, roles] = await Promise.all([
    findRow(tables.users, { id: userId, active: true }, { attributes: ['id', 'account', 'name', 'organisationId', 'ticketTypes'] }),
    findRows(tables.userRoles, { userId }),
  ])
  if (!user) return null
  const organisation = await findRow(tables.organisations, { id: user.organisationId }, { attributes: ['id', 'code', 'name', 'kind'] })
  if (!organisation) return null
  return {
    id: user.id, account: user.account, name: user.name, organisationId: organisation.id, organisationName: organisation.name,
    organisationCode: organisation.code, organisationKind: organisation.kind, roles: roles.map(({ role }) => role), ticketTypes: user.ticketTypes,
  }
}
