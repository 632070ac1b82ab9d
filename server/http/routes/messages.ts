import { readMessages } from '../../commands/readMessages.ts'
import { permit } from '../../permit.ts'
import { presentMessages } from '../../presenters/message.ts'
import { countUnread, listMessages } from '../../queries/messages.ts'
import type { Handlers } from '../handler.ts'

/** Messages in the program. */
export const messageHandlers: Pick<Handlers, 'listMessages' | 'readMessages'> = {
  listMessages: async ({ caller: { user }, query, services }) => {
    permit(user, 'tickets.read')
    const { rows, nextCursor, unread } = await listMessages(services, user, query)
    return { body: { items: await presentMessages(services, user, rows), nextCursor, unread } }
  },
  readMessages: async ({ caller: { user }, validateBody, services }) => {
    permit(user, 'tickets.read')
    await readMessages(services, user, validateBody())
    return { body: { unread: await countUnread(services.database, user) } }
  },
}
