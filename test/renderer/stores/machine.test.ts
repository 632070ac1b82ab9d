// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useCallDraftsStore } from '../../../renderer/features/calls/draft/callDrafts.ts'
import { useDraftStore } from '../../../renderer/features/tickets/operations/draftStore.ts'
import { initialValues } from '../../../renderer/features/tickets/operations/values.ts'
import { useMachineStore } from '../../../renderer/stores/machine/machine.ts'
import { useSessionStore } from '../../../renderer/stores/session.ts'
import { FakeLocalStore } from '../features/outbox/fakeLocalStore.ts'
import { ticketExample } from '../features/tickets/ticketExample.ts'

const opening = { id: 'draft-1', origin: 'typed', phone: '13900002671' } as const
const no = '2609002984'
const written = (content: string) => ({ ...initialValues('reply', ticketExample()), content })

/** The desktop program starts: nothing is left but the store. */
async function start(store: FakeLocalStore, userId = '7') {
  setActivePinia(createPinia())
  useSessionStore().user = { id: userId, account: 'he', name: '何知秋', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['agent'], ticketTypes: null, permissions: [] }
  const machine = useMachineStore()
  await machine.open(userId, store)
  const calls = useCallDraftsStore()
  calls.start(userId)
  return { machine, calls, operations: useDraftStore() }
}

beforeEach(() => { localStorage.clear(); vi.useFakeTimers() })
afterEach(() => vi.useRealTimers())

describe('drafts in the desktop program', () => {
  it('stand in its store within a second of a keystroke and come back after a start', async () => {
    const store = new FakeLocalStore()
    const { calls, operations } = await start(store)
    const draft = calls.ensure(opening)
    for (let typed = 0; typed < 9; typed += 1) {
      draft.fields.words += '字'
      operations.keep(no, 'reply', written(draft.fields.words))
      await nextTick()
      await vi.advanceTimersByTimeAsync(111)
    }
    const after = await start(store)
    expect(after.calls.drafts.get('draft-1')?.fields.words.length).toBeGreaterThanOrEqual(6)
    expect(after.calls.keeping.get('draft-1')?.savedAt).toEqual(expect.any(Number))
    expect(after.operations.find(no, 'reply')?.values.content.length).toBeGreaterThanOrEqual(6)
    expect(localStorage.length).toBe(0)
  })

  it('of an earlier version are taken over once, and leave the page’s own storage', async () => {
    setActivePinia(createPinia())
    const before = useCallDraftsStore()
    before.start('7')
    before.ensure(opening).fields.words = '旧版本里写的'
    await vi.advanceTimersByTimeAsync(1000)
    localStorage.setItem('gongdan.operationDrafts.7', JSON.stringify({ [`${no}/reply`]: { values: written('旧的回复'), savedAt: 1, attempt: null } }))
    const store = new FakeLocalStore()
    const { calls, operations } = await start(store)
    expect(calls.drafts.get('draft-1')?.fields.words).toBe('旧版本里写的')
    expect(operations.find(no, 'reply')?.values.content).toBe('旧的回复')
    expect(localStorage.length).toBe(0)
    calls.remove('draft-1')
    operations.drop(no, 'reply')
    await nextTick()
    expect(store.drafts.size).toBe(0)
    const again = await start(store)
    expect(again.calls.drafts.size).toBe(0)
  })

  it('that the disk does not take stay on the screen, are said, and are kept as soon as there is room', async () => {
    const store = new FakeLocalStore()
    const { calls, operations } = await start(store)
    store.full = true
    const draft = calls.ensure(opening)
    draft.fields.words = '写不下'
    operations.keep(no, 'reply', written('写不下'))
    await vi.advanceTimersByTimeAsync(1000)
    expect(calls.keeping.get('draft-1')).toEqual({ savedAt: null, failure: 'full' })
    expect(operations.failureFor(no, 'reply')).toBe('full')
    expect(draft.fields.words).toBe('写不下')
    store.full = false
    await vi.advanceTimersByTimeAsync(6000)
    expect(calls.keeping.get('draft-1')).toMatchObject({ failure: null })
    expect(operations.failureFor(no, 'reply')).toBeNull()
    expect([...store.drafts.keys()].sort()).toEqual(['call draft-1', `operation ${no}:reply`])
  })

  it('are not written once the outbox has them, until they come back', async () => {
    const store = new FakeLocalStore()
    const { calls } = await start(store)
    const draft = calls.ensure(opening)
    draft.fields.words = '交出去'
    await nextTick()
    await calls.handOver('draft-1')
    store.drafts.clear()
    draft.sent = null
    draft.fields.words = '交出去以后'
    await vi.advanceTimersByTimeAsync(2000)
    expect(store.drafts.size).toBe(0)
    await calls.takeBack('draft-1')
    expect([...store.drafts.keys()]).toEqual(['call draft-1'])
  })

  it('are written again, whole, when a damaged store was set aside under them', async () => {
    const store = new FakeLocalStore()
    const { machine, calls, operations } = await start(store)
    calls.ensure(opening).fields.words = '还在屏幕上'
    operations.keep(no, 'reply', written('还在屏幕上'))
    await vi.advanceTimersByTimeAsync(1000)
    store.drafts.clear()
    machine.rescued = { drafts: 0, outbox: 0, lost: true }
    await vi.advanceTimersByTimeAsync(10)
    expect([...store.drafts.values()].map(({ json }) => json.includes('还在屏幕上'))).toEqual([true, true])
  })

  it('never go into the store of the next person', async () => {
    const store = new FakeLocalStore()
    const { machine, calls } = await start(store)
    calls.ensure(opening).fields.words = '前一位写的'
    await nextTick()
    await machine.open('8', store)
    await vi.advanceTimersByTimeAsync(2000)
    expect(JSON.stringify([...store.drafts.values()])).not.toContain('前一位写的')
  })
})

describe('a store that cannot be used', () => {
  it.each([['ipc_store_newer', 'newer'], ['ipc_store_unavailable', 'unavailable'], ['ipc_failed', 'unavailable']])('(%s) is said, and drafts are kept in the page', async (failure, trouble) => {
    const store = new FakeLocalStore()
    store.failure = failure
    const { machine } = await start(store)
    expect(machine.trouble).toBe(trouble)
    expect(machine.store).toBeNull()
    expect(machine.owner).toBe('7')
    await machine.draftsOf('7')?.save('call', 'x', '{}')
    expect(localStorage.getItem('gongdan.callDraft.7.x')).toBe('{}')
  })
})
