import type { Session, User } from '#shared/contract/session.ts'
import { permissionsOf } from '#shared/domain/permissions.ts'
import type { CurrentUser } from '../caller.ts'
import type { SignedIn } from '../session/sessions.ts'

export const presentUser = (user: CurrentUser): User => ({
  id: String(user.id), account: user.account, name: user.name,
  organisation: { code: user.organisationCode, name: user.organisationName, kind: user.organisationKind },
  roles: [...user.roles], ticketTypes: user.ticketTypes === null ? null : [...user.ticketTypes], permissions: permissionsOf(user),
})

export const presentSession = ({ accessToken, refreshToken, expiresAt, user }: SignedIn): Session =>
  ({ accessToken, refreshToken, expiresAt: expiresAt.toISOString(), user: presentUser(user) })
