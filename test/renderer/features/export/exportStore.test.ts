// @vitest-environment happy-dom
import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ExportProgress } from '#shared/contract/export.ts'
import * as bridge from '../../../../renderer/api/bridge.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import type { ExportRequest } from '../../../../renderer/features/export/exportRequest.ts'
import { useExportStore } from '../../../../renderer/features/export/exportStore.ts'

vi.mock('../../../../renderer/api/bridge.ts', async (original) => ({ ...(await original<typeof bridge>()), saveFile: vi.fn() }))

const LIST: ExportRequest = { kind: 'tickets', query: { tab: 'all', columns: ['no', 'customer'] } }
const FILE = { name: '全部工单-2026-03-04.xlsx', mediaType: 'application/x', content: new Blob(['x']) }
const progress = (more: Partial<ExportProgress> = {}): ExportProgress => ({ id: crypto.randomUUID(), kind: 'tickets', state: 'running', rows: 100, total: 400, cut: false, startedAt: '2026-03-04T02:00:00Z', endedAt: null, requestId: 'the-request', ...more })
let answer: PromiseWithResolvers<typeof FILE>

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  answer = Promise.withResolvers()
  vi.spyOn(client, 'exportTickets').mockImplementation((_request, options) => {
    ;(options?.signal as AbortSignal).addEventListener('abort', () => answer.reject(new ApiProblem({ status: 0, code: 'cancelled' })))
    return answer.promise
  })
  vi.spyOn(client, 'getExport').mockImplementation(async () => progress())
  vi.spyOn(client, 'cancelExport').mockResolvedValue({})
  vi.mocked(bridge.saveFile).mockResolvedValue({ result: 'saved', path: '/home/x/全部工单.xlsx' })
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('an export', () => {
  it('says how far it is, saves the file and says under which name', async () => {
    const store = useExportStore()
    void store.start(LIST)
    expect([store.state.step, store.busy]).toEqual(['running', true])
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.state).toMatchObject({ step: 'running', request: LIST, progress: { rows: 100, total: 400 } })
    vi.mocked(client.getExport).mockResolvedValue(progress({ state: 'done', rows: 400, cut: true }))
    answer.resolve(FILE)
    await flushPromises()
    expect(store.state).toMatchObject({ step: 'saved', name: '全部工单.xlsx', progress: { rows: 400, cut: true } })
    expect(bridge.saveFile).toHaveBeenCalledWith(FILE.name, FILE.content)
    const [sent] = vi.mocked(client.exportTickets).mock.calls[0]!
    expect(sent.body).toMatchObject({ ...LIST.query, exportId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string })
  })
  it('is one at a time', async () => {
    const store = useExportStore()
    void store.start(LIST)
    void store.start(LIST)
    expect(client.exportTickets).toHaveBeenCalledTimes(1)
  })
  it('ends when its user cancels: the request, and on the server, which may not see that nobody waits', async () => {
    const store = useExportStore()
    void store.start(LIST)
    store.dismiss()
    await flushPromises()
    expect([store.state.step, vi.mocked(client.cancelExport).mock.calls.length, bridge.saveFile]).toEqual(['idle', 1, expect.anything()])
    expect(bridge.saveFile).not.toHaveBeenCalled()
    answer = Promise.withResolvers()
    void store.start(LIST)
    expect(store.state.step).toBe('running')
  })
  it('that is refused says why, and can be tried again', async () => {
    const store = useExportStore()
    void store.start(LIST)
    answer.reject(new ApiProblem({ status: 429, code: 'rate_limited', requestId: 'r1' }))
    await flushPromises()
    expect(store.state).toMatchObject({ step: 'not_made', problem: { code: 'rate_limited', requestId: 'r1' } })
    answer = Promise.withResolvers()
    void store.again()
    answer.resolve(FILE)
    await flushPromises()
    expect(store.state.step).toBe('saved')
  })
  it('that breaks off on the way has the request id that the server noted', async () => {
    const store = useExportStore()
    void store.start(LIST)
    vi.mocked(client.getExport).mockResolvedValue(progress({ state: 'failed' }))
    answer.reject(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    await flushPromises()
    expect(store.state).toMatchObject({ step: 'not_made', problem: { code: 'internal_error', requestId: 'the-request' } })
  })
  it('that cannot be saved keeps its file for another place', async () => {
    const store = useExportStore()
    vi.mocked(bridge.saveFile).mockResolvedValueOnce({ result: 'failed', reason: 'disk_full', path: '/x/全部工单.xlsx' })
    void store.start(LIST)
    answer.resolve(FILE)
    await flushPromises()
    expect(store.state).toMatchObject({ step: 'not_saved', reason: 'disk_full', path: '/x/全部工单.xlsx' })
    await store.again()
    expect([store.state.step, vi.mocked(client.exportTickets).mock.calls.length]).toEqual(['saved', 1])
  })
  it('that its user does not save after all leaves nothing behind', async () => {
    const store = useExportStore()
    vi.mocked(bridge.saveFile).mockResolvedValueOnce({ result: 'cancelled' })
    void store.start(LIST)
    answer.resolve(FILE)
    await flushPromises()
    expect(store.state.step).toBe('idle')
  })
})
