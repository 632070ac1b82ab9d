import { createHmac } from 'node:crypto'

/** Of requests in both directions: the telephone system's to us, ours to the endpoints of channels. */
export const TIMESTAMP_HEADER = 'X-Gongdan-Timestamp'
/** `sha256=` and the signature. */
export const SIGNATURE_HEADER = 'X-Gongdan-Signature'

/** The signature of a body: hexadecimal HMAC-SHA256 over timestamp, a dot and the bytes (`api.md`). */
export const sign = (secret: string, timestamp: string, bytes: Buffer): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(bytes).digest('hex')
