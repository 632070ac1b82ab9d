// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useDraftStore } from '../../../../../renderer/features/tickets/operations/draftStore.ts'
import { bodyOf, initialValues, isWritten, type OperationValues } from '../../../../../renderer/features/tickets/operations/values.ts'
import { useSessionStore } from '../../../../../renderer/stores/session.ts'
import { ticketExample } from '../ticketExample.ts'

const no = '2609002984'
const written = (content: string): OperationValues => ({ ...initialValues('reply', ticketExample()), content })
function signIn(id: string): void {
  useSessionStore().user = { id, account: 'lin', name: '林晓禾', organisation: { code: 'M0001', name: '澜州江北商场', kind: 'mall' }, roles: ['mall_admin'], ticketTypes: null, permissions: [] }
}
/** The program started again on the same machine. */
function restart(user = '8'): ReturnType<typeof useDraftStore> {
  setActivePinia(createPinia())
  signIn(user)
  return useDraftStore()
}

beforeEach(() => { vi.useFakeTimers(); localStorage.clear() })
afterEach(() => vi.useRealTimers())

describe('drafts of operations', () => {
  it('are kept on the machine within a second of the last key', () => {
    restart().keep(no, 'reply', written('明天上午上门'))
    vi.advanceTimersByTime(1000)
    const found = restart().find(no, 'reply')
    expect(found?.values.content).toBe('明天上午上门')
    expect(found?.savedAt).not.toBeNull()
  })
  it('are separate for each ticket and operation', () => {
    const drafts = restart()
    drafts.keep(no, 'reply', written('回复'))
    drafts.keep(no, 'resolve', written('方案'))
    expect(drafts.find(no, 'reply')?.values.content).toBe('回复')
    expect(drafts.find('2609000001', 'reply')).toBeNull()
    expect(drafts.operationsOf(no).sort()).toEqual(['reply', 'resolve'])
  })
  it('are not shown to another person on the machine', () => {
    restart().keep(no, 'reply', written('回复'))
    vi.advanceTimersByTime(1000)
    expect(restart('99').find(no, 'reply')).toBeNull()
    expect(restart('8').find(no, 'reply')).not.toBeNull()
  })
  it('are gone once they are accepted', () => {
    const drafts = restart()
    drafts.keep(no, 'reply', written('回复'))
    drafts.drop(no, 'reply')
    expect(restart().find(no, 'reply')).toBeNull()
  })
  it('survive a record that is none', () => {
    localStorage.setItem('gongdan.operationDrafts.8', '{"x":1}')
    expect(restart().find(no, 'reply')).toBeNull()
  })
})

describe('the key of a request', () => {
  it('stays the same for the same body, over a restart too', () => {
    const values = written('回复')
    const body = bodyOf('reply', values, ticketExample(), 9)
    const first = restart().attempt(no, 'reply', values, body)
    expect(restart().attempt(no, 'reply', values, body).key).toBe(first.key)
  })
  it('is another for another body or version', () => {
    const drafts = restart()
    const values = written('回复')
    const first = drafts.attempt(no, 'reply', values, bodyOf('reply', values, ticketExample(), 9))
    expect(drafts.attempt(no, 'reply', values, bodyOf('reply', values, ticketExample(), 10)).key).not.toBe(first.key)
  })
  it('is another after the server has answered', () => {
    const drafts = restart()
    const values = written('回复')
    const body = bodyOf('reply', values, ticketExample(), 9)
    const first = drafts.attempt(no, 'reply', values, body)
    drafts.answered(no, 'reply')
    expect(drafts.attempt(no, 'reply', values, body).key).not.toBe(first.key)
  })
})

describe('what is sent', () => {
  it('carries the version that was seen, and none with a decision', () => {
    expect(bodyOf('reply', written(' 回复 '), ticketExample(), 9)).toEqual({ operation: 'reply', version: 9, content: '回复' })
    expect(bodyOf('reject_return', written('不是'), ticketExample(), 9)).toEqual({ operation: 'reject_return', content: '不是' })
  })
  it('derives the visit type from the date', () => {
    const values = { ...written('客户改期'), requestedAt: '2026-10-20T01:00:00.000Z' }
    expect(bodyOf('request_visit', values, ticketExample(), 9)).toMatchObject({ visitType: 'extend', requestedAt: values.requestedAt })
    expect(bodyOf('request_visit', { ...values, requestedAt: '2026-10-03T01:00:00.000Z' }, ticketExample(), 9)).toMatchObject({ visitType: 'advance' })
  })
  it('does not count what the form began with as written', () => {
    expect(isWritten(initialValues('submit', ticketExample()))).toBe(false)
    expect(isWritten(written('x'))).toBe(true)
  })
})
