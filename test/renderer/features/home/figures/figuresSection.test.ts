// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, reactive, ref } from 'vue'
import type { Condition } from '#shared/contract/query.ts'
import { client } from '../../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../../renderer/api/problem.ts'
import FiguresSection from '../../../../../renderer/features/home/figures/FiguresSection.vue'
import { useTicketListStore } from '../../../../../renderer/features/tickets/list/listStore.ts'
import { i18n } from '../../../../../renderer/locales/i18n.ts'
import { useWorkspaceStore } from '../../../../../renderer/stores/workspace.ts'
import { displayClockKey } from '../../../../../renderer/time/displayClock.ts'
import { provideTabPage } from '../../../../../renderer/workspace/tabPage.ts'
import { homeTarget, keyOf } from '../../../../../renderer/workspace/tabs.ts'
import { figuresExample } from '../homeExample.ts'

const clock = { timeZone: ref('Asia/Shanghai'), now: ref(Date.parse('2026-09-29T05:42:00Z')), keepTicking: () => () => undefined }
const given = reactive({ month: '2026-09', today: '2026-09-29', asTable: false })
const SEPTEMBER: Condition = { field: 'firstSubmittedAt', op: 'between', value: ['2026-08-31T16:00:00.000Z', '2026-09-30T15:59:59.999Z'] }
const THE_FIFTH: Condition = { field: 'firstSubmittedAt', op: 'between', value: ['2026-09-04T16:00:00.000Z', '2026-09-05T15:59:59.999Z'] }
let view: VueWrapper

async function begin(): Promise<void> {
  useWorkspaceStore().open(homeTarget())
  const Tab = defineComponent({ setup() { provideTabPage(keyOf(homeTarget())); return () => h(FiguresSection, given) } })
  view = mount(Tab, { attachTo: document.body, global: { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } } })
  await settle()
}
async function settle(): Promise<void> {
  await flushPromises()
  await vi.dynamicImportSettled()
  await flushPromises()
}
const link = (label: string) => view.find(`a[aria-label^="${label} "]`)
const asked = (): readonly Condition[] => useTicketListStore().memoryOf('figures').query.conditions

beforeEach(() => {
  setActivePinia(createPinia())
  localStorage.clear()
  Object.assign(given, { month: '2026-09', today: '2026-09-29', asTable: false })
  vi.spyOn(client, 'getFigures').mockImplementation(async (request) => figuresExample(request.query.month))
})
afterEach(() => {
  view.unmount()
  document.body.innerHTML = ''
  vi.restoreAllMocks()
})

describe('the figures of a month', () => {
  it('stand as numbers, with the rates beside those of the month before', async () => {
    await begin()
    expect(view.findAll('.gd-totals b').map((one) => one.text())).toEqual(['3,418', '2,231', '742', '445', '38', '4.1% · 96 / 2,327'])
    expect(view.findAll('.gd-rates li').map((row) => [row.find('.gd-rate-name').text(), row.find('b').text(), row.find('.gd-rate-difference').text().replace('比上月', '')])).toEqual([
      ['及时回复率', '96.8%', '+0.7'], ['及时解决率', '91.2%', '−1.4'], ['及时联系率', '94.5%', ''], ['及时跟进率', '92.7%', '持平'], ['及时处理率', '88.9%', '持平'], ['客户处理满意率', '93.1%', '持平'],
    ])
    expect(view.findAll('.gd-rate-bar').map((bar) => bar.findAll('u').length)).toEqual([1, 1, 0, 1, 1, 1])
    expect(view.find('.gd-rate-bar u').attributes('style')).toContain('left: 87')
    expect(view.findAll('.gd-score-legend li').map((one) => one.text())).toEqual(['很满意 862', '满意 648', '一般 78', '不太满意 24', '很不满意 10'])
    expect(view.findAll('.gd-scores i').map((one) => one.attributes('style'))).toEqual(['862', '648', '78', '24', '10'].map((grow) => `flex-grow: ${grow};`))
  })
  it.each([
    ['工单量', []],
    ['投诉', [{ field: 'type', op: 'eq', value: 'complaint' }]],
    ['二次投诉', [{ field: 'type', op: 'eq', value: 'complaint' }, { field: 'secondComplaint', op: 'eq', value: true }]],
    ['售服升级的工单', [{ field: 'escalatedAt', op: 'is_null', value: false }]],
    ['售服升级投诉率的分母', [{ field: 'serviceOrEscalated', op: 'eq', value: true }]],
    ['及时解决率的分子', [{ field: 'resolveTimely', op: 'eq', value: true }]],
    ['及时解决率的分母', [{ field: 'resolveTimely', op: 'is_null', value: false }]],
    ['未及时解决 251 张', [{ field: 'resolveTimely', op: 'eq', value: false }]],
    ['不太满意', [{ field: 'type', op: 'in', value: ['complaint', 'service'] }, { field: 'satisfaction.score', op: 'in', value: ['dissatisfied'] }]],
  ] as const)('open the tickets behind %s', async (label, more) => {
    await begin()
    await link(label).trigger('click')
    expect(useWorkspaceStore().activeKey).toBe('/list/figures')
    expect(asked()).toEqual([SEPTEMBER, ...more])
  })
  it('open what a bar and a segment stand for', async () => {
    await begin()
    await view.findAll('.gd-rate-rest')[0]!.trigger('click')
    expect(asked().slice(1)).toEqual([{ field: 'replyTimely', op: 'eq', value: false }])
    await view.findAll('.gd-rate-part')[0]!.trigger('click')
    expect(asked().slice(1)).toEqual([{ field: 'replyTimely', op: 'eq', value: true }])
    await view.find('.gd-scores .is-neutral').trigger('click')
    expect(asked().at(-1)).toEqual({ field: 'satisfaction.score', op: 'in', value: ['neutral'] })
  })
  it('say what they mean, with the number of the month before, on keyboard focus', async () => {
    await begin()
    const term = view.find<HTMLElement>('.gd-rate-name')
    expect(term.attributes('tabindex')).toBe('0')
    await term.trigger('focus')
    await vi.waitFor(() => expect(document.querySelector('.gd-term-popper')?.textContent).toContain('及时回复的工单 ÷ 已判定是否及时回复的工单。'))
    expect(document.querySelector('.gd-term-popper')?.textContent).toContain('上月 96.1 %（961 / 1,000）')
  })
  it('stay, pale, while another month is read, and give way to the newest that was asked for', async () => {
    await begin()
    const answers: ((month: string) => void)[] = []
    vi.mocked(client.getFigures).mockImplementation(() => new Promise((resolve) => { answers.push((month) => resolve(figuresExample(month, { total: month === '2026-08' ? 8 : 7 }))) }))
    given.month = '2026-08'
    await settle()
    expect(view.find('.gd-totals b').text()).toBe('3,418')
    expect(view.find('.gd-figures-columns').classes()).toContain('is-old')
    given.month = '2026-07'
    await settle()
    answers[0]!('2026-08')
    await settle()
    expect(view.find('.gd-totals b').text()).toBe('3,418')
    answers[1]!('2026-07')
    await settle()
    expect(view.find('.gd-totals b').text()).toBe('7')
    expect(view.find('.gd-figures-columns').classes()).not.toContain('is-old')
  })
  it('have an empty month, an error with another try, and a word for who may not see them', async () => {
    vi.mocked(client.getFigures).mockResolvedValue(figuresExample('2026-09', { total: 0 }))
    await begin()
    expect(view.text()).toContain('2026 年 9 月没有提交过的工单')
    vi.mocked(client.getFigures).mockRejectedValue(new ApiProblem({ status: 500, code: 'internal_error', requestId: 'req-3' }))
    given.month = '2026-08'
    await settle()
    expect(view.find('[role=alert]').text()).toContain('req-3')
    vi.mocked(client.getFigures).mockRejectedValueOnce(new ApiProblem({ status: 403, code: 'forbidden' })).mockImplementation(async (request) => figuresExample(request.query.month))
    await view.find('[role=alert] button').trigger('click')
    await settle()
    expect(view.text()).toContain('您的账号没有统计')
    given.month = '2026-07'
    await settle()
    expect(view.find('.gd-totals b').text()).toBe('3,418')
  })
})

describe('the columns of the days', () => {
  it('are told day by day to the keyboard, and open a day', async () => {
    await begin()
    const slider = view.find('[role=slider]')
    expect(slider.attributes()).toMatchObject({ 'aria-label': '2026 年 9 月每天工单量，按类型', 'aria-valuenow': '29', 'aria-valuemax': '30' })
    await slider.trigger('keydown', { key: 'Home' })
    for (const _ of [1, 2, 3, 4]) await slider.trigger('keydown', { key: 'ArrowRight' })
    expect(slider.attributes('aria-valuetext')).toBe('09-05 周六，休息日，共 8 张，售服 5，投诉 2，咨询与建议 1')
    await slider.trigger('keydown', { key: 'Enter' })
    expect(asked()).toEqual([THE_FIFTH])
  })
  it('are a table on demand, in which each number opens its tickets', async () => {
    given.asTable = true
    await begin()
    const row = view.findAll('.gd-day-table tbody tr')[4]!
    expect(row.findAll('th, td').map((cell) => cell.text())).toEqual(['09-05 周六 休息日', '5', '2', '1', '8'])
    await row.findAll('a')[1]!.trigger('click')
    expect(asked()).toEqual([THE_FIFTH, { field: 'type', op: 'eq', value: 'complaint' }])
  })
  it('become numbers where nothing can be drawn, and the page goes on', async () => {
    // There is no canvas here: with a size, the drawing library tries and fails.
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(796)
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(212)
    vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockImplementation(() => { throw new Error('no context') })
    await begin()
    await vi.waitFor(() => expect(view.find('.gd-day-table').exists()).toBe(true))
    expect(view.text()).toContain('图没有画出来，先看数字。')
    expect(view.find('.gd-totals b').text()).toBe('3,418')
  })
})
