import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { ATTACHMENTS_OF_A_RECORD } from '#shared/domain/ticket/attachments.ts'
import { findRows } from '#server/database/database.ts'
import { pngOf, textOfSize, uploadForm } from '#test/support/attachments.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let agent: Client
let mall: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
  mall = await server.as('M0001/mall')
})
afterAll(() => server.stop())

let made = 0
const upload = async (client: Client): Promise<string> => (await uploadForm(client, textOfSize(2_000, String(made++)), '说明.txt')).id
const withFiles = (attachmentIds: string[]) => ticketInput({ feedback: { ...ticketInput().feedback, attachmentIds } })
const attachedTo = async (no: string): Promise<[operation: string, ids: string[]][]> =>
  (await agent.getTicketRecords({ params: { no } })).items.filter(({ attachments }) => attachments.length > 0).map(({ operation, attachments }) => [operation, attachments.map(({ id }) => id).sort()])

describe('attachments of a record', () => {
  it('are linked with the ticket, and once more with the same key they are the same', async () => {
    const ids = [await upload(agent), await upload(agent)].sort()
    const idempotencyKey = randomUUID()
    const first = await agent.createTicket({ body: withFiles(ids) }, { idempotencyKey })
    expect(await agent.createTicket({ body: withFiles(ids) }, { idempotencyKey })).toEqual(first)
    expect(await attachedTo(first.no)).toEqual([['feedback', ids]])
    expect(await problemOf(agent.createTicket({ body: withFiles(ids) }, { idempotencyKey: randomUUID() }))).toMatchObject({ status: 422, errors: { 'feedback.attachmentIds': ['unknown'] } })
  })

  it('are linked with every operation, once, and replayed with it', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const ids: Record<string, string> = { reply: await upload(mall), close: await upload(mall), feedback: await upload(agent) }
    const key = randomUUID()
    const reply = { operation: 'reply' as const, version: 1, content: '已联系。', attachmentIds: [ids['reply']!] }
    const { version } = await mall.operateTicket({ params: { no }, body: reply }, { idempotencyKey: key })
    expect((await mall.operateTicket({ params: { no }, body: reply }, { idempotencyKey: key })).version).toBe(version)
    const closing = await mall.operateTicket({ params: { no }, body: { operation: 'close', version, content: '已处理。', attachmentIds: [ids['close']!] } })
    await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version: closing.version, content: '还没有。', channel: 'phone', attachmentIds: [ids['feedback']!] } })
    // A closure counts as resolving too; the file is the closure's alone.
    expect(await attachedTo(no)).toEqual([['feedback', [ids['feedback']]], ['close', [ids['close']]], ['reply', [ids['reply']]]])
  })

  it('named by twenty tickets at once belong to one, and the others are refused whole', async () => {
    const id = await upload(agent)
    const before = (await findRows(server.database.tables.tickets, {}, { attributes: ['id'] })).length
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => agent.createTicket({ body: withFiles([id]) }).then(({ no }) => no, ({ status }: { status: number }) => status)))
    const created = outcomes.filter((outcome) => typeof outcome === 'string')
    expect([created.length, outcomes.filter((outcome) => outcome === 422).length]).toEqual([1, 19])
    expect((await findRows(server.database.tables.tickets, {}, { attributes: ['id'] })).length).toBe(before + 1)
    expect(await attachedTo(created[0]!)).toEqual([['feedback', [id]]])
  })

  it('are refused with the operation that is refused, and free for the next', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const id = await upload(mall)
    expect(await problemOf(mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 99, content: '已联系。', attachmentIds: [id] } }))).toMatchObject({ code: 'stale_version' })
    await mall.operateTicket({ params: { no }, body: { operation: 'reply', version: 1, content: '已联系。', attachmentIds: [id] } })
    expect(await attachedTo(no)).toEqual([['reply', [id]]])
  })

  it('may be twenty, not more', async () => {
    const ids: string[] = []
    for (let count = 0; count <= ATTACHMENTS_OF_A_RECORD; count++) ids.push(await upload(agent))
    expect(await problemOf(agent.createTicket({ body: withFiles(ids) }))).toMatchObject({ status: 422, errors: { 'feedback.attachmentIds': ['too_long'] } })
    const { no } = await agent.createTicket({ body: withFiles(ids.slice(0, ATTACHMENTS_OF_A_RECORD)) })
    expect((await attachedTo(no))[0]![1]).toHaveLength(ATTACHMENTS_OF_A_RECORD)
  })

  it('are read by who sees the ticket at that moment: after an approved return not even by who uploaded them', async () => {
    const { no } = await agent.createTicket({ body: ticketInput() })
    const { id } = await uploadForm(mall, pngOf(12, 12), '门板.png')
    const readable = async (account: string): Promise<number> =>
      (await server.as(account)).getAttachment({ params: { id }, query: {} }).then(() => 200, ({ status }: { status: number }) => status)
    const readers = ['HQ/agent', 'HQ/admin', 'DEPT-S/dept', 'M0001/mall', 'M0001/mall2', 'LINE-1/line', 'M0002/mall', 'M0003/mall', 'DEPT-N/dept', 'M0001/sales']
    const outcomes = async (): Promise<Record<string, number>> => Object.fromEntries(await Promise.all(readers.map(async (account) => [account, await readable(account)] as const)))
    const others = { 'LINE-1/line': 404, 'M0002/mall': 404, 'M0003/mall': 404, 'DEPT-N/dept': 404, 'M0001/sales': 403 }
    expect(await outcomes()).toEqual({ ...others, 'HQ/agent': 404, 'HQ/admin': 404, 'DEPT-S/dept': 404, 'M0001/mall': 200, 'M0001/mall2': 404 })
    await mall.operateTicket({ params: { no }, body: { operation: 'return', version: 1, content: '不是我们的。', reasonCode: 'wrong_mall', attachmentIds: [id] } })
    expect(await outcomes()).toEqual({ ...others, 'HQ/agent': 200, 'HQ/admin': 200, 'DEPT-S/dept': 200, 'M0001/mall': 200, 'M0001/mall2': 200 })
    await (await server.as('HQ/approver')).operateTicket({ params: { no }, body: { operation: 'approve_return' } })
    expect(await outcomes()).toEqual({ ...others, 'HQ/agent': 200, 'HQ/admin': 200, 'DEPT-S/dept': 404, 'M0001/mall': 404, 'M0001/mall2': 404 })
  })
})
