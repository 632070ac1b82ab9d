// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ColumnPreference } from '#shared/contract/listPreference.ts'
import { client } from '../../../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../../../renderer/api/problem.ts'
import { useListColumnsStore } from '../../../../../../renderer/features/tickets/list/columns/columnsStore.ts'
import { useConnectionStore } from '../../../../../../renderer/stores/connection.ts'
import { useSessionStore } from '../../../../../../renderer/stores/session.ts'

const columns = (...ids: string[]): ColumnPreference[] => ids.map((id) => ({ id, shown: true, width: null }))
const person = (id: string) => ({ id, account: id, name: id, organisation: { code: 'HQ', name: '客服中心', kind: 'hq' as const }, roles: ['agent' as const], ticketTypes: null, permissions: ['tickets.read' as const] })
const down = (status = 503, code = 'database_unavailable', retryAfter: number | null = null) => new ApiProblem({ status, code, retryAfter })

let onServer: ColumnPreference[] | null
const get = vi.fn()
const put = vi.fn()
beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  localStorage.clear()
  setActivePinia(createPinia())
  useSessionStore().user = person('1')
  onServer = null
  get.mockReset().mockImplementation(async () => ({ columns: onServer, changedAt: null }))
  put.mockReset().mockImplementation(async ({ body }: { body: { columns: ColumnPreference[] | null } }) => {
    onServer = body.columns
    return { columns: body.columns, changedAt: null }
  })
  vi.spyOn(client, 'getListPreference').mockImplementation(get)
  vi.spyOn(client, 'setListPreference').mockImplementation(put)
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})
/** The program started anew on the same machine. */
function restart(userId = '1'): ReturnType<typeof useListColumnsStore> {
  setActivePinia(createPinia())
  useSessionStore().user = person(userId)
  return useListColumnsStore()
}

describe('the columns that a person chose', () => {
  it('come from the server, and on the next start from this machine at once', async () => {
    onServer = columns('no', 'mall')
    const store = useListColumnsStore()
    expect(store.columnsOf('open').columns).toBeNull()
    await store.refresh('open')
    expect(store.columnsOf('open').columns).toEqual(columns('no', 'mall'))
    expect(restart().columnsOf('open').columns).toEqual(columns('no', 'mall'))
    expect(restart('2').columnsOf('open').columns).toBeNull()
  })
  it('are on the screen at once and go to the server as one choice', async () => {
    const store = useListColumnsStore()
    for (const one of ['mall', 'handler', 'createdBy']) store.choose('open', columns('no', one))
    expect(store.columnsOf('open')).toMatchObject({ columns: columns('no', 'createdBy'), unsaved: true })
    await vi.advanceTimersByTimeAsync(700)
    expect(put.mock.calls.map(([request]) => request)).toEqual([{ params: { list: 'open' }, body: { columns: columns('no', 'createdBy') } }])
    expect(store.columnsOf('open')).toMatchObject({ unsaved: false, problem: null })
  })
  it('are kept and tried again while the server is away, until it takes them', async () => {
    put.mockRejectedValueOnce(down()).mockRejectedValueOnce(down(0, 'server_unreachable'))
    const store = useListColumnsStore()
    store.choose('open', columns('no', 'mall'))
    await vi.advanceTimersByTimeAsync(700)
    expect(store.columnsOf('open')).toMatchObject({ columns: columns('no', 'mall'), unsaved: true, problem: { status: 503 } })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(put).toHaveBeenCalledTimes(2)
    await vi.advanceTimersByTimeAsync(20_000)
    expect(put).toHaveBeenCalledTimes(3)
    expect(store.columnsOf('open')).toMatchObject({ unsaved: false, problem: null })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(put).toHaveBeenCalledTimes(3)
  })
  it('go as soon as the line is back, and when the server said to wait not before', async () => {
    put.mockRejectedValueOnce(down(0, 'server_unreachable'))
    const store = useListColumnsStore()
    const connection = useConnectionStore()
    connection.noteOutcome(false)
    store.choose('open', columns('no', 'mall'))
    await vi.advanceTimersByTimeAsync(700)
    connection.noteOutcome(true)
    await vi.advanceTimersByTimeAsync(10)
    expect(put).toHaveBeenCalledTimes(2)
    put.mockRejectedValueOnce(down(503, 'database_unavailable', 60))
    store.choose('open', columns('no'))
    await vi.advanceTimersByTimeAsync(700 + 59_000)
    expect(put).toHaveBeenCalledTimes(3)
    await vi.advanceTimersByTimeAsync(1_500)
    expect(put).toHaveBeenCalledTimes(4)
  })
  it('that were not saved when the program ended win over what the server had, at the next start', async () => {
    put.mockRejectedValueOnce(down())
    const store = useListColumnsStore()
    store.choose('open', columns('no', 'mall'))
    await vi.advanceTimersByTimeAsync(700)
    onServer = columns('no', 'handler')
    const next = restart()
    expect(next.columnsOf('open')).toMatchObject({ columns: columns('no', 'mall'), unsaved: true })
    await next.refresh('open')
    expect(get).not.toHaveBeenCalled()
    expect(onServer).toEqual(columns('no', 'mall'))
  })
  it('are not tried again where trying would not help', async () => {
    put.mockRejectedValue(down(422, 'validation_failed'))
    const store = useListColumnsStore()
    store.choose('open', columns('no', 'mall'))
    await vi.advanceTimersByTimeAsync(300_000)
    expect(put).toHaveBeenCalledTimes(1)
    expect(store.columnsOf('open')).toMatchObject({ columns: columns('no', 'mall'), unsaved: true, problem: { code: 'validation_failed' } })
  })
  it('are never replaced by an older answer', async () => {
    let answer: (value: unknown) => void = () => undefined
    get.mockImplementationOnce(() => new Promise((resolve) => { answer = resolve }))
    const store = useListColumnsStore()
    const reading = store.refresh('open')
    store.choose('open', columns('no', 'createdBy'))
    answer({ columns: columns('no', 'mall'), changedAt: null })
    await reading
    expect(store.columnsOf('open').columns).toEqual(columns('no', 'createdBy'))
    let taken: (value: unknown) => void = () => undefined
    put.mockImplementationOnce(() => new Promise((resolve) => { taken = resolve }))
    await vi.advanceTimersByTimeAsync(700)
    store.choose('open', null)
    taken({ columns: columns('no', 'createdBy'), changedAt: null })
    await flushPromises()
    expect(store.columnsOf('open')).toMatchObject({ columns: null, unsaved: true })
    await vi.advanceTimersByTimeAsync(1_300)
    expect(put.mock.calls.at(-1)?.[0]).toEqual({ params: { list: 'open' }, body: { columns: null } })
    expect(store.columnsOf('open')).toMatchObject({ columns: null, unsaved: false })
  })
  it('stay the same object where the server says the same, so that nothing is drawn anew', async () => {
    onServer = columns('no', 'mall')
    const store = useListColumnsStore()
    await store.refresh('open')
    const before = store.columnsOf('open').columns
    onServer = columns('no', 'mall')
    await store.refresh('open')
    expect(store.columnsOf('open').columns).toBe(before)
  })
})
