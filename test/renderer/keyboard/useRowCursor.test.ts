// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick, ref } from 'vue'
import { useRowCursor, type RowCursor } from '../../../renderer/keyboard/useRowCursor.ts'

interface Row { id: string }
const pages: readonly (readonly Row[])[] = [[{ id: 'a' }, { id: 'b' }, { id: 'c' }], [{ id: 'd' }]]
const page = ref(0)
const rows = ref<readonly Row[]>([])
const currentId = ref<string | null>(null)
let unmount = (): void => undefined

function begin(open: (row: Row) => void = () => undefined): RowCursor {
  page.value = 0
  rows.value = pages[0]!
  currentId.value = null
  const go = (to: number) => async (): Promise<boolean> => {
    if (!pages[to]) return false
    page.value = to
    rows.value = pages[to]
    return true
  }
  let cursor: RowCursor | undefined
  const view = { reveal: async () => undefined, pageRows: () => 2, focus: () => undefined }
  const wrapper = mount({
    template: '<i />',
    setup() {
      cursor = useRowCursor({ rows: () => rows.value, idOf: ({ id }) => id, currentId: () => currentId.value, setCurrent: (id) => { currentId.value = id }, goNext: () => go(page.value + 1)(), goPrevious: () => go(page.value - 1)() }, () => view, open, () => true)
    },
  })
  unmount = () => wrapper.unmount()
  return cursor!
}
async function press(...keys: string[]): Promise<void> {
  for (const key of keys) {
    window.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
    await nextTick()
    await Promise.resolve()
  }
}
afterEach(() => unmount())

describe('the keys of a list', () => {
  it('moves with the arrows inside a page, and with J and K over its ends', async () => {
    begin()
    await press('ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowDown')
    expect([currentId.value, page.value]).toEqual(['c', 0])
    await press('j')
    expect([currentId.value, page.value]).toEqual(['d', 1])
    await press('k')
    expect([currentId.value, page.value]).toEqual(['c', 0])
  })
  it('selects with X and opens with Enter what is current', async () => {
    const open = vi.fn()
    const cursor = begin(open)
    await press('x', 'Enter')
    expect([cursor.selected.value.size, open.mock.calls.length]).toEqual([0, 0])
    await press('ArrowDown', 'x', 'Enter')
    expect([[...cursor.selected.value], open.mock.calls]).toEqual([['a'], [[{ id: 'a' }]]])
    cursor.toggleAll()
    expect(cursor.selected.value.size).toBe(3)
    cursor.toggleAll()
    expect(cursor.selected.value.size).toBe(0)
  })
  it('goes on from the row that took the place of one that left', async () => {
    begin()
    await press('ArrowDown', 'ArrowDown')
    rows.value = [{ id: 'a' }, { id: 'c' }]
    await nextTick()
    expect(currentId.value).toBe('c')
  })
})
