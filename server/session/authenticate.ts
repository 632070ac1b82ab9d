import type { CurrentUser } from '../caller.ts'
import { findRow, type Database } from '../database/database.ts'
import type { AccessTokens } from './accessTokens.ts'
import { loadCurrentUser } from './currentUser.ts'

/** How long a user and the standing of his session are remembered, in ms: changes count after this time at the latest. */
const REMEMBERED_MS = 2_000
const MOST_REMEMBERED = 10_000

export interface Authenticated {
  user: CurrentUser
  family: string
}

export interface Authenticator {
  /** The user of an access token, or null. */
  authenticate: (token: string, now: Date) => Promise<Authenticated | null>
  /** A session has ended on this server: its tokens are refused from now on, not only after the time of remembering. */
  forget: (family: string) => void
}

/** @param monotonic clock of the process in ms */
export function createAuthenticator(database: Database, tokens: AccessTokens, monotonic: () => number = () => performance.now()): Authenticator {
  const remembered = new Map<string, { found: Promise<CurrentUser | null>; since: number }>()

  const load = async (userId: number, family: string): Promise<CurrentUser | null> => {
    const [user, standing] = await Promise.all([
      loadCurrentUser(database, userId),
      findRow(database.tables.refreshTokens, { family, userId, revokedAt: null }, { attributes: ['id'] }),
    ])
    return standing ? user : null
  }

  return {
    async authenticate(token, now) {
      const claims = await tokens.read(token, now)
      if (!claims) return null
      const { userId, family } = claims
      let entry = remembered.get(family)
      if (!entry || monotonic() - entry.since > REMEMBERED_MS) {
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        entry = { found: load(userId, family), since: monotonic() }
        remembered.set(family, entry)
        entry.found.catch(() => remembered.delete(family))
      }
      const user = await entry.found
      return user && user.id === userId ? { user, family } : null
    },
    forget: (family) => { remembered.delete(family) },
  }
}
