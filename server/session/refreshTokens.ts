import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Transaction } from 'sequelize'
import { findRow, insertRow, updateRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'

/** Life of a refresh token in ms: 30 days. */
export const REFRESH_TOKEN_LIFE_MS = 30 * 24 * 3_600_000
const TOKEN_BYTES = 32

/** Only the hash is stored: whoever reads the table can sign nobody in. The token has 256 random bits, so no salt is needed. */
const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

export interface IssuedRefreshToken {
  token: string
  family: string
  userId: number
}

async function insertToken(database: Database, userId: number, family: string, now: Date, transaction: Transaction | null): Promise<IssuedRefreshToken> {
  const token = randomBytes(TOKEN_BYTES).toString('base64url')
  await insertRow(database.tables.refreshTokens, {
    userId, family, tokenHash: hashOf(token), createdAt: now, expiresAt: new Date(now.getTime() + REFRESH_TOKEN_LIFE_MS), usedAt: null, revokedAt: null,
  }, transaction)
  return { token, family, userId }
}

/** The first token of a new family: somebody has signed in. */
export const startFamily = (database: Database, userId: number, now: Date): Promise<IssuedRefreshToken> =>
  insertToken(database, userId, randomUUID(), now, null)

/** Ends all tokens of a family, refresh and access. */
export async function revokeFamily(database: Database, family: string, now: Date, transaction: Transaction | null = null): Promise<void> {
  await updateRows(database.tables.refreshTokens, { revokedAt: now }, { family, revokedAt: null }, transaction)
}

export type Rotation = { issued: IssuedRefreshToken } | { refused: 'unknown' | 'expired' } | { refused: 'reused'; family: string }

/**
 * Exchanges a refresh token for the next one of its family. A token that was used before is a stolen one, or the
 * thief's is the newer: the whole family is revoked, without a time of grace. A client that lost the answer has to
 * sign in again.
 */
export const rotate = (database: Database, token: string, now: Date): Promise<Rotation> =>
  runTransaction(database, async (transaction) => {
    const row = await findRow(database.tables.refreshTokens, { tokenHash: hashOf(token) }, { transaction, lock: true })
    if (!row || row.revokedAt) return { refused: 'unknown' }
    if (row.usedAt) {
      await revokeFamily(database, row.family, now, transaction)
      return { refused: 'reused', family: row.family }
    }
    if (row.expiresAt <= now) return { refused: 'expired' }
    await updateRows(database.tables.refreshTokens, { usedAt: now }, { id: row.id }, transaction)
    return { issued: await insertToken(database, row.userId, row.family, now, transaction) }
  })
