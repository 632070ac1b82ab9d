import { QueryTypes } from 'sequelize'
import type { OrganisationKind, Role } from '#shared/domain/organisation/roles.ts'
import type { UserFacts } from '#shared/domain/permissions.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { Database } from '../database/database.ts'

/** A session that is open somewhere, by its family of refresh tokens. */
export interface OpenSession {
  family: string
  userId: number
}

const MOST_PER_QUERY = 1_000

interface StandingRow {
  family: string
  userId: number
  organisationCode: string
  organisationKind: OrganisationKind
  ticketTypes: string | null
}

/** A family is revoked as a whole, so its last token speaks for it; the index finds that one without reading the others. */
const STANDING = `
  SELECT r.family, u.id AS userId, o.code AS organisationCode, o.kind AS organisationKind, u.ticket_types AS ticketTypes
  FROM (SELECT family, MAX(id) AS id FROM refresh_tokens WHERE family IN (:families) GROUP BY family) newest
  JOIN refresh_tokens r ON r.id = newest.id AND r.revoked_at IS NULL
  JOIN users u ON u.id = r.user_id AND u.active = 1
  JOIN organisations o ON o.id = u.organisation_id`

async function loadSome({ sequelize }: Database, sessions: readonly OpenSession[]): Promise<[string, UserFacts][]> {
  const standing = await sequelize.query<StandingRow>(STANDING, { replacements: { families: sessions.map(({ family }) => family) }, type: QueryTypes.SELECT })
  if (standing.length === 0) return []
  const roles = new Map<number, Role[]>()
  const rows = await sequelize.query<{ userId: number; role: Role }>('SELECT user_id AS userId, role FROM user_roles WHERE user_id IN (:userIds)', {
    replacements: { userIds: [...new Set(standing.map(({ userId }) => userId))] }, type: QueryTypes.SELECT,
  })
  for (const { userId, role } of rows) roles.set(userId, [...(roles.get(userId) ?? []), role])
  return standing.map(({ family, userId, organisationCode, organisationKind, ticketTypes }) => [family, {
    organisationCode, organisationKind, roles: roles.get(userId) ?? [], ticketTypes: ticketTypes === null ? null : (JSON.parse(ticketTypes) as TicketType[]),
  }])
}

/**
 * Which of the sessions stand, and what the rules know of their users now; the others were revoked, or their users are
 * gone or not active. Two queries however many they are, where a request asks for one (`authenticate.ts`).
 */
export async function loadStandings(database: Database, sessions: readonly OpenSession[]): Promise<Map<string, UserFacts>> {
  const standings = new Map<string, UserFacts>()
  for (let from = 0; from < sessions.length; from += MOST_PER_QUERY) {
    for (const [family, facts] of await loadSome(database, sessions.slice(from, from + MOST_PER_QUERY))) standings.set(family, facts)
  }
  return standings
}
