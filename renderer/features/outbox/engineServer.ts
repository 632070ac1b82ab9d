import type { Client } from '#shared/contract/client.ts'
import type { RequestOf } from '#shared/contract/endpoints.ts'
import type { Body, OutboxServer } from './engine/parts.ts'

/** The server validates what was written, perhaps by an earlier version of the program. */
const as = <Wanted>(body: Body): Wanted => body as Wanted

/** The server as the outbox's engine needs it, through the typed client of the API. */
export const engineServer = (client: Client): OutboxServer => ({
  createTicket: (body, idempotencyKey) => client.createTicket({ body: as<RequestOf<'createTicket'>['body']>(body) }, { idempotencyKey }),
  operateTicket: (no, body, idempotencyKey) => client.operateTicket({ params: { no }, body: as<RequestOf<'operateTicket'>['body']>(body) }, { idempotencyKey }),
  readTicket: (no) => client.getTicket({ params: { no } }),
  patchCustomer: (id, body) => client.patchCustomer({ params: { id }, body: as<RequestOf<'patchCustomer'>['body']>(body) }),
  announceUpload: (id, file) => client.announceUpload({ params: { id }, body: file }),
  // Copied, because a view may stand in a larger buffer and the whole of that would be sent.
  sendUploadPart: (id, offset, bytes) => client.sendUploadPart({ params: { id }, query: { offset } }, { content: bytes.slice() }),
})
