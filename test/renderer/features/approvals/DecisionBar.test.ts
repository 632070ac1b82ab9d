// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { Approval } from '#shared/contract/approval.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { client } from '../../../../renderer/api/client.ts'
import { useApprovalCommentsStore } from '../../../../renderer/features/approvals/queue/commentStore.ts'
import type { ApprovalQueue } from '../../../../renderer/features/approvals/queue/useApprovalQueue.ts'
import DecisionBar from '../../../../renderer/features/approvals/request/DecisionBar.vue'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useSessionStore } from '../../../../renderer/stores/session.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { createDisplayClock, displayClockKey } from '../../../../renderer/time/displayClock.ts'
import { provideTabPage } from '../../../../renderer/workspace/tabPage.ts'
import { approvalsTarget, keyOf } from '../../../../renderer/workspace/tabs.ts'
import { ticketExample } from '../tickets/ticketExample.ts'
import { approvalExample } from './approvalExample.ts'

const decide = vi.fn<() => Promise<boolean>>()
const queue = { sending: ref(false), problem: ref(null), refusal: ref(null), selected: ref(new Set()), decide, reload: vi.fn(async () => undefined) } as unknown as ApprovalQueue
const waiting = ticketExample({
  state: 'replied', replyOpen: false, replyRound: 1, allowedOperations: ['approve_return', 'reject_return'],
  pendingRequests: [{ id: '1', kind: 'return', state: 'pending', requestedAt: '2026-09-28T01:31:00.000Z', requestedVisitAt: null, requestedBy: '陈望' }],
})
let wrapper: ReturnType<typeof mount> | undefined

async function show(ticket: Ticket | null = waiting, approval: Approval = approvalExample({ id: '1' })) {
  const target = approvalsTarget('return')
  useWorkspaceStore().open(target)
  wrapper = mount(defineComponent({ setup() { provideTabPage(keyOf(target)); return () => h(DecisionBar, { approval, approvals: queue, ticket, records: [], single: false }) } }), {
    attachTo: document.body, global: { plugins: [i18n], provide: { [displayClockKey as symbol]: createDisplayClock(() => Date.now(), ref('Asia/Shanghai')) } },
  })
  await flushPromises()
  return wrapper
}
async function press(key: string, more: KeyboardEventInit = {}, target: EventTarget = document.body): Promise<void> {
  target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }))
  await flushPromises()
}

beforeEach(() => {
  localStorage.clear()
  setActivePinia(createPinia())
  decide.mockReset().mockResolvedValue(true)
  vi.spyOn(client, 'listDelegations').mockResolvedValue({ items: [] })
  useSessionStore().user = { id: '3', account: 'approver', name: '许文', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['approver'], ticketTypes: null, permissions: ['approvals.delegate'] }
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
})

describe('the decision bar', () => {
  it('spells both outcomes out beside the buttons', async () => {
    const bar = await show()
    const [approve, refuse] = bar.findAll('.gd-decision-outcomes p').map((one) => one.text())
    expect(approve).toBe('同意：已回复 → 待提交，派单结束，商场不再看到，违约撤回。')
    expect(refuse).toBe('不同意：已回复 → 未回复，计误退回一次，开启第 2 轮回复。')
  })
  it('approves with A, once, however long the key is held', async () => {
    await show()
    await press('a', { repeat: true })
    expect(decide).not.toHaveBeenCalled()
    await press('a')
    expect(decide).toHaveBeenCalledExactlyOnceWith('approve', undefined)
  })
  it('decides nothing before the ticket and its outcomes are on the screen', async () => {
    const bar = await show(null)
    await press('a')
    await press('r')
    expect(decide).not.toHaveBeenCalled()
    expect(bar.findAll('button').map((button) => button.attributes('disabled') !== undefined)).toEqual([true, true])
  })
  it('asks for the reason with R, takes it in the field, and sends it with Ctrl Enter', async () => {
    const bar = await show()
    await press('r')
    const field = bar.find('textarea')
    expect(decide).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(field.element)
    await press('Enter', { ctrlKey: true }, field.element)
    expect(decide).not.toHaveBeenCalled()
    expect(bar.find('[role=alert]').text()).toContain('不同意要写原因')
    await field.setValue('收货地址在本区')
    await press('a', {}, field.element)
    expect(decide).not.toHaveBeenCalled()
    await press('Enter', { ctrlKey: true }, field.element)
    expect(decide).toHaveBeenCalledExactlyOnceWith('reject', undefined)
  })
  it('keeps a comment that is too long and sends nothing', async () => {
    const bar = await show()
    useApprovalCommentsStore().keep('1', '字'.repeat(5_001))
    await flushPromises()
    await press('a')
    await press('r')
    expect(decide).not.toHaveBeenCalled()
    expect(bar.find('[role=alert]').text()).toContain('5,001')
  })
})
