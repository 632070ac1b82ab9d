/** One message for everybody of the call center; each has his own read mark. */
export const CALL_CENTER_RECIPIENT = 'call_center'

/** The recipient of a personal message. */
export const personalRecipient = (userId: number): string => `user:${userId}`
