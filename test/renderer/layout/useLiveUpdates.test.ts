// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import type { Session } from '#shared/contract/session.ts'
import * as clientModule from '../../../renderer/api/client.ts'
import { sessionTokens } from '../../../renderer/api/client.ts'
import * as streamModule from '../../../renderer/api/stream.ts'
import { useLiveUpdates } from '../../../renderer/layout/useLiveUpdates.ts'
import { useApprovalsStore } from '../../../renderer/stores/approvals.ts'
import { useConnectionStore } from '../../../renderer/stores/connection.ts'
import { useSessionStore } from '../../../renderer/stores/session.ts'
import { NO, changeOf } from '../api/fakeStream.ts'

vi.mock(import('../../../renderer/api/stream.ts'), () => ({ openStream: vi.fn<typeof streamModule.openStream>() }))

const now = Date.parse('2026-09-29T05:42:00Z')
const sessionUntil = (expiresAt: string, roles: Session['user']['roles'] = ['agent']): Session => ({
  accessToken: 'access', refreshToken: 'refresh', expiresAt,
  user: { id: '5', account: 'agent', name: '何知秋', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles, ticketTypes: null, permissions: [] },
})
const said: string[] = []
let says: Parameters<typeof streamModule.openStream>[0] | undefined
let wrapper: ReturnType<typeof mount> | undefined

function start(session = sessionUntil('2026-09-29T05:57:00Z')): void {
  vi.mocked(streamModule.openStream).mockImplementation((listeners) => {
    says = listeners
    const note = (what: string) => (): void => { said.push(what) }
    return { start: note('start'), stop: note('stop'), nudge: note('nudge'), renewed: note('renewed'), watch: note('watch'), unwatch: note('unwatch') }
  })
  useSessionStore().take(session)
  wrapper = mount(defineComponent({ setup() { useLiveUpdates(); return () => h('div') } }))
}

beforeEach(() => {
  vi.useFakeTimers({ now })
  setActivePinia(createPinia())
  said.length = 0
  says = undefined
})
afterEach(() => {
  wrapper?.unmount()
  wrapper = undefined
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('live updates', () => {
  it('begin with the frame, before any page, and end with it', () => {
    start()
    expect(said).toEqual(['start'])
    wrapper?.unmount()
    wrapper = undefined
    expect(said).toEqual(['start', 'stop'])
    window.dispatchEvent(new Event('online'))
    expect(said).toEqual(['start', 'stop'])
  })
  it('are none for who may see no tickets', () => {
    start(sessionUntil('2026-09-29T05:57:00Z', []))
    expect(said).toEqual([])
  })
  it('renew the session a minute before its token ends, so that the stream does not break', async () => {
    const refresh = vi.spyOn(sessionTokens, 'refresh').mockResolvedValue(sessionUntil('2026-09-29T06:11:00Z'))
    clientModule.connectClient({ onSession: useSessionStore().take })
    start()
    says?.onState('live')
    await flushPromises()
    await vi.advanceTimersByTimeAsync(13 * 60_000 + 59_000)
    expect(refresh).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(refresh).toHaveBeenCalledTimes(1)
    expect(said).toEqual(['start', 'renewed'])
    await vi.advanceTimersByTimeAsync(14 * 60_000)
    expect(refresh).toHaveBeenCalledTimes(2)
  })
  it('do not renew all the time where the clocks disagree', async () => {
    const refresh = vi.spyOn(sessionTokens, 'refresh').mockResolvedValue(sessionUntil('2026-09-29T05:00:00Z'))
    clientModule.connectClient({ onSession: useSessionStore().take })
    start()
    says?.onState('live')
    await vi.advanceTimersByTimeAsync(300_000)
    expect(refresh.mock.calls.length).toBeLessThanOrEqual(10)
  })
  it('tell the queues of approvals what happens', () => {
    start()
    const approvals = useApprovalsStore()
    const [note, refresh] = [vi.spyOn(approvals, 'noteChange').mockReturnValue(), vi.spyOn(approvals, 'refresh').mockResolvedValue()]
    says?.onNews(changeOf('41'))
    says?.onNews({ type: 'gone', id: '42', ticketNo: NO })
    says?.onNews({ type: 'everything' })
    expect(note.mock.calls).toEqual([[NO, 'replied'], [NO, null]])
    expect(refresh).toHaveBeenCalledOnce()
  })
  it('come back with the network, the window and the server', async () => {
    start()
    for (const event of ['online', 'offline', 'focus', 'pageshow']) window.dispatchEvent(new Event(event))
    expect(said.filter((one) => one === 'nudge')).toHaveLength(4)
    const connection = useConnectionStore()
    connection.noteOutcome(false)
    await flushPromises()
    connection.noteOutcome(true)
    await flushPromises()
    expect(said.filter((one) => one === 'nudge')).toHaveLength(5)
  })
  it('ask the server at once whether it is there when they break', async () => {
    start()
    const ask = vi.spyOn(useSessionStore(), 'loadServerInfo').mockResolvedValue()
    says?.onState('live')
    await flushPromises()
    expect(ask).not.toHaveBeenCalled()
    says?.onState('waiting')
    await flushPromises()
    expect(ask).toHaveBeenCalledOnce()
  })
})
