// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, watch } from 'vue'
import type { Approval, DecisionResults, Decisions } from '#shared/contract/approval.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { useApprovalCommentsStore } from '../../../../renderer/features/approvals/queue/commentStore.ts'
import { useApprovalQueue, type ApprovalQueue } from '../../../../renderer/features/approvals/queue/useApprovalQueue.ts'
import { useApprovalsStore } from '../../../../renderer/stores/approvals.ts'
import { approvalExample, decidedExample } from './approvalExample.ts'

type Answer = DecisionResults['results']
let onServer: Approval[] = []
const sent: { body: Decisions; key: string | undefined }[] = []
let decideAs: (body: Decisions) => Promise<Answer>
let wrapper: ReturnType<typeof mount> | undefined

const decided = ({ decisions }: Decisions): Promise<Answer> => {
  onServer = onServer.map((one) => { const found = decisions.find(({ id }) => id === one.id); return found ? { ...one, state: found.decision === 'approve' ? 'approved' : 'rejected', mayDecide: false } : one })
  return Promise.resolve(decisions.map(({ id }) => ({ id, ticketNo: onServer.find((one) => one.id === id)?.ticketNo ?? null, outcome: 'decided' as const, code: null, errors: null, state: 'unreplied' as const })))
}
async function start(decides = true): Promise<ApprovalQueue> {
  let queue: ApprovalQueue | undefined
  wrapper = mount(defineComponent({ setup() { queue = useApprovalQueue('return', { active: () => true, opensFirst: () => true, decides: () => decides }); return () => h('div') } }))
  await flushPromises()
  return queue!
}
const elsewhere = async (queue: ApprovalQueue, items: Approval[]): Promise<void> => { onServer = items; await queue.reload(); await flushPromises() }

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
  localStorage.clear()
  sent.length = 0
  onServer = ['1', '2', '3'].map((id) => approvalExample({ id }))
  decideAs = decided
  vi.spyOn(client, 'listApprovals').mockImplementation(async () => ({ items: [...onServer.filter((one) => one.state === 'pending'), ...onServer.filter((one) => one.state !== 'pending')], nextCursor: null, total: onServer.length, totalIsExact: true }))
  vi.spyOn(client, 'countTickets').mockResolvedValue({ counts: {}, overdue: 0, dueSoon: 0 })
  vi.spyOn(client, 'decideApprovals').mockImplementation(async (request, options) => {
    sent.push({ body: request!.body as Decisions, key: options?.idempotencyKey })
    return { results: await decideAs(request!.body as Decisions) }
  })
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('deciding one by one', () => {
  it('opens the oldest request by itself, and after a decision the next, with what is left', async () => {
    const queue = await start()
    expect(queue.currentId.value).toBe('1')
    expect(await queue.decide('approve')).toBe(true)
    await flushPromises()
    expect(queue.currentId.value).toBe('2')
    expect(queue.confirmation.value).toEqual({ no: '2609003201', decision: 'approve', opened: true, left: 2 })
    expect(queue.decided.value.map((one) => one.id)).toEqual(['1'])
  })
  it('sends the comment as typed but trimmed, and forgets it once it is recorded', async () => {
    const queue = await start()
    const comments = useApprovalCommentsStore()
    comments.keep('1', '  收货地址在本区 ')
    await queue.decide('reject')
    expect(sent[0]?.body.decisions).toEqual([{ id: '1', decision: 'reject', comment: '收货地址在本区' }])
    expect(comments.find('1')).toBe('')
  })
  it('goes back to the first after the last one, and to nothing when all are done', async () => {
    const queue = await start()
    queue.show(onServer[2]!)
    await queue.decide('approve')
    expect(queue.currentId.value).toBe('1')
    await queue.decide('approve')
    await queue.decide('approve')
    await flushPromises()
    expect(queue.currentId.value).toBeNull()
    expect(queue.confirmation.value).toMatchObject({ opened: false, left: 0 })
  })
  it('stays on a request that was refused, with its comment and the reason', async () => {
    decideAs = async ({ decisions }) => decisions.map(({ id }) => ({ id, ticketNo: '2609003201', outcome: 'refused', code: 'forbidden', errors: null, state: null }))
    const queue = await start()
    const comments = useApprovalCommentsStore()
    comments.keep('1', '意见')
    expect(await queue.decide('approve')).toBe(false)
    expect(queue.currentId.value).toBe('1')
    expect(queue.refusal.value?.code).toBe('forbidden')
    expect(comments.find('1')).toBe('意见')
  })
  it('sends an unanswered decision again under its key', async () => {
    const queue = await start()
    decideAs = () => Promise.reject(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    await queue.decide('approve')
    expect(queue.problem.value?.code).toBe('server_unreachable')
    decideAs = decided
    await queue.decide('approve')
    expect(sent[1]?.key).toBe(sent[0]?.key)
    await queue.decide('approve')
    expect(sent[2]?.key).not.toBe(sent[0]?.key)
  })
  it('sends nothing twice while the first is under way', async () => {
    const queue = await start()
    const [one, other] = await Promise.all([queue.decide('approve'), queue.decide('approve')])
    expect([one, other]).toEqual([true, false])
    expect(sent).toHaveLength(1)
  })
})

describe('what others decide', () => {
  it('takes a request out of the pending ones at once but leaves it in front with the typed comment', async () => {
    const queue = await start()
    const comments = useApprovalCommentsStore()
    comments.keep('1', '写了一半')
    await elsewhere(queue, [decidedExample('1'), ...onServer.slice(1)])
    expect(queue.pending.value.map((one) => one.id)).toEqual(['2', '3'])
    expect(queue.current.value).toMatchObject({ id: '1', state: 'approved', decidedBy: '方宁' })
    expect(queue.taken.value).toBe(true)
    expect(comments.find('1')).toBe('写了一半')
    expect(await queue.decide('approve')).toBe(false)
    expect(sent).toEqual([])
    queue.move(1)
    expect(queue.currentId.value).toBe('2')
    expect(comments.find('1')).toBe('')
  })
  it('keeps what is known of a request that the list no longer has', async () => {
    const queue = await start()
    await elsewhere(queue, onServer.slice(1))
    expect(queue.taken.value).toBe(true)
    expect(queue.current.value?.ticketNo).toBe('2609003201')
  })
  it('does not call the person\'s own decision one of others', async () => {
    const queue = await start()
    await queue.decide('approve')
    queue.show(queue.decided.value[0] ?? null)
    expect(queue.taken.value).toBe(false)
  })
  it('looks every 10 s, and at once when a request is said to have changed', async () => {
    await start()
    const asked = vi.mocked(client.listApprovals)
    expect(asked).toHaveBeenCalledTimes(1)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(asked).toHaveBeenCalledTimes(2)
    useApprovalsStore().noteChange('2609009999', 'return_requested')
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toHaveBeenCalledTimes(3)
    useApprovalsStore().noteChange('2609009999', 'replied')
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toHaveBeenCalledTimes(3)
    useApprovalsStore().noteChange('2609003202', 'cancelled')
    await vi.advanceTimersByTimeAsync(200)
    expect(asked).toHaveBeenCalledTimes(4)
  })
  it('does not bring a decided request back by an answer that was asked for before', async () => {
    const queue = await start()
    const old = [...onServer]
    let release: () => void = () => undefined
    vi.mocked(client.listApprovals).mockImplementationOnce(() => new Promise((resolve) => { release = () => resolve({ items: old, nextCursor: null, total: 3, totalIsExact: true }) }))
    const reading = queue.reload()
    await queue.decide('approve')
    const shown: string[][] = []
    const stop = watch(queue.pending, (pending) => shown.push(pending.map((one) => one.id)), { immediate: true, flush: 'sync' })
    release()
    await reading
    await flushPromises()
    stop()
    expect(vi.mocked(client.listApprovals)).toHaveBeenCalledTimes(3)
    expect(shown.filter((ids) => ids.includes('1'))).toEqual([])
    expect(shown.at(-1)).toEqual(['2', '3'])
  })
})

describe('deciding together', () => {
  it('reports every row, and keeps selected what was not answered', async () => {
    decideAs = async (body) => (await decided({ decisions: body.decisions.filter(({ id }) => id !== '2') })).concat([{ id: '2', ticketNo: '2609003202', outcome: 'refused', code: 'operation_not_allowed', errors: null, state: null }])
    const queue = await start()
    queue.toggle('1')
    queue.selectTo('3')
    expect([...queue.selected.value]).toEqual(['1', '2', '3'])
    await queue.decideSelected('approve', '')
    await flushPromises()
    expect(queue.report.value?.results.map((result) => [result.id, result.outcome])).toEqual([['1', 'decided'], ['3', 'decided'], ['2', 'refused']])
    expect(queue.selected.value.size).toBe(0)
    expect(queue.currentId.value).toBe('2')
  })
  it('records the one reason with each refusal', async () => {
    const queue = await start()
    queue.toggle('1')
    queue.toggle('2')
    await queue.decideSelected('reject', '请商场先联系客户')
    expect(sent[0]?.body.decisions.map(({ comment }) => comment)).toEqual(['请商场先联系客户', '请商场先联系客户'])
  })
  it('extends a selection with the arrows from the current row', async () => {
    const queue = await start()
    queue.extend(1)
    queue.extend(1)
    expect([...queue.selected.value]).toEqual(['1', '2', '3'])
  })
  it('does not select what the person may not decide', async () => {
    onServer = [approvalExample({ id: '1', mayDecide: false }), approvalExample({ id: '2' })]
    const queue = await start()
    queue.toggle('1')
    expect(queue.selected.value.size).toBe(0)
  })
  it('says how many have no answer when the server goes away', async () => {
    const queue = await start()
    queue.toggle('1')
    decideAs = () => Promise.reject(new ApiProblem({ status: 503, code: 'database_unavailable' }))
    await queue.decideSelected('approve', '')
    expect(queue.report.value).toMatchObject({ asked: 1, results: [] })
    expect(queue.report.value?.problem?.code).toBe('database_unavailable')
    expect([...queue.selected.value]).toEqual(['1'])
  })
})

describe('who only reads', () => {
  it('is shown the latest outcome where nothing waits', async () => {
    onServer = [decidedExample('5', { ticket: null })]
    const queue = await start(false)
    expect(queue.currentId.value).toBe('5')
    expect(queue.taken.value).toBe(false)
  })
})
