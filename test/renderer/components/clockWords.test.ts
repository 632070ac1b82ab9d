// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { nextTick, ref } from 'vue'
import AlertCell from '../../../renderer/components/AlertCell.vue'
import FormField from '../../../renderer/components/FormField.vue'
import LevelBox from '../../../renderer/components/LevelBox.vue'
import RemainingTime from '../../../renderer/components/RemainingTime.vue'
import TimeText from '../../../renderer/components/TimeText.vue'
import { isMaskedPhone, spacePhone } from '../../../renderer/components/phoneText.ts'
import { i18n } from '../../../renderer/locales/i18n.ts'
import { displayClockKey } from '../../../renderer/time/displayClock.ts'

const now = ref(Date.parse('2026-09-29T05:42:00Z'))
const clock = { timeZone: ref('Asia/Shanghai'), now, keepTicking: () => () => undefined }
const global = { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } }
const dueAt = '2026-09-29T07:58:00Z'

describe('AlertCell', () => {
  it('shows icon and words of the running clock, in the colour that the server says', () => {
    const wrapper = mount(AlertCell, { props: { alert: 'blue', dueAt }, global })
    expect(wrapper.text()).toBe('剩 2时16分')
    expect(wrapper.classes()).toContain('gd-blue')
    expect(wrapper.find('svg').exists()).toBe(true)
  })
  it('turns red by itself when the deadline passes', async () => {
    const wrapper = mount(AlertCell, { props: { alert: 'blue', dueAt }, global })
    now.value = Date.parse('2026-09-29T08:20:00Z')
    await nextTick()
    expect(wrapper.text()).toBe('逾期 22分')
    expect(wrapper.classes()).toContain('gd-red')
    now.value = Date.parse('2026-09-29T05:42:00Z')
  })
  it('shows the judgement once no round is open', () => {
    expect(mount(AlertCell, { props: { alert: 'none', dueAt, open: false, timely: true }, global }).text()).toBe('及时')
    expect(mount(AlertCell, { props: { alert: 'none', dueAt, open: false, timely: false }, global }).text()).toBe('未及时')
    expect(mount(AlertCell, { props: { alert: 'none', dueAt: null }, global }).text()).toContain('–')
  })
})

describe('RemainingTime', () => {
  it('writes panels with spaces and full words', () => {
    expect(mount(RemainingTime, { props: { dueAt, length: 'long' }, global }).text()).toBe('剩 2 小时 16 分')
    expect(mount(RemainingTime, { props: { dueAt: '2026-10-08T01:26:00Z', length: 'long' }, global }).text()).toBe('剩 8 天 19 小时')
  })
  it('writes rows short, minutes with two digits beside hours', () => {
    expect(mount(RemainingTime, { props: { dueAt: '2026-09-30T00:47:00Z' }, global }).text()).toBe('剩 19时05分')
    expect(mount(RemainingTime, { props: { dueAt: '2026-09-30T09:42:00Z' }, global }).text()).toBe('剩 1天4时')
  })
  it('is blue within the span given and plain before it', () => {
    expect(mount(RemainingTime, { props: { dueAt, soonWithin: 4 * 3_600_000 }, global }).classes()).toContain('gd-blue')
    expect(mount(RemainingTime, { props: { dueAt, soonWithin: 3_600_000 }, global }).classes()).not.toContain('gd-blue')
  })
})

describe('TimeText', () => {
  it('writes the time of the configured zone and keeps the full one in its title', () => {
    const wrapper = mount(TimeText, { props: { at: dueAt }, global })
    expect(wrapper.text()).toBe('今天 15:58')
    expect(wrapper.attributes('title')).toBe('2026-09-29 15:58:00')
    expect(mount(TimeText, { props: { at: null }, global }).text()).toBe('')
  })
})

describe('LevelBox', () => {
  it('fills the highest level of each type, says urgent for enquiries, and shows nothing for none', () => {
    expect(mount(LevelBox, { props: { type: 'complaint', level: '1' }, global }).find('.is-highest').exists()).toBe(true)
    expect(mount(LevelBox, { props: { type: 'service', level: 'A' }, global }).find('.is-highest').exists()).toBe(true)
    expect(mount(LevelBox, { props: { type: 'complaint', level: '2' }, global }).find('.is-highest').exists()).toBe(false)
    expect(mount(LevelBox, { props: { type: 'complaint', level: '2', word: true }, global }).text()).toBe('2 级')
    expect(mount(LevelBox, { props: { type: 'consult', level: '1', word: true }, global }).text()).toBe('紧急')
    expect(mount(LevelBox, { props: { type: 'consult', level: 'none' }, global }).text()).toBe('')
  })
})

describe('FormField', () => {
  it('ties label and error to the control', () => {
    const wrapper = mount(FormField, {
      props: { label: '机构编码', required: true, errors: ['请填写机构编码'] }, global,
      slots: { default: `<template #default="{ control }"><input v-bind="control" /></template>` },
    })
    const input = wrapper.find('input')
    expect(wrapper.find('label').attributes('for')).toBe(input.attributes('id'))
    expect(wrapper.find(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('请填写机构编码')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(input.attributes('aria-required')).toBe('true')
  })
})

describe('phone texts', () => {
  it('spaces whole numbers and leaves masked ones', () => {
    expect(spacePhone('13900002671')).toBe('139 0000 2671')
    expect(spacePhone('139****2671')).toBe('139****2671')
    expect(isMaskedPhone('139****2671')).toBe(true)
    expect(isMaskedPhone('13900002671')).toBe(false)
  })
})
