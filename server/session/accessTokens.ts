import { createHmac } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'

/** Life of an access token in ms. */
export const ACCESS_TOKEN_LIFE_MS = 15 * 60_000
const ISSUER = 'gongdan'
/** Tokens whose signature is known to be right; then all are forgotten. */
const MOST_REMEMBERED = 10_000

/** What an access token says: whose it is, and of which family of refresh tokens. */
export interface AccessClaims {
  userId: number
  family: string
}

/** A token that was read. */
export interface ReadClaims extends AccessClaims {
  expiresAt: Date
}

/** Makes and reads access tokens (JWT, HS256). Times are the server's clock. */
export interface AccessTokens {
  sign: (claims: AccessClaims, now: Date) => Promise<{ token: string; expiresAt: Date }>
  /** Null for a token that is wrong, expired or of another server's secret. */
  read: (token: string, now: Date) => Promise<ReadClaims | null>
}

/** @param secret at least 32 characters; the signing key is derived from it */
export function createAccessTokens(secret: string): AccessTokens {
  const bytes = createHmac('sha256', secret).update('access tokens').digest()
  // Imported once: it is used for every request.
  const imported = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  // A signature stays right; only the time is asked again. Checking it costs a fifteenth of reading a ticket.
  const remembered = new Map<string, ReadClaims>()
  return {
    async sign({ userId, family }, now) {
      const expiresAt = new Date(Math.floor((now.getTime() + ACCESS_TOKEN_LIFE_MS) / 1000) * 1000)
      const token = await new SignJWT({ family })
        .setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).setIssuer(ISSUER).setSubject(String(userId))
        .setIssuedAt(now).setExpirationTime(expiresAt).sign(await imported)
      return { token, expiresAt }
    },
    async read(token, now) {
      const known = remembered.get(token)
      if (known && known.expiresAt > now) return known
      try {
        // No tolerance for the past; a token signed by a server whose clock is ahead is good.
        const { payload } = await jwtVerify(token, await imported, { algorithms: ['HS256'], issuer: ISSUER, currentDate: now, typ: 'JWT', requiredClaims: ['sub', 'exp'] })
        const userId = Number(payload.sub)
        const { family, exp } = payload
        if (!Number.isSafeInteger(userId) || typeof family !== 'string' || exp === undefined) return null
        const claims: ReadClaims = { userId, family, expiresAt: new Date(exp * 1000) }
        if (remembered.size >= MOST_REMEMBERED) remembered.clear()
        remembered.set(token, claims)
        return claims
      } catch (error) {
        if (error instanceof errors.JOSEError) return null
        throw error
      }
    },
  }
}
