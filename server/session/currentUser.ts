import { findRow, findRows, type Database } from '../database/database.ts'
import type { CurrentUser } from '../caller.ts'
import { actingAt, givenApproving, type GivenApproving } from './delegatedApproving.ts'

/** A user with his own roles, and what others have handed over to him. */
export interface KnownUser {
  user: CurrentUser
  given: readonly GivenApproving[]
}

/** The user with organisation and roles; null where he is gone or not active. Reads the database. */
export async function loadKnownUser(database: Database, userId: number, now: Date): Promise<KnownUser | null> {
  const { tables } = database
  const [user, roles, given] = await Promise.all([
    findRow(tables.users, { id: userId, active: true }, { attributes: ['id', 'account', 'name', 'organisationId', 'ticketTypes'] }),
    findRows(tables.userRoles, { userId }),
    givenApproving(database, userId, now),
  ])
  if (!user) return null
  const organisation = await findRow(tables.organisations, { id: user.organisationId }, { attributes: ['id', 'code', 'name', 'kind'] })
  if (!organisation) return null
  const known: CurrentUser = {
    id: user.id, account: user.account, name: user.name, organisationId: organisation.id, organisationName: organisation.name,
    organisationCode: organisation.code, organisationKind: organisation.kind, roles: roles.map(({ role }) => role), ticketTypes: user.ticketTypes, approverFor: null,
  }
  return { user: known, given }
}

/** The user as he acts at an instant, with what is handed over to him then; null where he is gone or not active. */
export async function loadCurrentUser(database: Database, userId: number, now: Date): Promise<CurrentUser | null> {
  const known = await loadKnownUser(database, userId, now)
  return known && actingAt(known.user, known.given, now)
}
