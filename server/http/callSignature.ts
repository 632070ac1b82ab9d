import { timingSafeEqual } from 'node:crypto'
import { ApiError } from '../errors.ts'
import { SIGNATURE_HEADER, sign, TIMESTAMP_HEADER } from '../signature.ts'
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

/** @throws ApiError `unauthenticated` without a valid signature, or with one that is too old */
export function verifyCallSignature(context: RequestContext, bytes: Buffer, secret: string, now: Date): void {
  const timestamp = context.get(TIMESTAMP_HEADER)
  const given = /^sha256=([0-9a-f]{64})$/i.exec(context.get(SIGNATURE_HEADER))?.[1]
  const at = readTimestamp(timestamp)
  if (given === undefined || at === null) throw new ApiError('unauthenticated')
  const genuine = timingSafeEqual(Buffer.from(given, 'hex'), Buffer.from(sign(secret, timestamp, bytes), 'hex'))
  if (!genuine || Math.abs(now.getTime() - at) > MOST_AGE_MS) throw new ApiError('unauthenticated')
}
