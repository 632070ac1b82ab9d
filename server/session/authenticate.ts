import type { CurrentUser } from '../caller.ts'
import { findRow, type Database } from '../database/database.ts'
import type { AccessTokens } from './accessTokens.ts'
import { loadKnownUser, type KnownUser } from './currentUser.ts'
import { actingAt } from './delegatedApproving.ts'

/** How long a user and the standing of his session are remembered, in ms: changes count after this time at the latest. */
const REMEMBERED_MS = 2_000
const MOST_REMEMBERED = 10_000

export interface Authenticated {
  user: CurrentUser
  family: string
  /** Of the access token. */
  expiresAt: Date
}

export interface Authenticator {
  /** The user of an access token, or null. */
  authenticate: (token: string, now: Date) => Promise<Authenticated | null>
  /** A session has ended on this server: its tokens are refused from now on, not only after the time of remembering. */
  forget: (family: string) => void
  /** What a user may do has changed on this server: it counts from now on. */
  forgetUser: (userId: number) => void
}

/** @param monotonic clock of the process in ms */
export function createAuthenticator(database: Database, tokens: AccessTokens, monotonic: () => number = () => performance.now()): Authenticator {
  const remembered = new Map<string, { userId: number; found: Promise<KnownUser | null>; since: number }>()

  const load = async (userId: number, family: string, now: Date): Promise<KnownUser | null> => {
    const [known, standing] = await Promise.all([
      loadKnownUser(database, userId, now),
      findRow(database.tables.refreshTokens, { family, userId, revokedAt: null }, { attributes: ['id'] }),
    ])
    return standing ? known : null
  }

  return {
    async authenticate(token, now) {
      const claims = await tokens.read(token, now)
      if (!claims) return null
      const { userId, family, expiresAt } = claims
      let entry = remembered.get(family)
      if (!entry || monotonic() - entry.since > REMEMBERED_MS) {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        entry = { userId, found: load(userId, family, now), since: monotonic() }
        remembered.set(family, entry)
        entry.found.catch(() => remembered.delete(family))
      }
      const known = await entry.found
      // Delegations begin and end at their instants, not when the user is read anew.
      return known && known.user.id === userId ? { user: actingAt(known.user, known.given, now), family, expiresAt } : null
    },
    forget: (family) => { remembered.delete(family) },
    forgetUser(userId) {
      for (const [family, entry] of remembered) if (entry.userId === userId) remembered.delete(family)
    },
  }
}
