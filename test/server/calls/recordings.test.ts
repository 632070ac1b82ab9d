import type { IncomingMessage, ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { LOOPBACK } from '../../support/channelNetworks.ts'
import { callEvent, postCallEvent, silence, startRecorder, type Recorder } from '../../support/telephone.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => void

const sound = silence()
/** A recorder as they are: gives parts where parts are asked for. */
const play: Answer = ({ headers }, response) => {
  const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? '') ?? []
  if (from === undefined) return void response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': sound.length }).end(sound)
  const part = sound.subarray(Number(from), to ? Number(to) + 1 : undefined)
  response.writeHead(206, { 'Content-Type': 'audio/wav', 'Content-Length': part.length, 'Content-Range': `bytes ${from}-${Number(from) + part.length - 1}/${sound.length}` }).end(part)
}

let server: TestServer
let stranger: TestServer
let recorder: Recorder
let answer: Answer
let inside: boolean
let callId: string
let no: string

beforeAll(async () => {
  recorder = await startRecorder((request, response) => answer(request, response))
  server = await startTestServer({ isInternal: () => inside, recordings: { recordingNetworks: LOOPBACK, mostBytes: 100_000, answerPatienceMs: 500, silencePatienceMs: 500 } })
  stranger = await startTestServer({ isInternal: () => inside, beside: server })
  no = (await (await server.as('HQ/agent')).createTicket({ body: ticketInput({ mallCode: 'M0001' }) })).no
  callId = (await postCallEvent(server, callEvent({ externalId: 'r', event: 'ended', recordingUrl: recorder.url }), server.clock.now())).body.id
  const ticket = await findRow(server.database.tables.tickets, { no })
  await updateRows(server.database.tables.calls, { ticketId: ticket!.id }, { id: Number(callId) }, null)
})
afterAll(async () => {
  await stranger.stop()
  await server.stop()
  await recorder.stop()
})
beforeEach(() => {
  answer = play
  inside = true
})

async function ask(account: string | null, { id = callId, headers = {}, at = server }: { id?: string; headers?: Record<string, string>; at?: TestServer } = {}) {
  const token = account === null ? null : await server.tokenOf(account)
  const response = await at.request(`/api/v1/calls/${id}/recording`, { headers: { ...(token === null ? {} : { Authorization: `Bearer ${token}` }), ...headers } })
  const bytes = Buffer.from(await response.arrayBuffer().catch(() => new ArrayBuffer(0)))
  const problem = response.ok ? null : (JSON.parse(bytes.toString()) as { code: string; detail?: string })
  return { status: response.status, headers: response.headers, bytes, code: problem?.code, detail: problem?.detail }
}
const audited = async () => findRows(server.database.tables.auditEntries, { action: 'recording.play' }, { order: [['id', 'ASC']] })

describe('a recording', () => {
  it('is played to users of the group who may see the call, as it is and as what it is', async () => {
    for (const account of ['HQ/agent', 'HQ/agent2', 'HQ/admin', 'DEPT-S/dept']) {
      const { status, headers, bytes } = await ask(account)
      expect([account, status]).toEqual([account, 200])
      expect(bytes.equals(sound)).toBe(true)
      expect([headers.get('content-type'), headers.get('x-content-type-options'), headers.get('cache-control'), headers.get('content-security-policy')]).toEqual(['audio/wav', 'nosniff', 'no-store', "default-src 'none'; sandbox"])
      expect(headers.get('content-disposition')).toMatch(/^inline/)
    }
  })

  it('is never a mall\'s, and for who does not see the ticket there is none', async () => {
    expect(await ask('M0001/mall')).toMatchObject({ status: 403, code: 'forbidden' })
    for (const account of ['M0002/mall', 'DEPT-N/dept', 'LINE-1/line']) expect(await ask(account)).toMatchObject({ status: 404 })
    expect(await ask(null)).toMatchObject({ status: 401 })
    for (const id of ['999999', 'x']) expect(await ask('HQ/agent', { id })).toMatchObject({ status: 404 })
  })

  it('is played inside the internal networks alone', async () => {
    inside = false
    const before = (await audited()).length
    recorder.asked.length = 0
    expect(await ask('HQ/agent')).toMatchObject({ status: 403, code: 'forbidden' })
    expect([recorder.asked.length, (await audited()).length]).toEqual([0, before])
  })

  it('stands in the audit each time it is played, and not where it was refused', async () => {
    const before = (await audited()).length
    await ask('HQ/agent')
    await ask('DEPT-S/dept', { headers: { Range: 'bytes=0-9' } })
    await ask('M0001/mall')
    const [first, second, ...more] = (await audited()).slice(before)
    const ticket = await findRow(server.database.tables.tickets, { no })
    expect(more).toEqual([])
    expect([first, second]).toMatchObject([{ ticketId: ticket!.id, detail: { callId: Number(callId) } }, { detail: { callId: Number(callId), range: 'bytes=0-9' } }])
    expect(first!.userId).not.toBe(second!.userId)
  })

  it('is given in parts where a part is asked for; of a range that is none, the whole', async () => {
    const part = await ask('HQ/agent', { headers: { Range: 'bytes=44-143' } })
    expect([part.status, part.headers.get('content-range'), part.bytes.length]).toEqual([206, `bytes 44-143/${sound.length}`, 100])
    for (const range of ['bytes=0-1,5-6', 'bytes=\tx', 'lines=1-2']) expect((await ask('HQ/agent', { headers: { Range: range } })).status).toBe(200)
  })

  it('appears when it is reported', async () => {
    const { body } = await postCallEvent(server, callEvent({ externalId: 'later', event: 'ended' }), server.clock.now())
    expect(await ask('HQ/agent', { id: body.id })).toMatchObject({ status: 404 })
    const playable = async () => (await (await server.as('HQ/agent')).listCalls({ query: { externalId: 'later' } })).items[0]!.playable
    expect(await playable()).toBe(false)
    await postCallEvent(server, callEvent({ externalId: 'later', event: 'ended', recordingUrl: recorder.url }), server.clock.now())
    expect(await playable()).toBe(true)
    expect(await ask('HQ/agent', { id: body.id })).toMatchObject({ status: 200 })
  })
})

describe('what the telephone system answers', () => {
  const refused = (detail: string) => ({ status: 502, code: 'recording_unavailable', detail })

  it('is passed on only where it is a sound', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end('<script>')
    expect(await ask('HQ/agent')).toMatchObject(refused('not_audio'))
    answer = (_request, response) => void response.writeHead(404).end()
    expect(await ask('HQ/agent')).toMatchObject(refused('http_status:404'))
    answer = (_request, response) => void response.writeHead(302, { Location: 'http://127.0.0.1:1/' }).end()
    expect(await ask('HQ/agent')).toMatchObject(refused('http_status:302'))
    answer = (_request, response) => void response.writeHead(206, { 'Content-Type': 'audio/wav', 'Content-Range': 'bytes 0-1/2' }).end('ab')
    expect(await ask('HQ/agent')).toMatchObject(refused('http_status:206'))
    expect((await audited()).length).toBeGreaterThan(0)
  })

  it('is bounded in size, announced or not', async () => {
    answer = (_request, response) => void response.writeHead(200, { 'Content-Type': 'audio/wav', 'Content-Length': 100_001 }).end(Buffer.alloc(100_001))
    expect(await ask('HQ/agent')).toMatchObject(refused('too_large'))
    answer = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'audio/wav' })
      const more = (): void => { if (!response.destroyed) response.write(Buffer.alloc(50_000), more) }
      more()
    }
    expect((await ask('HQ/agent')).bytes.length).toBeLessThanOrEqual(100_000)
  })

  it('is waited for only so long', async () => {
    answer = () => undefined
    expect(await ask('HQ/agent')).toMatchObject(refused('timeout'))
    answer = (_request, response) => void response.writeHead(200, { 'Content-Type': 'audio/wav' }).write(sound.subarray(0, 100))
    const began = performance.now()
    expect((await ask('HQ/agent')).bytes.length).toBeLessThanOrEqual(100)
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it('is not asked for at an address that is not public and not configured, nor at what is no web address', async () => {
    recorder.asked.length = 0
    expect(await ask('HQ/agent', { at: stranger })).toMatchObject(refused('address_refused'))
    expect(recorder.asked).toHaveLength(0)
    const report = async (recordingUrl: string): Promise<string> =>
      (await postCallEvent(server, callEvent({ externalId: recordingUrl, event: 'ended', recordingUrl }), server.clock.now())).body.id
    expect(await ask('HQ/agent', { id: await report('http://169.254.169.254/latest') })).toMatchObject(refused('address_refused'))
    expect(await ask('HQ/agent', { id: await report('http://user:password@127.0.0.1/1') })).toMatchObject(refused('url_refused'))
    expect((await ask('HQ/agent', { id: await report('http://localhost:1/') })).detail).toMatch(/^connection/)
  })
})
