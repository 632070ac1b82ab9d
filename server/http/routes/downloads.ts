import { downloadTicket } from '../../download/downloadTicket.ts'
import type { Handlers } from '../handler.ts'

/** Files that are made of tickets. */
export const downloadHandlers: Pick<Handlers, 'downloadTicket'> = {
  downloadTicket: async ({ caller, params, query, services, context, remoteAddress, language, abandoned }) => ({
    body: await downloadTicket(services, caller, {
      no: params.no, format: query.format, language, abandoned, insideInternalNetwork: context.isInternal(remoteAddress), store: context.attachments.store,
    }),
  }),
}
