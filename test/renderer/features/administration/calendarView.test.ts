// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { CalendarYear } from '#shared/contract/calendar.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import CalendarView from '../../../../renderer/features/administration/calendar/CalendarView.vue'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { displayClockKey } from '../../../../renderer/time/displayClock.ts'
import { provideTabPage } from '../../../../renderer/workspace/tabPage.ts'
import { administrationTarget, keyOf } from '../../../../renderer/workspace/tabs.ts'

const NOW = Date.parse('2026-11-23T02:00:00Z')
const target = administrationTarget('calendar')
const yearOf = (more: Partial<CalendarYear> = {}): CalendarYear => ({ year: 2026, covered: true, uncoveredYears: [], days: [], recomputation: null, ...more })
const national = { day: '2026-10-01', working: false, source: 'holiday_data' as const, name: '国庆节', englishName: 'National Day', changedByName: null, changedAt: null }
let view: VueWrapper

async function begin(): Promise<void> {
  useWorkspaceStore().open(target)
  const Tab = defineComponent({ setup() { provideTabPage(keyOf(target)); return () => h(CalendarView, { title: '工作日历' }) } })
  view = mount(Tab, { attachTo: document.body, global: { plugins: [i18n], provide: { [displayClockKey as symbol]: { timeZone: ref('Asia/Shanghai'), now: ref(NOW), keepTicking: () => () => undefined } } } })
  await flushPromises()
}
const day = (text: string) => view.find(`[data-day="${text}"]`)
const dirty = (): boolean => useWorkspaceStore().tabs[0]?.dirty ?? false

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
  setActivePinia(createPinia())
})
afterEach(() => {
  view.unmount()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the calendar page', () => {
  it('marks days off and shifted working days by words, and says where they come from', async () => {
    vi.spyOn(client, 'getCalendar').mockResolvedValue(yearOf({ days: [national, { ...national, day: '2026-10-10', working: true }, { ...national, day: '2026-11-24', source: 'administrator', name: '盘点', changedByName: '程砚', changedAt: '2026-11-20T02:00:00.000Z' }] }))
    await begin()
    expect([day('2026-10-01').find('em').text(), day('2026-10-10').find('em').text(), day('2026-10-11').find('em').text(), day('2026-10-09').find('em').exists()]).toEqual(['休', '班', '休', false])
    expect(day('2026-10-01').text()).toContain('休息日 · 国庆节 · 法定节假日数据')
    expect(day('2026-11-24').classes()).toContain('is-own')
    expect(day('2026-11-24').text()).toContain('程砚 11-20 10:00 自定义')
    expect(view.find('.gd-entries').text()).toContain('盘点')
  })
  it('chooses a range with the keyboard, says what will happen, saves it and keeps nothing unsent', async () => {
    vi.spyOn(client, 'getCalendar').mockResolvedValue(yearOf())
    const save = vi.spyOn(client, 'setCalendarDays').mockResolvedValue(yearOf({ recomputation: { startedAt: new Date(NOW).toISOString(), looked: 12, changed: 3 } }))
    await begin()
    await day('2026-11-23').trigger('keydown', { key: 'ArrowRight', shiftKey: true })
    await day('2026-11-24').trigger('keydown', { key: 'ArrowRight', shiftKey: true })
    expect(view.find('.gd-day-form').text()).toContain('3 天由工作日变为休息日')
    expect(view.findAll('[aria-selected=true]').map((cell) => cell.attributes('data-day'))).toEqual(['2026-11-23', '2026-11-24', '2026-11-25'])
    await view.find('.gd-day-form input[type=text]').setValue('盘点')
    expect(dirty()).toBe(true)
    await view.find('.gd-day-form').trigger('submit')
    await flushPromises()
    expect(save).toHaveBeenCalledWith({ body: { from: '2026-11-23', to: '2026-11-25', working: false, note: '盘点' } })
    expect([dirty(), view.find('.gd-calendar-progress').text()]).toEqual([false, '正在重算时限：已看 12 张，改了 3 张，今天 10:00 开始。'])
    await vi.advanceTimersByTimeAsync(1_500)
    await flushPromises()
    expect(view.find('.gd-calendar-progress').text()).toContain('时限已重算完')
  })
  it('keeps the note when the server refuses, with the reason beside it', async () => {
    vi.spyOn(client, 'getCalendar').mockResolvedValue(yearOf())
    vi.spyOn(client, 'setCalendarDays').mockRejectedValue(new ApiProblem({ status: 503, code: 'database_unavailable', requestId: 'req-1' }))
    await begin()
    const note = view.find<HTMLInputElement>('.gd-day-form input[type=text]')
    await note.setValue('盘点')
    await view.find('.gd-day-form').trigger('submit')
    await flushPromises()
    expect(view.find('.gd-day-form [role=alert]').text()).toContain('req-1')
    expect([note.element.value, dirty()]).toEqual(['盘点', true])
  })
  it('announces years without data with what to do, and shows such a year', async () => {
    const read = vi.spyOn(client, 'getCalendar').mockImplementation(async ({ query }) => yearOf({ year: Number(query.year), covered: query.year === 2026, uncoveredYears: [2027] }))
    await begin()
    expect(view.find('.gd-notice').text()).toContain('2027 年的放假安排还没有收录')
    await view.find('.gd-notice button').trigger('click')
    await flushPromises()
    expect(read).toHaveBeenLastCalledWith({ query: { year: 2027 } })
    expect(view.find('.gd-list-head').text()).toContain('法定安排未收录')
    expect(day('2027-01-01').exists()).toBe(true)
  })
  it('says what failed with a way to try again, and that the account may not', async () => {
    const read = vi.spyOn(client, 'getCalendar').mockRejectedValueOnce(new ApiProblem({ status: 500, code: 'internal_error', requestId: 'req-2' })).mockRejectedValueOnce(new ApiProblem({ status: 403, code: 'forbidden' }))
    await begin()
    expect(view.text()).toContain('没有读到工作日历')
    await view.find('.gd-message button').trigger('click')
    await flushPromises()
    expect([read.mock.calls.length, view.text().includes('您没有管理权限')]).toEqual([2, true])
  })
})
