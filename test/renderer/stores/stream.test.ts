// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { PRESENCE_LASTS_MS } from '#shared/contract/stream.ts'
import type { PresentPerson } from '#shared/contract/stream.ts'
import { client } from '../../../renderer/api/client.ts'
import type { OpenStream } from '../../../renderer/api/stream.ts'
import { useCountsStore } from '../../../renderer/stores/counts.ts'
import { SLOW_PACE_MS, useStreamStore } from '../../../renderer/stores/stream.ts'
import type { StreamNews } from '../../../renderer/stores/stream.ts'
import { NO, changeOf } from '../api/fakeStream.ts'

const OTHER = '2609003148'
const person = (userId: string): PresentPerson => ({ userId, name: '林晓禾', organisation: '澜州江北商场', typing: null, since: '2026-09-29T05:40:00.000Z' })

/** The store on a connection whose words come from the test. */
function begin() {
  const stream = useStreamStore()
  const asked: string[] = []
  let listeners: Parameters<OpenStream>[0] | undefined
  stream.start((given) => {
    listeners = given
    return {
      start: () => { asked.push('start') }, stop: () => { asked.push('stop'); given.onState('off') }, nudge: () => { asked.push('nudge') }, renewed: () => { asked.push('renewed') },
      watch: (no, typing) => { asked.push(`watch ${no} ${typing}`) }, unwatch: (no) => { asked.push(`unwatch ${no}`) },
    }
  })
  return { stream, asked, says: listeners! }
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the store of the stream', () => {
  it('tells each page of its own ticket, and lists of all', () => {
    const { stream, says } = begin()
    const heard: string[] = []
    const note = (who: string) => (news: StreamNews) => { heard.push(`${who}: ${news.type}${news.type === 'everything' ? '' : ` ${news.ticketNo}`}`) }
    const end = stream.subscribe(NO, note('page'))
    stream.subscribe(OTHER, note('other page'))
    stream.subscribeAll(note('list'))
    says.onNews(changeOf('41'))
    expect(heard).toEqual([`page: change ${NO}`, `list: change ${NO}`])
    heard.length = 0
    says.onNews({ type: 'gone', id: '42', ticketNo: OTHER })
    expect(heard).toEqual([`other page: gone ${OTHER}`, `list: gone ${OTHER}`])
    heard.length = 0
    says.onNews({ type: 'everything' })
    expect(heard).toEqual(['page: everything', 'other page: everything', 'list: everything'])
    heard.length = 0
    end()
    says.onNews(changeOf('43'))
    expect(heard).toEqual([`list: change ${NO}`])
  })
  it('keeps telling the other pages of a ticket when one of them closes', () => {
    const { stream, says } = begin()
    const heard: string[] = []
    const endFirst = stream.subscribe(NO, () => { heard.push('first') })
    stream.subscribe(NO, () => { heard.push('second') })
    endFirst()
    endFirst()
    says.onNews(changeOf('41'))
    expect(heard).toEqual(['second'])
  })
  it('slows the pages that read by themselves only while it is up', () => {
    const { stream, says } = begin()
    expect(stream.pace(15_000)).toBe(15_000)
    says.onState('live')
    expect(stream.pace(15_000)).toBe(SLOW_PACE_MS)
    expect(SLOW_PACE_MS).toBeGreaterThanOrEqual(120_000)
    expect(SLOW_PACE_MS).toBeLessThanOrEqual(300_000)
    says.onState('waiting')
    expect(stream.pace(15_000)).toBe(15_000)
  })
  it('keeps who is there over a short break and forgets it after a long one', () => {
    const { stream, says } = begin()
    says.onState('live')
    says.onPresence(NO, [person('7')])
    says.onState('waiting')
    vi.advanceTimersByTime(PRESENCE_LASTS_MS - 1_000)
    expect(stream.peopleAt(NO)).toHaveLength(1)
    says.onState('live')
    vi.advanceTimersByTime(60_000)
    expect(stream.peopleAt(NO)).toHaveLength(1)
    says.onState('waiting')
    vi.advanceTimersByTime(PRESENCE_LASTS_MS)
    expect(stream.peopleAt(NO)).toEqual([])
  })
  it('knows nobody at a ticket that is not watched any more, nor after the session', () => {
    const { stream, says, asked } = begin()
    const page = Symbol('page')
    says.onPresence(NO, [person('7')])
    says.onPresence(OTHER, [person('8')])
    stream.watch(page, NO, null)
    stream.unwatch(page, NO)
    expect([stream.peopleAt(NO), stream.peopleAt(OTHER)]).toMatchObject([[], [{ userId: '8' }]])
    stream.stop()
    expect(stream.peopleAt(OTHER)).toEqual([])
    stream.watch(page, NO, null)
    expect(asked).toEqual(['start', `watch ${NO} null`, `unwatch ${NO}`, 'stop'])
    expect(stream.state).toBe('off')
  })
  it('looks at a ticket as long as one of several places does, and tells what is written in any', () => {
    const { stream, says, asked } = begin()
    const [page, queue] = [Symbol('page'), Symbol('queue')]
    stream.watch(page, NO, null)
    stream.watch(queue, NO, 'reject_return')
    says.onPresence(NO, [person('7')])
    stream.unwatch(queue, NO)
    stream.unwatch(queue, NO)
    expect(stream.peopleAt(NO)).toHaveLength(1)
    stream.unwatch(page, NO)
    expect(asked).toEqual(['start', `watch ${NO} null`, `watch ${NO} reject_return`, `watch ${NO} null`, `unwatch ${NO}`])
    expect(stream.peopleAt(NO)).toEqual([])
  })
})

describe('the counts', () => {
  it('are read when something changes, at most every two seconds, and rarely otherwise', async () => {
    const read = vi.spyOn(client, 'countTickets').mockResolvedValue({ counts: { unreplied: 3 }, overdue: 0, dueSoon: 0 })
    const { says } = begin()
    const counts = useCountsStore()
    counts.start()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(read).toHaveBeenCalledTimes(1)
    says.onState('live')
    for (let time = 0; time < 40; time += 1) {
      says.onNews(changeOf(String(50 + time)))
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(2_000)
    expect(read).toHaveBeenCalledTimes(4)
    await vi.advanceTimersByTimeAsync(170_000)
    expect(read).toHaveBeenCalledTimes(4)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(read).toHaveBeenCalledTimes(5)
    says.onState('waiting')
    await vi.advanceTimersByTimeAsync(60_000)
    expect(read.mock.calls.length).toBeGreaterThanOrEqual(6)
    counts.stop()
    const before = read.mock.calls.length
    says.onNews(changeOf('99'))
    await vi.advanceTimersByTimeAsync(600_000)
    expect(read).toHaveBeenCalledTimes(before)
  })
  it('are read again for a change that came while they were being read', async () => {
    let answer: (() => void) | undefined
    const read = vi.spyOn(client, 'countTickets').mockImplementation(() => new Promise((resolve) => { answer = () => resolve({ counts: {}, overdue: 0, dueSoon: 0 }) }))
    const { says } = begin()
    const counts = useCountsStore()
    counts.start()
    says.onNews(changeOf('41'))
    await vi.advanceTimersByTimeAsync(1_000)
    expect(read).toHaveBeenCalledTimes(1)
    answer?.()
    await vi.advanceTimersByTimeAsync(2_500)
    expect(read).toHaveBeenCalledTimes(2)
    counts.stop()
  })
})
