// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { User } from '#shared/contract/session.ts'
import type { Role } from '#shared/domain/organisation/roles.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import HomePage from '../../../../renderer/features/home/HomePage.vue'
import { useTicketListStore } from '../../../../renderer/features/tickets/list/listStore.ts'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useSessionStore } from '../../../../renderer/stores/session.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { displayClockKey } from '../../../../renderer/time/displayClock.ts'
import { provideTabPage } from '../../../../renderer/workspace/tabPage.ts'
import { homeTarget, keyOf } from '../../../../renderer/workspace/tabs.ts'
import { figuresExample, remindersExample } from './homeExample.ts'

const NOW = Date.parse('2026-09-29T05:42:00Z')
const clock = { timeZone: ref('Asia/Shanghai'), now: ref(NOW), keepTicking: () => () => undefined }
const noTickets = { items: [], nextCursor: null, total: 0, totalIsExact: true }
const noBreaches = { late_contact: 0, late_follow_up: 0, late_process: 0, dissatisfied: 0, second_complaint: 0, late_reply: 0, late_resolve: 0, wrong_return: 0 }
let view: VueWrapper

function signIn(roles: readonly Role[], id = '7', kind: User['organisation']['kind'] = 'hq'): void {
  useSessionStore().user = { id, name: '许文', roles, ticketTypes: null, permissions: [], organisation: { code: kind === 'mall' ? 'M0001' : 'HQ', name: '', kind } } as unknown as User
}
async function begin(): Promise<void> {
  useWorkspaceStore().open(homeTarget())
  const Tab = defineComponent({ setup() { provideTabPage(keyOf(homeTarget())); return () => h(HomePage) } })
  view = mount(Tab, { attachTo: document.body, global: { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } } })
  await flushPromises()
  // The figures are fetched when they are first looked at.
  await vi.dynamicImportSettled()
  await flushPromises()
}
const numbers = (): string[] => view.findAll('.gd-reminders b').map((one) => one.text())
const reminder = (word: string) => view.findAll('.gd-reminders a').find((one) => one.find('span').text() === word)!
const choose = async (word: string): Promise<void> => {
  await view.findAll('.el-radio-button').find((one) => one.text() === word)!.find('input').setValue(true)
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}
const asked = (tab: 'late_reply' | 'open') => useTicketListStore().memoryOf(tab).query.conditions

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] })
  setActivePinia(createPinia())
  localStorage.clear()
  vi.spyOn(client, 'getReminders').mockImplementation(async (request) => remindersExample(request.query.range))
  vi.spyOn(client, 'getFigures').mockImplementation(async (request) => figuresExample(request.query.month))
  vi.spyOn(client, 'getBreachReport').mockImplementation(async (request) => ({ month: request.query.month, penalties: noBreaches, rows: [], totals: { counts: noBreaches, amount: 0 }, marketingLines: [] }))
  vi.spyOn(client, 'countTickets').mockResolvedValue({ counts: {}, overdue: 4, dueSoon: 2 })
  vi.spyOn(client, 'queryTickets').mockResolvedValue(noTickets)
  vi.spyOn(client, 'listMessages').mockResolvedValue({ items: [], nextCursor: null, unread: 0 })
  vi.spyOn(client, 'getCalendar').mockRejectedValue(new ApiProblem({ status: 403, code: 'forbidden' }))
})
afterEach(() => {
  view.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the reminders on the home page', () => {
  it('show the numbers of the year, red where deadlines were missed, with what the clock says and the time of reading', async () => {
    signIn(['agent'])
    await begin()
    expect(numbers()).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(view.findAll('.gd-reminders b').filter((one) => one.classes('gd-red')).map((one) => one.text())).toEqual(['5', '6'])
    expect(reminder('未回复').text()).toContain('4 个已逾期')
    expect(reminder('未回复').text()).toContain('4 小时内 2 个')
    expect(view.find('.gd-home-reminders').text()).toContain('13:42 已更新')
  })
  it('say what came today, and of unreplied tickets what the clock says, if it says anything', async () => {
    signIn(['agent'])
    await begin()
    const note = (word: string) => reminder(word).findAll('.gd-small').map((one) => [one.text(), one.attributes('title')])
    expect(note('未查阅')).toEqual([['今天 0', '其中今天创建的']])
    expect(note('未闭环')).toEqual([['今天 +3', '其中今天创建的']])
    expect(note('不满意')).toEqual([['今天 +9', '其中今天才算进来的']])
    expect(reminder('未回复').text()).not.toContain('今天')
    vi.mocked(client.countTickets).mockResolvedValue({ counts: {}, overdue: 0, dueSoon: 0 })
    view.unmount()
    await begin()
    expect(note('未回复')).toEqual([['今天 +1', '其中今天创建的']])
  })
  it('open their tab with the conditions that give their number', async () => {
    signIn(['agent'])
    await begin()
    await reminder('未及时回复').trigger('click')
    expect(useWorkspaceStore().activeKey).toBe('/list/late_reply')
    expect(asked('late_reply')).toEqual([{ field: 'createdAt', op: 'between', value: ['2025-12-31T16:00:00.000Z', '2026-12-31T15:59:59.999Z'] }])
    await reminder('未解决').trigger('click')
    expect(useWorkspaceStore().activeKey).toBe('/list/open')
    expect(asked('open')[0]).toEqual({ field: 'state', op: 'in', value: ['unreplied', 'replied'] })
  })
  it('show this month on demand, and remember it for the person on this machine', async () => {
    signIn(['agent'])
    await begin()
    await choose('本月')
    expect(client.getReminders).toHaveBeenLastCalledWith({ query: { range: 'month' } })
    await reminder('未及时回复').trigger('click')
    expect(asked('late_reply')[0]).toEqual({ field: 'createdAt', op: 'between', value: ['2026-08-31T16:00:00.000Z', '2026-09-30T15:59:59.999Z'] })
    view.unmount()
    await begin()
    expect(client.getReminders).toHaveBeenLastCalledWith({ query: { range: 'month' } })
    view.unmount()
    signIn(['agent'], '8')
    await begin()
    expect(client.getReminders).toHaveBeenLastCalledWith({ query: { range: 'year' } })
  })
  it('keep the old numbers while new ones are read and when they do not come', async () => {
    signIn(['agent'])
    await begin()
    let answer: (value: ReturnType<typeof remindersExample>) => void = () => undefined
    vi.mocked(client.getReminders).mockImplementationOnce(() => new Promise((resolve) => { answer = resolve }))
    await vi.advanceTimersByTimeAsync(31_000)
    expect(numbers()[0]).toBe('1')
    answer(remindersExample('year', 101))
    await flushPromises()
    expect(numbers()[0]).toBe('101')
    vi.mocked(client.getReminders).mockRejectedValueOnce(new ApiProblem({ status: 503, code: 'database_unavailable', requestId: 'req-9' }))
    await vi.advanceTimersByTimeAsync(31_000)
    expect(numbers()[0]).toBe('101')
    expect(view.find('.gd-home-reminders [role=alert]').text()).toContain('req-9')
    await view.find('.gd-home-reminders [role=alert] button').trigger('click')
    await flushPromises()
    expect(view.find('.gd-home-reminders [role=alert]').exists()).toBe(false)
  })
})

describe('what stands below the reminders', () => {
  it('is what waits for an agent, who can look at the figures and finds them again', async () => {
    signIn(['agent'])
    await begin()
    expect(view.findAll('.gd-waiting h2').map((one) => one.text())).toEqual(['有新动态的工单', '待提交的工单'])
    expect(client.getFigures).not.toHaveBeenCalled()
    await choose('统计')
    expect(view.find('.gd-waiting').exists()).toBe(false)
    expect(client.getFigures).toHaveBeenCalledWith({ query: { month: '2026-09' } })
    view.unmount()
    await begin()
    expect(view.find('.gd-figures').exists()).toBe(true)
  })
  it('are the figures and the breach report for who supervises, with the waiting tickets one click away', async () => {
    signIn(['approver'])
    await begin()
    expect([view.find('.gd-figures').exists(), view.find('.gd-breach-summary').exists()]).toEqual([true, true])
    await choose('等待处理')
    expect(view.findAll('.gd-waiting')).toHaveLength(2)
  })
  it('keeps a fault to its part, which can be tried again', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    vi.mocked(client.getFigures).mockResolvedValueOnce({ ...figuresExample(), figures: { ...figuresExample().figures, scores: undefined as never } })
    signIn(['approver'])
    await begin()
    expect(view.find('.gd-home-main [role=alert]').text()).toContain('这一部分没有显示出来')
    expect([numbers().length, view.find('.gd-breach-summary').exists(), view.find('.gd-messages').exists()]).toEqual([10, true, true])
    await view.find('.gd-home-main [role=alert] button').trigger('click')
    await flushPromises()
    expect(view.find('.gd-totals b').text()).toBe('3,418')
  })
  it('has no breach report for an assisting party', async () => {
    signIn(['assistant'], '9', 'line')
    await begin()
    await choose('统计')
    expect([view.find('.gd-figures').exists(), view.find('.gd-breach-summary').exists()]).toEqual([true, false])
    expect(client.getBreachReport).not.toHaveBeenCalled()
  })
})
