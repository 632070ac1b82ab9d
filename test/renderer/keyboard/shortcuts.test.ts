// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it, vi } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { combinationOf, printedKeys, shortcuts } from '../../../renderer/keyboard/shortcuts.ts'
import { useShortcuts } from '../../../renderer/keyboard/useShortcuts.ts'

const press = (target: EventTarget, key: string, more: KeyboardEventInit = {}): KeyboardEvent => {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}
const withKeys = (handlers: Parameters<typeof useShortcuts>[0], active: () => boolean = () => true) =>
  mount(defineComponent({ setup() { useShortcuts(handlers, active); return () => h('div', [h('input'), h('button')]) } }), { attachTo: document.body })

describe('combinationOf', () => {
  const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  it('writes modifiers in one order and letters small', () => {
    expect(combinationOf({ ...plain, key: 'Tab', ctrlKey: true, shiftKey: true })).toBe('Ctrl+Shift+Tab')
    expect(combinationOf({ ...plain, key: 'J' })).toBe('j')
    expect(combinationOf({ ...plain, key: 's', metaKey: true })).toBe('Ctrl+s')
  })
  it('tells a letter with Shift from the letter alone, whatever the caps lock says', () => {
    expect(combinationOf({ ...plain, key: 'A', shiftKey: true })).toBe('Shift+a')
    expect(combinationOf({ ...plain, key: 'a', shiftKey: true })).toBe('Shift+a')
    expect(combinationOf({ ...plain, key: 'A' })).toBe('a')
  })
  it('does not count the Shift that a character needs', () => {
    expect(combinationOf({ ...plain, key: '?', shiftKey: true })).toBe('?')
  })
})

describe('shortcuts', () => {
  it('gives no combination two meanings', () => {
    const all = Object.values(shortcuts).flatMap((shortcut) => shortcut.keys)
    expect(new Set(all).size).toBe(all.length)
  })
  it('prints in a browser the combination that the browser leaves to the page', () => {
    expect(printedKeys('newTicket', false)).toBe('Ctrl N')
    expect(printedKeys('newTicket', true)).toBe('Alt N')
    expect(printedKeys('openRow', true)).toBe('Enter')
  })
})

describe('useShortcuts', () => {
  it('leaves plain letters to who types, but hears combinations', () => {
    const nextTicket = vi.fn()
    const saveForm = vi.fn()
    const wrapper = withKeys({ nextTicket, saveForm })
    const input = wrapper.find('input').element
    press(input, 'j')
    expect(nextTicket).not.toHaveBeenCalled()
    const event = press(input, 's', { ctrlKey: true })
    expect(saveForm).toHaveBeenCalledOnce()
    expect(event.defaultPrevented).toBe(true)
    press(document.body, 'j')
    expect(nextTicket).toHaveBeenCalledOnce()
    wrapper.unmount()
    press(document.body, 'j')
    expect(nextTicket).toHaveBeenCalledOnce()
  })
  it('leaves Enter to the button that has the focus', () => {
    const openRow = vi.fn()
    const wrapper = withKeys({ openRow })
    press(wrapper.find('button').element, 'Enter')
    expect(openRow).not.toHaveBeenCalled()
    press(document.body, 'Enter')
    expect(openRow).toHaveBeenCalledOnce()
    wrapper.unmount()
  })
  it('asks the newest page that is in front, and passes on what it refuses', () => {
    const asked: string[] = []
    const front = ref(true)
    const frame = withKeys({ saveForm: () => { asked.push('frame') } })
    const page = withKeys({ saveForm: () => { asked.push('page'); return false } }, () => front.value)
    press(document.body, 's', { ctrlKey: true })
    expect(asked).toEqual(['page', 'frame'])
    front.value = false
    press(document.body, 's', { ctrlKey: true })
    expect(asked).toEqual(['page', 'frame', 'frame'])
    page.unmount()
    frame.unmount()
  })
  it('is silent while an input method composes', () => {
    const submitForm = vi.fn()
    const wrapper = withKeys({ submitForm })
    press(wrapper.find('input').element, 'Enter', { ctrlKey: true, isComposing: true })
    expect(submitForm).not.toHaveBeenCalled()
    wrapper.unmount()
  })
})
