import type { Upload } from '#shared/contract/attachment.ts'
import type { Customer } from '#shared/contract/customer.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import type { Body, OutboxServer } from '../../../../renderer/features/outbox/engine/parts.ts'
import { ticketExample } from '../tickets/ticketExample.ts'

export const problem = (status: number, code: string, more: Partial<ConstructorParameters<typeof ApiProblem>[0]> = {}): ApiProblem =>
  new ApiProblem({ status, code, requestId: status === 0 ? null : 'req-1', ...more })
export const unreachable = (): ApiProblem => problem(0, 'server_unreachable')

/** What goes wrong with a request: before the server sees it, or on the way back. */
export type Trouble = { readonly when: 'before' | 'after'; readonly error: ApiProblem } | null

/** A server that keeps its idempotency keys for good, and fails as it is told. */
export class FakeServer implements OutboxServer {
  /** Asked before each request. */
  trouble: (call: string, key: string) => Trouble = () => null
  /** Every request that reached it, in order. */
  readonly heard: { call: string; key: string; body: Body }[] = []
  /** What was made, under which key and body. */
  readonly made = new Map<string, { body: string; ticket: Ticket }>()
  readonly tickets = new Map<string, Ticket>()
  readonly uploads = new Map<string, { size: number; received: number }>()
  readonly customers = new Map<string, Customer>()

  async #through<Answer>(call: string, key: string, body: Body, work: () => Answer): Promise<Answer> {
    const trouble = this.trouble(call, key)
    await Promise.resolve()
    if (trouble?.when === 'before') throw trouble.error
    this.heard.push({ call, key, body })
    const answer = work()
    if (trouble) throw trouble.error
    return answer
  }
  /** The same key and body give the same answer, before anything else is looked at (`workflow.md`). */
  #once(key: string, body: Body, work: () => Ticket): Ticket {
    const text = JSON.stringify(body)
    const before = this.made.get(key)
    if (before && before.body !== text) throw problem(409, 'idempotency_conflict')
    const ticket = before?.ticket ?? work()
    this.made.set(key, { body: text, ticket })
    return ticket
  }
  readonly createTicket: OutboxServer['createTicket'] = (body, key) =>
    this.#through('create', key, body, () => this.#once(key, body, () => ticketExample({ no: `2609${String(this.made.size + 1).padStart(6, '0')}` })))
  readonly operateTicket: OutboxServer['operateTicket'] = (no, body, key) =>
    this.#through('operate', key, body, () => this.#once(key, body, () => {
      const ticket = this.tickets.get(no)
      if (!ticket) throw problem(404, 'not_found')
      if (body.version !== ticket.version) throw problem(409, 'stale_version', { current: ticket })
      if (ticket.state === 'closed') throw problem(409, 'operation_not_allowed')
      const next = { ...ticket, version: ticket.version + 1, feedbackCount: ticket.feedbackCount + 1 }
      this.tickets.set(no, next)
      return next
    }))
  readonly readTicket: OutboxServer['readTicket'] = (no) => this.#through('read', no, {}, () => {
    const ticket = this.tickets.get(no)
    if (!ticket) throw problem(404, 'not_found')
    return ticket
  })
  readonly patchCustomer: OutboxServer['patchCustomer'] = (id, body) => this.#through('patch', id, body, () => {
    const customer = this.customers.get(id)
    if (!customer) throw problem(404, 'not_found')
    if (body.version !== customer.version) throw problem(409, 'stale_version', { current: customer })
    const next = { ...customer, ...body, version: customer.version + 1 }
    this.customers.set(id, next)
    return next
  })
  #uploadOf(id: string): Upload {
    const upload = this.uploads.get(id)
    if (!upload) throw problem(404, 'not_found')
    const attachment = upload.received === upload.size ? { id, name: 'x', size: upload.size, mediaType: 'image/jpeg', sha256: '0', picture: true, uploadedAt: '2026-09-29T05:39:00.000Z' } : null
    return { id, received: upload.received, attachment }
  }
  readonly announceUpload: OutboxServer['announceUpload'] = (id, file) => this.#through('announce', id, { ...file }, () => {
    if (!this.uploads.has(id)) this.uploads.set(id, { size: file.size, received: 0 })
    return this.#uploadOf(id)
  })
  readonly sendUploadPart: OutboxServer['sendUploadPart'] = (id, offset, bytes) => this.#through('part', id, { offset, length: bytes.byteLength }, () => {
    const upload = this.uploads.get(id)
    if (!upload) throw problem(404, 'not_found')
    if (offset !== upload.received) throw problem(409, 'conflict')
    upload.received += bytes.byteLength
    return this.#uploadOf(id)
  })
}
