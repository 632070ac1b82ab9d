// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref, type VNode } from 'vue'
import type { Breach, BreachReport } from '#shared/contract/report.ts'
import { BREACH_KINDS, breachAmount } from '#shared/domain/breaches.ts'
import type { BreachCounts } from '#shared/domain/breaches.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import BreachReportPage from '../../../../renderer/features/reports/BreachReportPage.vue'
import BreachSummary from '../../../../renderer/features/reports/BreachSummary.vue'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useClockStore } from '../../../../renderer/stores/clock.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { displayClockKey } from '../../../../renderer/time/displayClock.ts'
import { provideTabPage } from '../../../../renderer/workspace/tabPage.ts'
import { breachReportTarget, homeTarget, keyOf, type TabTarget } from '../../../../renderer/workspace/tabs.ts'

const clock = { timeZone: ref('Asia/Shanghai'), now: ref(Date.parse('2026-09-29T05:42:00Z')), keepTicking: () => () => undefined }
const penalties = Object.fromEntries(BREACH_KINDS.map((kind, index) => [kind, index === 0 ? 0 : index * 50.5])) as BreachCounts
const countsOf = (first: number): BreachCounts => Object.fromEntries(BREACH_KINDS.map((kind, index) => [kind, index === 3 ? 0 : first + index])) as BreachCounts
const rowOf = (code: string, first: number): BreachReport['rows'][number] => ({ mall: { code, name: `${code}商场`, marketingLine: '南区' }, counts: countsOf(first), amount: breachAmount(countsOf(first), penalties) })
function reportOf(codes: readonly string[], month = '2026-09'): BreachReport {
  const rows = codes.map((code, index) => rowOf(code, index + 1))
  const counts = Object.fromEntries(BREACH_KINDS.map((kind) => [kind, rows.reduce((sum, row) => sum + row.counts[kind], 0)])) as BreachCounts
  return { month, penalties, rows, totals: { counts, amount: breachAmount(counts, penalties) }, marketingLines: ['北区', '南区'] }
}
const breachOf = (id: number): Breach => ({
  id: String(id), kind: 'late_reply', happenedAt: '2026-09-20T02:00:00.000Z', mall: { code: 'M0001', name: '澜州江北商场' },
  ticket: { no: `26090029${String(id).padStart(2, '0')}`, type: 'complaint', level: '2', state: 'closed', customerName: '沈若兰', latestFeedback: '门拉不动。' },
})
const pageOf = (first: number, count: number, total: number, nextCursor: string | null) => ({ items: Array.from({ length: count }, (_, index) => breachOf(first + index)), nextCursor, total, totalIsExact: true })
let view: VueWrapper

async function show(target: TabTarget, page: () => VNode): Promise<void> {
  useWorkspaceStore().open(target)
  const Tab = defineComponent({ setup() { provideTabPage(keyOf(target)); return page } })
  view = mount(Tab, { attachTo: document.body, global: { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } } })
  await flushPromises()
}
/** As the workspace shows it: with the parameters of its tab. */
const begin = (given: Parameters<typeof breachReportTarget>[0] = {}): Promise<void> =>
  show(breachReportTarget(given), () => h(BreachReportPage, { report: 'breaches', ...useWorkspaceStore().tabs[0]?.parameters }))
const row = (index: number): string[] => view.findAll('.gd-breaches tbody tr')[index]!.findAll('th, td').map((cell) => cell.text())
const number = (label: string) => view.find<HTMLButtonElement>(`button[aria-label^="${label}"]`)

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  useClockStore().offset = clock.now.value - Date.now()
  vi.spyOn(client, 'getBreachReport').mockImplementation(async (request) => reportOf(['M0027', 'M0014'], request.query.month))
  vi.spyOn(client, 'listBreaches').mockResolvedValue(pageOf(1, 2, 2, null))
})
afterEach(() => {
  view.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})

describe('the breach report', () => {
  it('has all eight kinds by mall with their penalties, sums and totals; zeros are grey and lead nowhere', async () => {
    await begin()
    expect(client.getBreachReport).toHaveBeenLastCalledWith({ query: { month: '2026-09' } })
    expect(view.findAll('.gd-breaches thead tr:first-child th').map((cell) => cell.text())).toEqual(['商场', '营销线', '未及时联系', '未及时跟进', '未及时处理', '处理不满意', '2次及多次投诉', '未及时回复', '未及时解决', '误退回', '合计（元）'])
    expect(view.findAll('.gd-breaches-penalties td').map((cell) => cell.text())).toEqual(['', '0', '50.50', '101', '151.50', '202', '252.50', '303', '353.50', ''])
    expect(row(0)).toEqual(['M0027 M0027商场', '南区', '1', '2', '3', '0', '5', '6', '7', '8', '7,878.00'])
    expect(view.findAll('.gd-breaches tfoot th, .gd-breaches tfoot td').map((cell) => cell.text())).toEqual(['合计 2 个商场', '', '3', '5', '7', '0', '11', '13', '15', '17', '17,018.50'])
    const zero = view.findAll('.gd-breaches tbody tr')[0]!.findAll('td')[4]!
    expect([zero.find('button').exists(), zero.find('.gd-text-3').exists()]).toEqual([false, true])
  })
  it('opens the breaches of a number beside it, page by page, and each opens its ticket', async () => {
    vi.mocked(client.listBreaches).mockImplementation(async ({ query }) => (query.cursor ? pageOf(51, 20, 70, null) : pageOf(1, 50, 70, 'next')))
    await begin()
    await number('M0027 M0027商场 未及时回复 6 次').trigger('click')
    await flushPromises()
    expect(client.listBreaches).toHaveBeenLastCalledWith({ query: { month: '2026-09', mallCode: 'M0027', kind: 'late_reply', limit: 50 } })
    const panel = view.find('.gd-breach-panel')
    expect(panel.find('h2').text()).toBe('未及时回复70 次')
    expect(document.activeElement).toBe(panel.find('h2').element)
    expect(panel.text()).toContain('第 1–50 次，共 70 次')
    await panel.findAll('footer button').at(-1)!.trigger('click')
    await flushPromises()
    expect(client.listBreaches).toHaveBeenLastCalledWith({ query: { month: '2026-09', mallCode: 'M0027', kind: 'late_reply', cursor: 'next', limit: 50 } })
    expect(panel.text()).toContain('第 51–70 次，共 70 次')
    await panel.find('li a').trigger('click')
    expect(useWorkspaceStore().active).toMatchObject({ kind: 'ticket', parameters: { no: '2609002951' }, title: '投诉 2609002951' })
  })
  it('opens all of a mall behind its sum, all of a kind behind a total; Escape goes back to the number', async () => {
    await begin()
    await number('M0014 M0014商场 的全部违约').trigger('click')
    await flushPromises()
    expect(client.listBreaches).toHaveBeenLastCalledWith({ query: { month: '2026-09', mallCode: 'M0014', limit: 50 } })
    const total = number('全部商场 误退回 17 次')
    total.element.focus()
    await total.trigger('click')
    await flushPromises()
    expect(client.listBreaches).toHaveBeenLastCalledWith({ query: { month: '2026-09', kind: 'wrong_return', limit: 50 } })
    expect(total.attributes('aria-expanded')).toBe('true')
    await view.find('.gd-breach-panel').trigger('keydown', { key: 'Escape' })
    await flushPromises()
    expect(view.find('.gd-breach-panel').exists()).toBe(false)
    expect(document.activeElement).toBe(total.element)
  })
  it('is of the month and line it was opened with, and of others that are chosen', async () => {
    await begin({ month: '2026-07', marketingLine: '南区' })
    expect(client.getBreachReport).toHaveBeenLastCalledWith({ query: { month: '2026-07', marketingLine: '南区' } })
    await view.findAll('.gd-months-step')[1]!.trigger('click')
    await flushPromises()
    expect(client.getBreachReport).toHaveBeenLastCalledWith({ query: { month: '2026-08', marketingLine: '南区' } })
    await number('M0027 M0027商场 未及时回复').trigger('click')
    await flushPromises()
    expect(client.listBreaches).toHaveBeenLastCalledWith({ query: { month: '2026-08', marketingLine: '南区', mallCode: 'M0027', kind: 'late_reply', limit: 50 } })
    await view.findAll('.gd-months-step')[1]!.trigger('click')
    await flushPromises()
    expect(view.find('.gd-breach-panel').exists()).toBe(false)
    expect(view.findAll('.gd-months-step')[1]!.attributes('disabled')).toBeDefined()
    expect(useWorkspaceStore().tabs[0]?.parameters).toEqual({ report: 'breaches', month: '', marketingLine: '南区' })
    // Opened again from the home page, for another month and all lines.
    useWorkspaceStore().open(breachReportTarget({ month: '2026-06', marketingLine: '' }))
    await flushPromises()
    expect(client.getBreachReport).toHaveBeenLastCalledWith({ query: { month: '2026-06' } })
    useWorkspaceStore().open(breachReportTarget({ month: 'nonsense' }))
    await flushPromises()
    expect(client.getBreachReport).toHaveBeenLastCalledWith({ query: { month: '2026-09' } })
  })
  it('has an empty month, an error with another try, and a word for who may not see it', async () => {
    vi.mocked(client.getBreachReport).mockResolvedValueOnce({ ...reportOf([]), rows: [] })
    await begin()
    expect(view.text()).toContain('2026 年 9 月没有违约')
    vi.mocked(client.getBreachReport).mockRejectedValueOnce(new ApiProblem({ status: 503, code: 'database_unavailable', requestId: 'req-5' }))
    await view.findAll('.gd-months-step')[0]!.trigger('click')
    await flushPromises()
    expect(view.find('[role=alert]').text()).toContain('req-5')
    vi.mocked(client.getBreachReport).mockRejectedValueOnce(new ApiProblem({ status: 403, code: 'forbidden' }))
    await view.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(view.text()).toContain('您的账号没有违约处理报表')
    expect(view.find('.gd-months').exists()).toBe(false)
  })
})

describe('the report on the home page', () => {
  it('shows the first malls, the totals of all, and opens the whole for the same month and line', async () => {
    vi.mocked(client.getBreachReport).mockResolvedValue(reportOf(Array.from({ length: 20 }, (_, index) => `M00${index + 10}`)))
    await show(homeTarget(), () => h(BreachSummary, { month: '2026-09', line: '', selection: null }))
    expect(view.findAll('.gd-breaches tbody tr').length).toBeLessThan(20)
    expect(view.find('.gd-breaches tfoot').text()).toContain('合计 20 个商场')
    expect(view.text()).toContain('9 月 · 按违约发生时间')
    await view.findAll('a').find((one) => one.text() === '全部 20 个商场')!.trigger('click')
    expect(useWorkspaceStore().active).toMatchObject({ key: '/reports/breaches', parameters: { month: '2026-09', marketingLine: '' } })
  })
})
