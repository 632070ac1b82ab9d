import type { CurrentUser } from '../caller.ts'
import type { Clock } from '../clock.ts'
import { findRow, type Database } from '../database/database.ts'
import { ApiError } from '../errors.ts'
import { createAccessTokens } from './accessTokens.ts'
import { createAuthenticator, type Authenticated } from './authenticate.ts'
import { loadCurrentUser } from './currentUser.ts'
import { verifyPassword } from './passwords.ts'
import { revokeFamily, rotate, startFamily, type IssuedRefreshToken } from './refreshTokens.ts'
import { createSignInLimits } from './signInLimits.ts'

export interface SignedIn {
  accessToken: string
  refreshToken: string
  /** Of the access token. */
  expiresAt: Date
  user: CurrentUser
}

export interface Credentials {
  orgCode: string
  account: string
  password: string
}

/** Everything about sessions (`api.md`). */
export interface Sessions {
  /** @throws ApiError `unauthenticated` whatever is wrong, `rate_limited` after too many wrong passwords */
  signIn: (credentials: Credentials, address: string) => Promise<SignedIn>
  /** @throws ApiError `unauthenticated`; a token used before also revokes its family */
  refresh: (refreshToken: string) => Promise<SignedIn>
  /** Ends all tokens of the family. */
  signOut: (family: string) => Promise<void>
  /** The user of an access token, or null. */
  authenticate: (accessToken: string) => Promise<Authenticated | null>
  /** What a user may do has changed: on this server it counts from now on, elsewhere within two seconds. */
  forgetUser: (userId: number) => void
}

const refused = (): ApiError => new ApiError('unauthenticated')

/** @param secret signs access tokens; the same on every server */
export function createSessions(database: Database, clock: Clock, secret: string): Sessions {
  const { tables } = database
  const tokens = createAccessTokens(secret)
  const authenticator = createAuthenticator(database, tokens)
  const limits = createSignInLimits()

  const findAccount = async (orgCode: string, account: string): Promise<{ id: number; passwordHash: string } | null> => {
    const organisation = await findRow(tables.organisations, { code: orgCode }, { attributes: ['id'] })
    return organisation && findRow(tables.users, { organisationId: organisation.id, account, active: true }, { attributes: ['id', 'passwordHash'] })
  }
  const open = async ({ token, family, userId }: IssuedRefreshToken, now: Date): Promise<SignedIn> => {
    const user = await loadCurrentUser(database, userId, now)
    if (!user) throw refused()
    const access = await tokens.sign({ userId, family }, now)
    return { accessToken: access.token, refreshToken: token, expiresAt: access.expiresAt, user }
  }

  return {
    async signIn({ orgCode, account, password }, address) {
      const found = await findAccount(orgCode, account)
      // By id: the database takes many spellings for one account (accents, full width), and each would have a count of its own.
      const name = found ? `user ${found.id}` : `${orgCode.toUpperCase()}/${account.toLowerCase()}`
      await limits.check(name, address)
      const right = await verifyPassword(found?.passwordHash ?? null, password)
      if (!found || !right) {
        await limits.countWrong(name, address)
        throw refused()
      }
      // Many guesses sent at once all pass the first check; none of them may learn that it was right.
      await limits.check(name, address)
      await limits.forgive(name, address)
      const now = clock.now()
      return open(await startFamily(database, found.id, now), now)
    },
    async refresh(refreshToken) {
      const now = clock.now()
      const rotation = await rotate(database, refreshToken, now)
      if ('issued' in rotation) return open(rotation.issued, now)
      if (rotation.refused === 'reused') authenticator.forget(rotation.family)
      throw refused()
    },
    async signOut(family) {
      await revokeFamily(database, family, clock.now())
      authenticator.forget(family)
    },
    authenticate: (accessToken) => authenticator.authenticate(accessToken, clock.now()),
    forgetUser: authenticator.forgetUser,
  }
}
