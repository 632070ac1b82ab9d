/** Stands in place of what might be somebody's. */
export const removed = '[removed]'

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Shapes that no field of the log has and that personal data has; a field with one of them is removed whole. */
const suspicious: readonly RegExp[] = [
  // Phone, contract and ticket numbers, however they are grouped.
  /[0-9０-９](?:[\s\-–—.()（）]*[0-9０-９]){6,}/u,
  // Names, addresses, what a customer said.
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u,
  // Mail addresses and accounts in addresses.
  /@/,
  // Tokens, keys, hashes.
  /[A-Za-z0-9_+=-]{24,}/,
  /\b(?:bearer|basic)\s+\S/i,
  // Folders carry the name of the person who is signed in to the system.
  /[\\/]/,
]
/** From here on a number may be one that is dialled. */
const largestNumber = 9_999_999

/** A field of the log as it may be written: what looks like personal data or a secret is replaced. */
export function withoutPersonalData(value: string | number | boolean): string | number | boolean {
  if (typeof value === 'boolean') return value
  if (typeof value === 'number') return Math.abs(value) > largestNumber ? removed : value
  if (uuid.test(value)) return value
  return suspicious.some((shape) => shape.test(value)) ? removed : value.slice(0, 200)
}
