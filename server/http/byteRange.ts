import type { ByteRange } from '../attachments/store.ts'

/**
 * The one range that a `Range` header asks for, as players of films and sounds do (RFC 9110, 14.1.2). Null, which means the
 * whole file, for several ranges, for what is none, and for what lies behind the end.
 * @param size of the whole, in bytes
 */
export function readByteRange(header: string | null, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '') ?? []
  if (first === '') {
    const length = Math.min(Number(last), size)
    return last === '' || length === 0 ? null : { start: size - length, end: size - 1 }
  }
  const range = { start: Number(first), end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
  return range.start <= range.end ? range : null
}
