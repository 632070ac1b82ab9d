import { hash, verify } from '@node-rs/argon2'

/** argon2id (algorithm 2) with 19 MiB, two passes, one lane: the first recommendation of the OWASP Password Storage Cheat Sheet. */
const PARAMETERS = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

export const hashPassword = (password: string): Promise<string> => hash(password, PARAMETERS)

let dummy: Promise<string> | null = null

/**
 * Whether the password is the one of the hash. Without a hash (no such account) it takes the same time and says no, so
 * that the time of an answer does not tell which accounts exist.
 */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  dummy ??= hashPassword('no account has this password')
  const matches = await verify(passwordHash ?? (await dummy), password)
  return matches && passwordHash !== null
}
