import { UNREAD_CAP } from '#shared/contract/message.ts'

/** How many messages are unread, as it is shown: from the cap on only that there are more. */
export const unreadText = (unread: number): string => (unread >= UNREAD_CAP ? `${UNREAD_CAP - 1}+` : String(unread))
