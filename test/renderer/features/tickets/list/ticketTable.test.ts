// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { findTab } from '#shared/domain/lists/tabs.ts'
import { columnsOf } from '../../../../../renderer/features/tickets/list/columns.ts'
import TicketTable from '../../../../../renderer/features/tickets/list/TicketTable.vue'
import { i18n } from '../../../../../renderer/locales/i18n.ts'
import { displayClockKey } from '../../../../../renderer/time/displayClock.ts'
import { generatedTickets } from '../../../../bench/scroll/generatedTickets.ts'

const NOW = Date.parse('2026-09-29T05:42:00Z')
const HEIGHT = 1_080
const now = ref(NOW)
const clock = { timeZone: ref('Asia/Shanghai'), now, keepTicking: () => () => undefined }
const rows = generatedTickets(500, new Date(NOW))
const columns = columnsOf(findTab('unreplied')!, { room: 1174 })
let frames: (() => void)[] = []
let wrapper: ReturnType<typeof table> | undefined
const table = (more: Partial<{ currentNo: string | null; selected: ReadonlySet<string> }> = {}) => mount(TicketTable, {
  props: { label: '未回复工单', columns, rows, offset: 0, total: 500, sort: null, currentNo: null, selected: new Set<string>(), scrollTop: 0, skeleton: false, ...more },
  global: { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } },
})
const tableElement = (): HTMLElement => wrapper!.element as HTMLElement
const elements = (): HTMLElement[] => [...tableElement().querySelectorAll<HTMLElement>('.gd-list-row')]
const places = (): number[] => elements().map((row) => Number(row.getAttribute('aria-rowindex')))
const waiting = (): HTMLElement[] => elements().filter((row) => row.dataset['waiting'] !== undefined)
const consecutive = (list: readonly number[]): boolean => list.every((one, at) => at === 0 || one === list[at - 1]! + 1)
async function frame(): Promise<void> {
  for (const one of frames.splice(0)) one()
  await nextTick()
}
async function scrollTo(top: number): Promise<void> {
  tableElement().scrollTop = top
  await wrapper!.trigger('scroll')
}

beforeEach(() => {
  setActivePinia(createPinia())
  now.value = NOW
  frames = []
  vi.stubGlobal('requestAnimationFrame', (one: () => void) => frames.push(one))
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(HEIGHT)
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the rows of a list', () => {
  it('stand in their order, each with its place in the whole list, and say by attributes what they are', async () => {
    wrapper = table({ currentNo: rows[1]!.no, selected: new Set([rows[2]!.no]) })
    await nextTick()
    expect(places()[0]).toBe(2)
    expect(consecutive(places())).toBe(true)
    const [first, second, third] = elements()
    expect(first!.textContent).toContain(rows[0]!.no)
    expect([first!.dataset['alert'], first!.dataset['unread']]).toEqual(['red', ''])
    expect(second!.dataset['current']).toBe('')
    expect(wrapper.attributes('aria-activedescendant')).toBe(second!.id)
    expect([second, third].map((row) => row!.getAttribute('aria-selected'))).toEqual(['false', 'true'])
    expect(third!.querySelector('input')!.checked).toBe(true)
  })
  it('are the same elements after a jump, filled in portions from the top of what is seen, and what waits for its portion is no row of the list meanwhile', async () => {
    wrapper = table()
    await nextTick()
    const before = elements()
    await scrollTo(200 * 32)
    expect(elements()).toEqual(before)
    const seenRows = Array.from({ length: Math.ceil(HEIGHT / 32) }, (_, at) => 202 + at)
    let portions = 0
    for (let last = 0; ; portions++) {
      await frame()
      if (waiting().length === 0) break
      const now = elements().filter((row) => !waiting().includes(row)).map((row) => Number(row.getAttribute('aria-rowindex'))).toSorted((one, other) => one - other)
      expect(now.length).toBeGreaterThan(last)
      if (now.length <= seenRows.length) expect(now).toEqual(seenRows.slice(0, now.length))
      else expect(now).toEqual(expect.arrayContaining(seenRows))
      expect(waiting().every((row) => row.id === '')).toBe(true)
      last = now.length
    }
    expect(portions).toBeGreaterThan(1)
    expect(consecutive(places())).toBe(true)
    expect(new Set(elements())).toEqual(new Set(before))
    expect(elements().map((row) => row.querySelector('.gd-list-no')!.firstChild!.textContent)).toEqual(places().map((place) => rows[place - 2]!.no))
    expect(frames).toEqual([])
  })
  it('ask for no frame where nothing came into sight', async () => {
    wrapper = table()
    await nextTick()
    await frame()
    await scrollTo(5)
    expect(frames).toEqual([])
  })
  it('open what is clicked, in the background with Ctrl, and do not take the row for it', async () => {
    wrapper = table()
    await nextTick()
    await wrapper.findAll('.gd-list-no')[3]!.trigger('click', { ctrlKey: true })
    await wrapper.findAll('.gd-list-row')[4]!.trigger('dblclick')
    expect(wrapper.emitted('open')).toEqual([[rows[3], true], [rows[4], false]])
    await wrapper.findAll('.gd-list-row')[5]!.trigger('click')
    await wrapper.findAll('.gd-list-check')[7]!.trigger('click')
    expect(wrapper.emitted('current')).toEqual([[rows[5]!.no]])
  })
  it('write times anew when the day ends, and what is left with the clock', async () => {
    wrapper = table()
    await nextTick()
    const due = (): string => elements()[19]!.querySelector('.gd-list-cell time')!.textContent!
    const left = (): string => elements()[21]!.querySelector('.gd-alert')!.textContent!
    const [today, first] = [due(), left()]
    expect(today).toMatch(/^今天 /)
    now.value = NOW + 5_000
    await nextTick()
    expect(due()).toBe(today)
    now.value = NOW + 11 * 3_600_000
    await nextTick()
    expect(due()).toMatch(/^09-29 /)
    expect(left()).not.toBe(first)
  })
})
