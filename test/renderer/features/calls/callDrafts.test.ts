// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useCallDraftsStore } from '../../../../renderer/features/calls/draft/callDrafts.ts'

/** The program starts anew: nothing is left but the disk. */
function start(userId: string) {
  setActivePinia(createPinia())
  const store = useCallDraftsStore()
  store.start(userId)
  return store
}
const opening = { id: 'draft-1', origin: 'typed', phone: '13900002671' } as const

describe('call forms on this machine', () => {
  beforeEach(() => { localStorage.clear(); vi.useFakeTimers() })
  afterEach(() => { vi.useRealTimers(); vi.unstubAllGlobals() })

  it('are on the disk within a second of a keystroke, without a pause in typing', async () => {
    const draft = start('7').ensure(opening)
    for (let typed = 0; typed < 9; typed += 1) {
      draft.fields.words += '字'
      await nextTick()
      await vi.advanceTimersByTimeAsync(111)
    }
    const after = start('7').drafts.get('draft-1')
    expect(after?.fields.words.length).toBeGreaterThanOrEqual(6)
  })

  it('come back after a start with everything, and with the same key', async () => {
    const store = start('7')
    const draft = store.ensure(opening)
    Object.assign(draft.fields, { words: '推拉门拉不动', type: 'complaint', level: '2', assistants: ['LINE-1'] })
    draft.isNewProblem = true
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.keeping.get('draft-1')).toEqual({ failure: null, savedAt: expect.any(Number) })
    const restored = start('7').ensure({ id: 'draft-1', origin: 'blank' })
    expect(restored).toEqual(draft)
    expect(restored.ticketKey).toBe(draft.ticketKey)
  })

  it('are neither seen nor touched by another user of the machine', async () => {
    const draft = start('7').ensure(opening)
    draft.fields.words = '只给自己看'
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    const other = start('8')
    expect(other.drafts.size).toBe(0)
    const own = other.ensure({ ...opening, phone: '' })
    expect(own.fields.words).toBe('')
    other.remove('draft-1')
    expect(start('7').drafts.get('draft-1')?.fields.words).toBe('只给自己看')
  })

  it('stay apart: opening a second form leaves the first one alone', async () => {
    const store = start('7')
    const first = store.ensure(opening)
    first.fields.words = '写了一半'
    const second = store.ensure({ id: 'draft-2', origin: 'softphone', phone: '057188886666' })
    expect(first.fields.words).toBe('写了一半')
    expect(second.fields.words).toBe('')
    expect(second.ticketKey).not.toBe(first.ticketKey)
    expect(store.drafts.size).toBe(2)
  })

  it('go only when they are removed', async () => {
    const store = start('7')
    store.ensure(opening).fields.words = '字'
    await nextTick()
    store.leave()
    expect(store.drafts.size).toBe(0)
    const again = start('7')
    expect(again.drafts.get('draft-1')?.fields.words).toBe('字')
    again.remove('draft-1')
    await vi.advanceTimersByTimeAsync(1000)
    expect(start('7').drafts.size).toBe(0)
  })

  it('say so when the machine cannot keep them', async () => {
    const place = { length: 0, full: true, getItem: () => null, key: () => null, removeItem: () => undefined, setItem: () => { if (place.full) throw new Error('full') } }
    vi.stubGlobal('localStorage', place)
    const store = start('7')
    const draft = store.ensure(opening)
    draft.fields.words = '字'
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.keeping.get('draft-1')).toEqual({ savedAt: null, failure: 'failed' })
    expect(draft.fields.words).toBe('字')
    place.full = false
    draft.fields.words = '字字'
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    expect(store.keeping.get('draft-1')?.failure).toBeNull()
  })

  it('survive one that cannot be read, which stays where it is', () => {
    localStorage.setItem('gongdan.callDraft.7.broken', '{"id":')
    start('7').ensure(opening)
    expect([...start('7').drafts.keys()]).toEqual(['draft-1'])
    expect(localStorage.getItem('gongdan.callDraft.7.broken')).toBe('{"id":')
  })

  it('follow what another window of the same user wrote, unless something here waits to be written', async () => {
    const store = start('7')
    const draft = store.ensure(opening)
    const entry = 'gongdan.callDraft.7.draft-1'
    localStorage.setItem(entry, JSON.stringify({ ...draft, fields: { ...draft.fields, words: '另一个窗口' } }))
    store.observe(entry)
    expect(draft.fields.words).toBe('另一个窗口')
    await nextTick()
    await vi.advanceTimersByTimeAsync(1000)
    draft.fields.words = '这里'
    await nextTick()
    store.observe(entry)
    expect(draft.fields.words).toBe('这里')
  })
})
