import { randomUUID } from 'node:crypto'
import type { Client } from '#shared/contract/client.ts'
import type { OperationBody } from '#shared/contract/operation.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { findRow, insertRow } from '#server/database/database.ts'
import { makeCustomer, makeOrganisation, makeUser, TEST_PASSWORD } from '../factories.ts'
import { ticketInput } from '../tickets.ts'
import { startTestServer, type TestServer } from '../testServer.ts'

type TicketInput = NonNullable<Parameters<typeof ticketInput>[0]>

/** The server and the things that the cases of the matrix name: each once of one's own and once of somebody else's. */
export interface MatrixWorld {
  server: TestServer
  agent: Client
  /** M0001's, live, a complaint, LINE-1 assists. */
  own: string
  /** M0003's (DEPT-N), live, a complaint, LINE-2 assists. */
  foreign: string
  /** For M0001 and LINE-1, not yet submitted. */
  draft: string
  /** M0001 had it and returned it. */
  returned: string
  returnedRequest: string
  /** M0003's, closed. */
  closed: string
  /** Handled by head office through DEPT-S, LINE-1 assists. */
  headOffice: string
  customerId: string
  /** Of another customer than `customerId`. */
  otherContract: string
  /** Linked to the foreign ticket. */
  callId: string
  /** The same with a recording, whose recorder nobody may reach. */
  recordedCallId: string
  /** Uploaded by `HQ/agent2`, belongs to no ticket. */
  othersAttachment: string
  userId: (account: string) => Promise<string>
  /** A ticket as `own`, new for one request. */
  fresh: (more?: TicketInput) => Promise<Ticket>
  /** The same with a pending return, closure or visit request. @returns the ticket with its request */
  freshReturn: (more?: TicketInput) => Promise<Ticket>
  freshClosure: (more?: TicketInput) => Promise<Ticket>
  freshVisit: (more?: TicketInput) => Promise<Ticket>
  freshResolved: (more?: TicketInput) => Promise<Ticket>
  /** A session of one's own, for who ends it. */
  signIn: (account: string) => Promise<{ accessToken: string; refreshToken: string }>
}

export const OWN = { mallCode: 'M0001', assistants: ['LINE-1'] } as const satisfies TicketInput
export const FOREIGN = { mallCode: 'M0003', assistants: ['LINE-2'] } as const satisfies TicketInput

const input = (more: TicketInput): ReturnType<typeof ticketInput> => ticketInput({ level: 'none', ...more, assistants: [...(more.assistants ?? [])] })

async function addPeople({ database, world }: TestServer): Promise<void> {
  const line2 = await makeOrganisation(database, 'line', 'LINE-2')
  await makeUser(database, line2, 'line', ['assistant'])
  await makeUser(database, world.M0001, 'lead', ['service_lead'])
  await makeUser(database, world.HQ, 'complaints', ['complaint_manager'], { ticketTypes: ['complaint'] })
  await makeUser(database, world.HQ, 'services', ['service_manager'], { ticketTypes: ['service'] })
  await makeUser(database, world.HQ, 'approver2', ['approver'])
}

const OPERATOR_OF = { M0001: 'M0001/mall', M0003: 'M0003/mall' } as const

export async function createMatrixWorld(): Promise<MatrixWorld> {
  const server = await startTestServer()
  await addPeople(server)
  const { database } = server
  const { tables } = database
  const agent = await server.as('HQ/agent')
  const approver = await server.as('HQ/approver')
  const fresh = (more: TicketInput = {}): Promise<Ticket> => agent.createTicket({ body: input({ ...OWN, ...more }) })
  const operated = async (made: Ticket, body: Omit<OperationBody, 'version'>): Promise<Ticket> => {
    const mall = await server.as(OPERATOR_OF[(made.mall?.code ?? 'M0001') as keyof typeof OPERATOR_OF])
    return mall.operateTicket({ params: { no: made.no }, body: { ...body, version: made.version } })
  }
  const freshReturn = async (more?: TicketInput): Promise<Ticket> => operated(await fresh(more), { operation: 'return', content: '不是我们的客户。', reasonCode: 'wrong_mall' })
  const freshClosure = async (more?: TicketInput): Promise<Ticket> => operated(await fresh(more), { operation: 'close', content: '已处理。' })
  const freshVisit = async (more?: TicketInput): Promise<Ticket> =>
    operated(await fresh(more), { operation: 'request_visit', content: '到货晚。', visitType: 'extend', requestedAt: '2026-05-04T02:00:00Z' })
  const freshResolved = async (more?: TicketInput): Promise<Ticket> => operated(await fresh(more), { operation: 'resolve', content: '换门板。' })

  const returned = await freshReturn()
  await approver.operateTicket({ params: { no: returned.no }, body: { operation: 'approve_return' } })
  const closed = await operated(await fresh({ ...FOREIGN, type: 'service' }), { operation: 'close', content: '已处理。' })
  const foreign = (await fresh(FOREIGN)).no
  const foreignRow = await findRow(tables.tickets, { no: foreign })
  const customerId = String(await makeCustomer(database, { name: '林一舟', phones: ['13700000001'] }))
  await makeCustomer(database, { name: '顾念', phones: ['13700000002'], contracts: [{ number: 'HT-OTHER-1' }] })
  const callId = String(await insertRow(tables.calls, {
    externalId: 'matrix-1', phone: '13700000002', line: '400', agentAccount: 'agent2', ticketId: foreignRow!.id, customerId: foreignRow!.customerId, createdAt: server.clock.now(),
  }, null))
  const recordedCallId = String(await insertRow(tables.calls, {
    externalId: 'matrix-2', phone: '13700000002', line: '400', agentAccount: 'agent2', ticketId: foreignRow!.id, customerId: foreignRow!.customerId, createdAt: server.clock.now(),
    recordingUrl: 'http://127.0.0.1:9/recording',
  }, null))
  const userId = async (name: string): Promise<string> => {
    const [code = '', account = ''] = name.split('/')
    const organisation = await findRow(tables.organisations, { code })
    const found = await findRow(tables.users, { organisationId: organisation!.id, account })
    return String(found!.id)
  }
  const othersAttachment = randomUUID()
  await insertRow(tables.attachments, {
    id: othersAttachment, sha256: 'a'.repeat(64), size: 3, mediaType: 'image/png', name: '图.png', uploadedBy: Number(await userId('HQ/agent2')), uploadedAt: server.clock.now(),
  }, null)
  return {
    server, agent, customerId, otherContract: 'HT-OTHER-1', callId, recordedCallId, othersAttachment, userId, foreign,
    own: (await fresh()).no, draft: (await fresh({ submit: false })).no, closed: closed.no,
    returned: returned.no, returnedRequest: returned.pendingRequests[0]!.id,
    headOffice: (await fresh({ mallCode: null, headOffice: { reason: 'customer_request', departmentCode: 'DEPT-S' } })).no,
    fresh, freshReturn, freshClosure, freshVisit, freshResolved,
    signIn: (account) => {
      const [orgCode = '', name = ''] = account.split('/')
      return server.anonymous.signIn({ body: { orgCode, account: name, password: TEST_PASSWORD } })
    },
  }
}
