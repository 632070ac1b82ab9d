import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { FileContent } from '#shared/contract/endpoints.ts'
import { ATTACHMENT_MAX_BYTES } from '#shared/domain/ticket/attachments.ts'
import { formOf, pngOf, sha256Of, textOfSize, uploadForm } from '#test/support/attachments.ts'
import { problemOf, startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
beforeAll(async () => { server = await startTestServer() })
afterAll(() => server.stop())

const staged = (): Promise<string[]> => readdir(join(server.attachmentFolder, 'incoming')).catch(() => [])
const bytesOf = ({ content }: FileContent): Buffer => content as Buffer

const post = async (init: RequestInit & { duplex?: 'half' }, account = 'HQ/agent'): Promise<Response> =>
  server.request('/api/v1/attachments', { ...init, method: 'POST', headers: { Authorization: `Bearer ${await server.tokenOf(account)}`, ...init.headers } })

describe('a file in one go', () => {
  it('is kept as it came, under its hash, with the type of its content', async () => {
    const agent = await server.as('HQ/agent')
    const content = pngOf(40, 30)
    const attachment = await uploadForm(agent, content, '门板 色差.png', { type: 'text/html' })
    expect(attachment).toEqual({
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string, name: '门板 色差.png', size: content.byteLength, mediaType: 'image/png',
      sha256: sha256Of(content), picture: true, uploadedAt: server.clock.now().toISOString(),
    })
    const read = await agent.getAttachment({ params: { id: attachment.id }, query: {} })
    expect(read).toMatchObject({ name: '门板 色差.png', mediaType: 'image/png' })
    expect(bytesOf(read).equals(content)).toBe(true)
    expect(await readdir(join(server.attachmentFolder, attachment.sha256.slice(0, 2)))).toEqual([attachment.sha256])
    expect(await staged()).toEqual([])
  })

  it('has the id that the form names, and sent again it is the same one', async () => {
    const agent = await server.as('HQ/agent')
    const id = randomUUID()
    const content = textOfSize(5_000)
    const first = await uploadForm(agent, content, '说明.txt', { id: id.toUpperCase() })
    expect(first.id).toBe(id)
    expect(await uploadForm(agent, content, '说明.txt', { id })).toEqual(first)
    expect(await problemOf(uploadForm(agent, textOfSize(5_001), '说明.txt', { id }))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await problemOf(uploadForm(await server.as('M0001/mall'), content, '说明.txt', { id }))).toMatchObject({ status: 409, code: 'conflict' })
    expect(await staged()).toEqual([])
  })

  it('sent ten times at once under one id is one attachment, and one content', async () => {
    const agent = await server.as('HQ/agent')
    const id = randomUUID()
    const content = textOfSize(50_000, 'ten')
    const all = await Promise.all(Array.from({ length: 10 }, () => uploadForm(agent, content, '十次.txt', { id })))
    expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(1)
    expect(await readdir(join(server.attachmentFolder, all[0]!.sha256.slice(0, 2)))).toContain(all[0]!.sha256)
    expect(await staged()).toEqual([])
  })

  it('is taken at the largest size, and refused by one byte more, whatever length was announced', async () => {
    const agent = await server.as('HQ/agent')
    const largest = textOfSize(ATTACHMENT_MAX_BYTES)
    expect(await uploadForm(agent, largest, '大.txt')).toMatchObject({ size: ATTACHMENT_MAX_BYTES })
    expect(await problemOf(uploadForm(agent, Buffer.concat([largest, Buffer.from(' ')]), '大.txt'))).toMatchObject({ status: 413, code: 'too_large' })
    const { headers, body } = new Response(formOf(textOfSize(ATTACHMENT_MAX_BYTES + 200_000), '大.txt'))
    const streamed = await post({ body, duplex: 'half', headers: { 'Content-Type': headers.get('Content-Type')! } })
    expect([streamed.status, ((await streamed.json()) as { code: string }).code]).toEqual([413, 'too_large'])
    expect(await staged()).toEqual([])
  })

  it.each([
    ['no form', { body: '{}', headers: { 'Content-Type': 'application/json' } }, 415, 'unsupported_media_type'],
    ['a form without a boundary', { body: 'x', headers: { 'Content-Type': 'multipart/form-data; charset=utf-8' } }, 400, 'bad_request'],
    ['a form that is none', { body: 'nothing', headers: { 'Content-Type': 'multipart/form-data; boundary=b' } }, 400, 'bad_request'],
    ['a form that breaks off', { body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc', headers: { 'Content-Type': 'multipart/form-data; boundary=b' } }, 400, 'bad_request'],
  ])('%s is refused', async (_name, init, status, code) => {
    const response = await post(init)
    expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([status, code])
    expect(await staged()).toEqual([])
  })

  it('leaves nothing of a form whose sender is gone in the middle, and the server goes on', async () => {
    const token = await server.tokenOf('HQ/agent')
    const { port } = new URL(server.url)
    for (let cut = 0; cut < 5; cut++) {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(`POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n`)
      socket.write('--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n')
      socket.write(textOfSize(100_000))
      await expect.poll(staged).toHaveLength(1)
      socket.destroy()
      await expect.poll(staged).toEqual([])
    }
    expect(await uploadForm(await server.as('HQ/agent'), textOfSize(2_000), '说明.txt')).toMatchObject({ size: 2_000 })
  })

  it('is refused while ten others of the same user are on their way', async () => {
    const token = await server.tokenOf('M0002/mall')
    const { port } = new URL(server.url)
    const sockets = await Promise.all(Array.from({ length: 10 }, async () => {
      const socket = connect(Number(port), '127.0.0.1')
      await once(socket, 'connect')
      socket.write(`POST /api/v1/attachments HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 900000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\nabc`)
      return socket
    }))
    await expect.poll(staged).toHaveLength(10)
    const mall = await server.as('M0002/mall')
    expect(await problemOf(uploadForm(mall, textOfSize(2_000), '说明.txt'))).toMatchObject({ status: 429, code: 'rate_limited' })
    expect(await uploadForm(await server.as('M0001/mall'), textOfSize(2_000), '说明.txt')).toMatchObject({ size: 2_000 })
    for (const socket of sockets) socket.destroy()
    await expect.poll(staged).toEqual([])
    expect(await uploadForm(mall, textOfSize(2_000), '说明.txt')).toMatchObject({ size: 2_000 })
  })

  it.each<[string, (form: FormData) => void, Record<string, string[]>]>([
    ['without a file', (form) => form.delete('file'), { file: ['required'] }],
    ['with an empty file', (form) => form.set('file', new Blob([]), 'a.txt'), { file: ['required'] }],
    ['with two files', (form) => form.append('file', new Blob(['zwei']), 'b.txt'), { file: ['too_many'] }],
    ['with an id that is none', (form) => form.set('id', '1'), { id: ['invalid_value'] }],
    ['with an id of a path', (form) => form.set('id', '../../etc/passwd'), { id: ['invalid_value'] }],
    ['with something else', (form) => form.set('ticketNo', '2026030001'), { ticketNo: ['unknown_field'] }],
    ['with a prototype', (form) => form.set('__proto__', 'x'), JSON.parse('{"__proto__": ["unknown_field"]}') as Record<string, string[]>],
  ])('a form %s is refused', async (_name, change, errors) => {
    const form = formOf(textOfSize(3_000), 'a.txt')
    change(form)
    expect(await problemOf((await server.as('HQ/agent')).uploadAttachment({}, { content: form }))).toMatchObject({ status: 422, errors })
    expect(await staged()).toEqual([])
  })

  it('stays with the record that names it', async () => {
    const agent = await server.as('HQ/agent')
    const attachment = await uploadForm(agent, pngOf(10, 10), '图.png')
    const input = ticketInput()
    const { no } = await agent.createTicket({ body: { ...input, feedback: { ...input.feedback, attachmentIds: [attachment.id.toUpperCase()] } } })
    const { items } = await agent.getTicketRecords({ params: { no } })
    expect(items.map(({ attachments }) => attachments)).toEqual([[attachment]])
    expect(await problemOf(agent.operateTicket({ params: { no }, body: { operation: 'feedback', content: '再来', channel: 'phone', version: 1, attachmentIds: [attachment.id] } })))
      .toMatchObject({ status: 422, errors: { attachmentIds: ['unknown'] } })
  })
})
