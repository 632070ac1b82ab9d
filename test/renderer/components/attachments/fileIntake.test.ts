// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import { pastedFiles, useFileIntake } from '../../../../renderer/components/attachments/fileIntake.ts'

const picture = new File(['x'], 'image.png', { type: 'image/png' })
const transfer = (files: File[], types: string[]): DataTransfer => ({ files: Object.assign(files, { item: (at: number) => files[at] ?? null }), types, dropEffect: 'none' }) as unknown as DataTransfer
const taken: [string[], boolean][] = []
const active = ref(true)
let wrapper: ReturnType<typeof mount> | undefined

function start(): ReturnType<typeof mount> {
  taken.length = 0
  active.value = true
  wrapper = mount(defineComponent({
    setup() {
      const root = ref<HTMLElement>()
      const { dragging } = useFileIntake({ root: () => root.value, active: () => active.value, take: (files, pasted) => taken.push([files.map(({ name }) => name), pasted]) })
      return () => h('div', [h('form', { ref: root, class: dragging.value ? 'is-dragging' : '' }, [h('textarea')]), h('input', { class: 'search' })])
    },
  }), { attachTo: document.body })
  return wrapper
}
function fire(type: string, target: Element, data: DataTransfer): Event {
  const event = new Event(type, { bubbles: true, cancelable: true })
  Object.assign(event, type === 'paste' ? { clipboardData: data } : { dataTransfer: data, relatedTarget: null })
  target.dispatchEvent(event)
  return event
}
afterEach(() => wrapper?.unmount())

describe('what is pasted', () => {
  it('is a picture, unless a table or a document put one beside its text', () => {
    expect(pastedFiles(transfer([picture], ['Files']))).toEqual([picture])
    expect(pastedFiles(transfer([picture], ['text/plain', 'text/html', 'Files']))).toEqual([])
    expect(pastedFiles(null)).toEqual([])
  })
  it('is taken in the form and where no field has the focus, but not in a field elsewhere', () => {
    const { element } = start()
    expect(fire('paste', element.querySelector('textarea')!, transfer([picture], ['Files'])).defaultPrevented).toBe(true)
    fire('paste', document.body, transfer([picture], ['Files']))
    fire('paste', element.querySelector('.search')!, transfer([picture], ['Files']))
    expect(taken).toEqual([[['image.png'], true], [['image.png'], true]])
  })
  it('is left alone while the form is not in front, and when it is text', () => {
    const { element } = start()
    expect(fire('paste', element.querySelector('textarea')!, transfer([], ['text/plain'])).defaultPrevented).toBe(false)
    active.value = false
    fire('paste', element.querySelector('textarea')!, transfer([picture], ['Files']))
    expect(taken).toEqual([])
  })
})

describe('what is dragged', () => {
  it('is taken on the form; beside it nothing happens, and the page stays', async () => {
    const { element } = start()
    expect(fire('drop', element.querySelector('.search')!, transfer([picture], ['Files'])).defaultPrevented).toBe(true)
    expect(taken).toEqual([])
    fire('dragover', element.querySelector('textarea')!, transfer([picture], ['Files']))
    await wrapper!.vm.$nextTick()
    expect(element.querySelector('form')!.className).toBe('is-dragging')
    fire('drop', element.querySelector('textarea')!, transfer([picture], ['Files']))
    await wrapper!.vm.$nextTick()
    expect(taken).toEqual([[['image.png'], false]])
    expect(element.querySelector('form')!.className).toBe('')
  })
  it('may be text, which is nobody’s business here', () => {
    const { element } = start()
    expect(fire('drop', element.querySelector('textarea')!, transfer([], ['text/plain'])).defaultPrevented).toBe(false)
  })
})
