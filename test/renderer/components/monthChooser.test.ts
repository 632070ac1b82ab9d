// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { ElDatePicker } from 'element-plus'
import { afterEach, describe, expect, it } from 'vitest'
import MonthChooser from '../../../renderer/components/MonthChooser.vue'
import { i18n } from '../../../renderer/locales/i18n.ts'

let view: VueWrapper
let month = ''
const begin = (first: string): void => {
  month = first
  view = mount(MonthChooser, { attachTo: document.body, props: { modelValue: first, latest: '2026-11', label: '统计月份', 'onUpdate:modelValue': choose }, global: { plugins: [i18n] } })
}
const chosen = (): string => month
async function choose(chosen: string): Promise<void> {
  month = chosen
  await view.setProps({ modelValue: chosen })
}
const button = (name: string) => view.find<HTMLButtonElement>(`button[aria-label="${name}"]`)
afterEach(() => view.unmount())

describe('the month chooser', () => {
  it('goes a month back and forth, over the ends of years, and no further than the latest', async () => {
    begin('2026-01')
    await button('上个月').trigger('click')
    expect(chosen()).toBe('2025-12')
    await button('下个月').trigger('click')
    expect(chosen()).toBe('2026-01')
    await choose('2026-11')
    expect(button('下个月').element.disabled).toBe(true)
    await button('上个月').trigger('click')
    expect([chosen(), button('下个月').element.disabled]).toEqual(['2026-10', false])
  })
  it('takes any month that is picked, and offers none that has not begun', async () => {
    begin('2026-10')
    const picker = view.getComponent(ElDatePicker)
    picker.vm.$emit('update:modelValue', '2019-02')
    await view.vm.$nextTick()
    expect(chosen()).toBe('2019-02')
    const isOff = picker.props('disabledDate') as (day: Date) => boolean
    expect([isOff(new Date(2026, 9, 1)), isOff(new Date(2026, 10, 1)), isOff(new Date(2026, 11, 1)), isOff(new Date(2027, 0, 1))]).toEqual([false, false, true, true])
  })
})
