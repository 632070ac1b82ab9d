// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { User } from '#shared/contract/session.ts'
import { useApprovalCommentsStore } from '../../../../renderer/features/approvals/queue/commentStore.ts'
import { useSessionStore } from '../../../../renderer/stores/session.ts'

const user = (id: string): User => ({ id, account: 'approver', name: '许文', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['approver'], ticketTypes: null, permissions: [] })

beforeEach(() => {
  vi.useFakeTimers()
  localStorage.clear()
  setActivePinia(createPinia())
})
afterEach(() => vi.useRealTimers())

describe('comments that are being typed', () => {
  it('stay with their request, as typed, over a restart', () => {
    useSessionStore().user = user('3')
    const comments = useApprovalCommentsStore()
    comments.keep('11', ' 一行\n两行 ')
    comments.keep('12', '另一条')
    vi.advanceTimersByTime(1_000)
    setActivePinia(createPinia())
    useSessionStore().user = user('3')
    expect([useApprovalCommentsStore().find('11'), useApprovalCommentsStore().find('12')]).toEqual([' 一行\n两行 ', '另一条'])
  })
  it('are not shown to another person at this machine', () => {
    const session = useSessionStore()
    session.user = user('3')
    const comments = useApprovalCommentsStore()
    comments.keep('11', '我的')
    session.user = user('4')
    expect(comments.find('11')).toBe('')
    session.user = user('3')
    expect(comments.find('11')).toBe('我的')
  })
})
