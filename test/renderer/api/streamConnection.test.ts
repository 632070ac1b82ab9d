import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PRESENCE_BEAT_MS, STREAM_CLOSE, clientMessage } from '#shared/contract/stream.ts'
import { LONGEST_WAIT_MS, waitBefore } from '../../../renderer/api/backoff.ts'
import { streamAddressOn } from '../../../renderer/api/streamAddress.ts'
import { NO, changeOf, fakeStream } from './fakeStream.ts'
import type { FakeStream } from './fakeStream.ts'

const settle = (): Promise<void> => vi.advanceTimersByTimeAsync(0).then(() => undefined)
/** Begins a stream and brings it up. */
async function begin(stream: FakeStream, lastId = '40'): Promise<void> {
  stream.connection.start()
  await settle()
  stream.last().accept()
  stream.last().send({ type: 'ready', lastId })
}
/** Waits for the next connection and brings it up. */
async function comeBack(stream: FakeStream, lastId: string): Promise<void> {
  const before = stream.sockets.length
  for (let waited = 0; stream.sockets.length === before && waited <= LONGEST_WAIT_MS; waited += 100) await vi.advanceTimersByTimeAsync(100)
  expect(stream.sockets.length).toBe(before + 1)
  stream.last().accept()
  stream.last().send({ type: 'ready', lastId })
}
const ids = (stream: FakeStream): string[] => stream.news.map((news) => (news.type === 'everything' ? 'everything' : `${news.type} ${news.id}`))

beforeEach(() => { vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') }) })
afterEach(() => { vi.useRealTimers() })

describe('the stream', () => {
  it('says hello with its token first, and nothing before the connection is open', async () => {
    const stream = fakeStream()
    stream.connection.start()
    stream.connection.watch(NO, 'reply')
    await settle()
    expect(stream.last().said).toEqual([])
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-0', lastId: null }])
    expect(stream.states).toEqual(['connecting'])
    stream.last().send({ type: 'ready', lastId: '40' })
    expect(stream.states).toEqual(['connecting', 'live'])
    expect(stream.last().said.at(-1)).toEqual({ type: 'watch', ticketNo: NO, typing: 'reply' })
    expect(stream.last().said.every((message) => clientMessage.safeParse(message).success)).toBe(true)
  })
  it('tells of a new message, and takes it for no change of a ticket', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().send({ type: 'message', id: '9000', event: 'replied', ticketNo: NO, at: '2026-09-29T05:42:00.000Z' })
    expect(stream.messages.count).toBe(1)
    expect(ids(stream)).toEqual(['everything'])
    // It catches up from the last change, not from a message's number.
    stream.last().close(1006)
    await comeBack(stream, '40')
    expect(stream.last().said[0]).toMatchObject({ type: 'hello', lastId: '40' })
  })
  it('has everything read anew once it is up, for what changed before it could tell', async () => {
    const stream = fakeStream()
    await begin(stream)
    expect(ids(stream)).toEqual(['everything'])
  })
  it('comes back after a break and catches up from the last change it saw, telling each once', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().send(changeOf('41'))
    stream.last().send(changeOf('43'))
    stream.last().close(1006)
    expect(stream.states.at(-1)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(500)
    expect(stream.sockets).toHaveLength(2)
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-0', lastId: '43' }])
    stream.last().send(changeOf('43'))
    stream.last().send(changeOf('44'))
    stream.last().send({ type: 'gone', id: '45', ticketNo: NO })
    stream.last().send({ type: 'ready', lastId: '45' })
    expect(ids(stream)).toEqual(['everything', 'change 41', 'change 43', 'change 44', 'gone 45'])
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-0', lastId: '45' }])
  })
  it('compares ids as numbers, however many digits they have', async () => {
    const stream = fakeStream()
    await begin(stream, '99')
    stream.last().send(changeOf('9007199254740993'))
    stream.last().send(changeOf('9007199254740992'))
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    expect(stream.last().said[0]).toMatchObject({ lastId: '9007199254740993' })
  })
  it('hears no more of a connection that it left', async () => {
    const stream = fakeStream()
    await begin(stream)
    const old = stream.last()
    old.close(1006)
    await comeBack(stream, '40')
    const heard = stream.news.length
    old.send(changeOf('41'))
    old.close(STREAM_CLOSE.forbidden)
    expect(stream.news).toHaveLength(heard)
    expect(stream.states.at(-1)).toBe('live')
    expect(old.left).toBe(true)
  })
  it('has everything read anew when too much was missed, and goes on from there', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    stream.last().send({ type: 'reset', lastId: '9000' })
    expect(ids(stream)).toEqual(['everything', 'everything'])
    expect(stream.states.at(-1)).toBe('live')
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    expect(stream.last().said[0]).toMatchObject({ lastId: '9000' })
  })
  it('goes back to a lower id where the server begins anew', async () => {
    const stream = fakeStream()
    await begin(stream, '9000')
    stream.last().send({ type: 'reset', lastId: '12' })
    stream.last().send(changeOf('13'))
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    expect(stream.last().said[0]).toMatchObject({ lastId: '13' })
  })
  it('has everything read anew for a message that it does not understand', async () => {
    const stream = fakeStream()
    await begin(stream)
    for (const text of ['no json', '{"type":"change","id":"x"}', '{"type":"change","id":"41","ticketNo":"2609002984","event":"of_a_later_version"}']) stream.last().send(text)
    expect(ids(stream)).toEqual(['everything', 'everything', 'everything', 'everything'])
    expect(stream.states.at(-1)).toBe('live')
  })
  it('knows nothing of an earlier session', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().send(changeOf('41'))
    stream.connection.stop()
    expect(stream.last().left).toBe(true)
    expect(stream.states.at(-1)).toBe('off')
    await vi.advanceTimersByTimeAsync(120_000)
    expect(stream.sockets).toHaveLength(1)
    stream.connection.start()
    await settle()
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-0', lastId: null }])
  })
})

describe('a stream that breaks', () => {
  it('waits longer each time, never beyond the bound, and starts small again after a good connection', async () => {
    const stream = fakeStream(1 - Number.EPSILON)
    await begin(stream)
    const waits: number[] = []
    for (let time = 0; time < 8; time += 1) {
      const from = Date.now()
      const before = stream.sockets.length
      stream.last().close(1006)
      while (stream.sockets.length === before) await vi.advanceTimersByTimeAsync(50)
      waits.push(Date.now() - from)
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000])
    stream.last().accept()
    stream.last().send({ type: 'ready', lastId: '40' })
    await vi.advanceTimersByTimeAsync(10_000)
    const before = stream.sockets.length
    stream.last().close(1006)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(stream.sockets).toHaveLength(before + 1)
  })
  it('is not taken for good because it was accepted: a server that drops it at once is asked ever more rarely', async () => {
    const stream = fakeStream()
    await begin(stream)
    for (let time = 0; time < 5; time += 1) {
      stream.last().close(STREAM_CLOSE.tooSlow)
      await comeBack(stream, '40')
    }
    stream.last().close(STREAM_CLOSE.tooSlow)
    const before = stream.sockets.length
    await vi.advanceTimersByTimeAsync(14_000)
    expect(stream.sockets).toHaveLength(before)
  })
  it('spreads the tries by chance within half of the wait', () => {
    for (let attempt = 1; attempt <= 40; attempt += 1) {
      const [least, most] = [waitBefore(attempt, 0), waitBefore(attempt, 1)]
      expect(least).toBe(most / 2)
      expect(most).toBeLessThanOrEqual(LONGEST_WAIT_MS)
      expect(least).toBeGreaterThanOrEqual(500)
    }
  })
  it('tries at once when the network or the window is back, but not on every click', async () => {
    const stream = fakeStream()
    await begin(stream)
    for (let time = 0; time < 4; time += 1) {
      stream.last().close(1006)
      if (time < 3) await vi.advanceTimersByTimeAsync(500 * 2 ** time)
    }
    expect(stream.states.at(-1)).toBe('waiting')
    const before = stream.sockets.length
    await vi.advanceTimersByTimeAsync(1_000)
    stream.connection.nudge()
    await settle()
    expect(stream.sockets).toHaveLength(before + 1)
    stream.last().close(1006)
    for (let click = 0; click < 20; click += 1) stream.connection.nudge()
    await settle()
    expect(stream.sockets).toHaveLength(before + 1)
  })
  it('finds a peer that is gone without a word: it pings every 25 s and gives up 10 s later', async () => {
    const stream = fakeStream()
    await begin(stream)
    await vi.advanceTimersByTimeAsync(25_000)
    expect(stream.last().said.at(-1)).toEqual({ type: 'ping' })
    stream.last().send({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(25_000)
    expect(stream.last().said.filter((message) => message.type === 'ping')).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(9_900)
    expect(stream.states.at(-1)).toBe('live')
    await vi.advanceTimersByTimeAsync(200)
    expect(stream.states.at(-1)).toBe('waiting')
    expect(stream.last().left).toBe(true)
  })
  it('asks a silent peer at once when somebody comes back to the window', async () => {
    const stream = fakeStream()
    await begin(stream)
    await vi.advanceTimersByTimeAsync(6_000)
    stream.connection.nudge()
    expect(stream.last().said.at(-1)).toEqual({ type: 'ping' })
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stream.states.at(-1)).toBe('waiting')
  })
  it('gives up a connection that does not open or never says that it is ready', async () => {
    const stream = fakeStream()
    stream.connection.start()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(stream.states.at(-1)).toBe('waiting')
    await vi.advanceTimersByTimeAsync(1_000)
    stream.last().accept()
    await vi.advanceTimersByTimeAsync(15_000)
    stream.last().send(changeOf('41'))
    await vi.advanceTimersByTimeAsync(15_000)
    expect(stream.states.at(-1)).toBe('connecting')
    await vi.advanceTimersByTimeAsync(5_000)
    expect(stream.states.at(-1)).toBe('waiting')
  })
})

describe('the session of a stream', () => {
  it('passes a renewed token on, once', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.session.token = 'token-1'
    stream.connection.renewed()
    stream.connection.renewed()
    expect(stream.last().said.slice(1)).toEqual([{ type: 'token', token: 'token-1' }])
  })
  it('renews the session when its token is refused and comes back at once, from where it was', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().send(changeOf('41'))
    stream.last().close(STREAM_CLOSE.unauthenticated)
    await settle()
    expect(stream.session.renewals).toBe(1)
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-1', lastId: '41' }])
  })
  it('does not renew a session that a request renewed meanwhile', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.session.token = 'token-of-a-request'
    stream.last().close(STREAM_CLOSE.unauthenticated)
    await settle()
    stream.last().accept()
    expect(stream.session.renewals).toBe(0)
    expect(stream.last().said[0]).toMatchObject({ token: 'token-of-a-request' })
  })
  it('does not run in circles where every token is refused', async () => {
    const stream = fakeStream()
    stream.connection.start()
    for (let time = 0; time < 600; time += 1) {
      await vi.advanceTimersByTimeAsync(100)
      if (stream.states.at(-1) === 'connecting' && !stream.last().left) {
        stream.last().accept()
        stream.last().close(STREAM_CLOSE.unauthenticated)
      }
    }
    expect(stream.session.renewals).toBeLessThan(10)
    expect(stream.session.renewals).toBeGreaterThan(2)
  })
  it('stops with the session and goes on when the same person signs in again', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.session.answer = 'ended'
    stream.last().close(STREAM_CLOSE.unauthenticated)
    await vi.advanceTimersByTimeAsync(120_000)
    expect(stream.states.at(-1)).toBe('ended')
    expect(stream.sockets).toHaveLength(1)
    stream.session.token = 'token-of-the-new-session'
    stream.connection.renewed()
    await settle()
    stream.last().accept()
    expect(stream.last().said).toEqual([{ type: 'hello', token: 'token-of-the-new-session', lastId: '40' }])
  })
  it('tries again later where the server cannot be asked for a new token', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.session.answer = 'unreachable'
    stream.last().close(STREAM_CLOSE.unauthenticated)
    await settle()
    expect(stream.states.at(-1)).toBe('waiting')
  })
  it('stops where the server forbids it', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().close(STREAM_CLOSE.forbidden)
    stream.connection.nudge()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(stream.states.at(-1)).toBe('ended')
    expect(stream.sockets).toHaveLength(1)
  })
})

describe('presence', () => {
  it('is said at once on every change, and again in every beat', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.connection.watch(NO, null)
    stream.connection.watch(NO, null)
    stream.connection.watch(NO, 'reply')
    expect(stream.last().said.slice(1)).toEqual([{ type: 'watch', ticketNo: NO, typing: null }, { type: 'watch', ticketNo: NO, typing: 'reply' }])
    await vi.advanceTimersByTimeAsync(PRESENCE_BEAT_MS)
    expect(stream.last().said.slice(3)).toEqual([{ type: 'watch', ticketNo: NO, typing: 'reply' }])
    stream.connection.unwatch(NO)
    stream.connection.unwatch(NO)
    expect(stream.last().said.slice(4)).toEqual([{ type: 'unwatch', ticketNo: NO }])
    await vi.advanceTimersByTimeAsync(PRESENCE_BEAT_MS)
    expect(stream.last().said.filter((message) => message.type === 'watch')).toHaveLength(3)
  })
  it('is said anew after a break', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.connection.watch(NO, null)
    stream.last().close(1006)
    stream.connection.watch(NO, 'resolve')
    await comeBack(stream, '40')
    expect(stream.last().said.slice(1)).toEqual([{ type: 'watch', ticketNo: NO, typing: 'resolve' }])
  })
  it('comes with who else is there', async () => {
    const stream = fakeStream()
    await begin(stream)
    stream.last().send({ type: 'presence', ticketNo: NO, people: [{ userId: '7', name: '林晓禾', organisation: '澜州江北商场', typing: 'reply', since: '2026-09-29T05:40:00.000Z' }] })
    expect(stream.presence).toEqual([[NO, ['林晓禾']]])
  })
})

describe('the address of the stream', () => {
  it('is on the server, encrypted where the server is', () => {
    expect(streamAddressOn('http://127.0.0.1:8080')).toBe('ws://127.0.0.1:8080/api/v1/stream')
    expect(streamAddressOn('https://gongdan.example.com/')).toBe('wss://gongdan.example.com/api/v1/stream')
  })
})
