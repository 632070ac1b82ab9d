import { createHmac, timingSafeEqual } from 'node:crypto'
import { ApiError } from '../errors.ts'
import type { RequestContext } from './state.ts'

/** `api.md`: an event older than this is refused, in ms; one from the future by as much, too. */
const MOST_AGE_MS = 5 * 60_000

/** Seconds or milliseconds since 1970, or an instant in ISO 8601. */
function readTimestamp(text: string): number | null {
  if (/^\d{10}$/.test(text)) return Number(text) * 1000
  if (/^\d{13}$/.test(text)) return Number(text)
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(time) ? null : time
}

/** The signature of a body: hexadecimal HMAC-SHA256 over timestamp, a dot and the bytes. */
export const signCall = (secret: string, timestamp: string, bytes: Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest('hex')

/** @throws ApiError `unauthenticated` without a valid signature, or with one that is too old */
export function verifyCallSignature(context: RequestContext, bytes: Buffer, secret: string, now: Date): void {
  const timestamp = context.get('X-Gongdan-Timestamp')
  const given = /^sha256=([0-9a-f]{64})$/i.exec(context.get('X-Gongdan-Signature'))?.[1]
  const at = readTimestamp(timestamp)
  if (given === undefined || at === null) throw new ApiError('unauthenticated')
  const genuine = timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(signCall(secret, timestamp, bytes), 'hex'))
  if (!genuine || Math.abs(now.getTime() - at) > MOST_AGE_MS) throw new ApiError('unauthenticated')
}
