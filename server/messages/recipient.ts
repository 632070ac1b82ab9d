/** One message for everybody of the call center; each has his own read mark. */
export const CALL_CENTER_RECIPIENT = 'call_center'

/** The recipient of a personal message. */
export const personalRecipient = (userId: number): string => `user:${userId}`

/** Whose message it is; null where it is not one person's. */
export function userOfRecipient(recipient: string): number | null {
  const digits = /^user:(\d+)$/.exec(recipient)?.[1]
  return digits === undefined ? null : Number(digits)
}
