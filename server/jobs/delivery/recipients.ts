import { Op, QueryTypes } from 'sequelize'
import { actorsOn, visibilityOf, type TicketScope, type UserFacts } from '#shared/domain/permissions.ts'
import type { OrganisationKind, Role } from '#shared/domain/organisation/roles.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import { findRows } from '../../database/database.ts'
import { CALL_CENTER_RECIPIENT, personalRecipient } from '../../messages/recipient.ts'
import type { Services } from '../../services.ts'
import { loadCurrentUser } from '../../session/currentUser.ts'

/** Turns the audience of an outbox row into the recipients of messages. */
export type Recipients = (audience: string, scope: TicketScope) => Promise<string[]>

interface Person {
  id: number
  facts: UserFacts
}
interface PersonRow {
  id: number
  organisationCode: string
  organisationKind: OrganisationKind
  ticketTypes: string | null
  roles: string | null
}

const peopleSql = (condition: string): string => `
  SELECT u.id, o.code AS organisationCode, o.kind AS organisationKind, u.ticket_types AS ticketTypes, GROUP_CONCAT(r.role) AS roles
  FROM users u JOIN organisations o ON o.id = u.organisation_id LEFT JOIN user_roles r ON r.user_id = u.id
  WHERE u.active = 1 AND ${condition} GROUP BY u.id, o.code, o.kind, u.ticket_types ORDER BY u.id`
const OF_ORGANISATION = peopleSql('u.organisation_id = :id')
const BY_ID = peopleSql('u.id = :id')
const APPROVERS = peopleSql("o.kind = 'hq' AND EXISTS (SELECT 1 FROM user_roles a WHERE a.user_id = u.id AND a.role = 'approver')")

async function people({ database: { sequelize } }: Services, sql: string, id: number | null = null): Promise<Person[]> {
  const rows = await sequelize.query<PersonRow>(sql, { replacements: { id }, type: QueryTypes.SELECT })
  return rows.map(({ id: userId, organisationCode, organisationKind, ticketTypes, roles }) => ({
    id: Number(userId),
    facts: {
      organisationCode, organisationKind, roles: roles === null ? [] : (roles.split(',') as Role[]),
      ticketTypes: ticketTypes === null ? null : (JSON.parse(ticketTypes) as TicketType[]),
    },
  }))
}

/** Who approves now: by his own role, or because somebody handed it to him. */
async function approvers(services: Services): Promise<Person[]> {
  const { database, clock } = services
  const now = clock.now()
  const delegations = await findRows(database.tables.delegations, { startsAt: { [Op.lte]: now }, endsAt: { [Op.gt]: now }, endedAt: null }, { attributes: ['toUserId'] })
  const own = await people(services, APPROVERS)
  const known = new Set(own.map(({ id }) => id))
  const delegates = await Promise.all([...new Set(delegations.map(({ toUserId }) => toUserId))].filter((id) => !known.has(id))
    .map((id) => loadCurrentUser(database, id, now)))
  return [...own, ...delegates.flatMap((user) => (user ? [{ id: user.id, facts: user }] : []))]
}

/** Mall, department, lines: whoever of the organisation has a ticket module hears of it; sales staff of a mall do not. */
const membersOf = async (services: Services, id: number): Promise<Person[]> =>
  (await people(services, OF_ORGANISATION, id)).filter(({ facts }) => visibilityOf(facts) !== 'none')

/**
 * Recipients by audience (`notices.md`). What was looked up is kept, so that a batch asks once: made anew for each batch.
 * The function throws for an audience that it does not know.
 */
export function createRecipients(services: Services): Recipients {
  const known = new Map<string, Promise<Person[]>>()
  const once = (audience: string, read: () => Promise<Person[]>): Promise<Person[]> => {
    const kept = known.get(audience) ?? read()
    known.set(audience, kept)
    return kept
  }
  const keys = (persons: readonly Person[]): string[] => persons.map(({ id }) => personalRecipient(id))

  return async (audience, scope) => {
    if (audience === 'call_center') return [CALL_CENTER_RECIPIENT]
    // Who approves no tickets of this type could not decide the request.
    if (audience === 'approvers') return keys((await once(audience, () => approvers(services))).filter(({ facts }) => actorsOn(facts, scope).has('cs_approver')))
    const [, group, digits] = /^(mall|department|organisation|user):(\d+)$/.exec(audience) ?? []
    if (group === undefined) throw new Error(`"${audience}" is no audience`)
    return keys(await once(audience, () => (group === 'user' ? people(services, BY_ID, Number(digits)) : membersOf(services, Number(digits)))))
  }
}
