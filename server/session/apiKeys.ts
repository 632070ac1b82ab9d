import { createHash, randomBytes } from 'node:crypto'
import type { CurrentUser } from '../caller.ts'
import { findRow, insertRow, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import { loadCurrentUser } from './currentUser.ts'
import { hashPassword } from './passwords.ts'

const KEY_BYTES = 32
const hashKey = (key: string): string => createHash('sha256').update(key).digest('hex')

/** The key of an `Authorization: ApiKey` header, or null. */
export const apiKeyOf = (authorization: string): string | null => /^ApiKey +([\w-]{20,200})$/i.exec(authorization)?.[1] ?? null

/** The user that a key stands for; null for one that is unknown or revoked. */
export async function userOfApiKey(database: Database, key: string, now: Date): Promise<CurrentUser | null> {
  const kept = await findRow(database.tables.apiKeys, { keyHash: hashKey(key), revokedAt: null })
  return kept && loadCurrentUser(database, kept.userId, now)
}

/**
 * Makes a key for another program, with a user who stands for it. Only the key's hash is kept: it is shown this once.
 * @param name of the program, as the log shows it
 * @throws Error where the head office is missing or the name is taken
 */
export async function createApiKey(database: Database, name: string, now: Date): Promise<string> {
  const headOffice = await findRow(database.tables.organisations, { kind: 'hq' })
  if (!headOffice) throw new Error('there is no head office yet')
  const key = randomBytes(KEY_BYTES).toString('base64url')
  // Nobody knows this password: who stands for a program cannot sign in.
  const passwordHash = await hashPassword(randomBytes(KEY_BYTES).toString('base64url'))
  await runTransaction(database, async (transaction) => {
    const userId = await insertRow(database.tables.users, {
      organisationId: headOffice.id, account: `api:${name}`, name, passwordHash, active: true, version: 1, createdAt: now,
    }, transaction)
    await insertRow(database.tables.apiKeys, { name, keyHash: hashKey(key), organisationId: headOffice.id, userId, createdAt: now }, transaction)
  })
  return key
}
