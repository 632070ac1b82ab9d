// @vitest-environment happy-dom
import { flushPromises, mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Attachment } from '#shared/contract/attachment.ts'
import RecordAttachments from '../../../../renderer/components/attachments/RecordAttachments.vue'
import { i18n } from '../../../../renderer/locales/i18n.ts'

const file = (at: number, more: Partial<Attachment> = {}): Attachment => ({
  id: `${at}1111111-1111-4111-8111-111111111111`, name: `门板${at}.jpg`, size: 2048, mediaType: 'image/jpeg', sha256: 'a'.repeat(64), picture: true, uploadedAt: '2026-09-29T05:42:00.000Z', ...more,
})
const files = [file(1), file(2), file(3, { name: '合同.pdf', mediaType: 'application/pdf', picture: false })]
const load = vi.fn<(id: string, size: string, signal: AbortSignal) => Promise<Blob>>()
const save = vi.fn<(saved: Attachment) => Promise<void>>()
const addresses = new Set<string>()
/** The thumbnails that wait to be seen. */
let watched: { readonly element: Element; readonly see: () => void }[] = []
let wrapper: VueWrapper

class FakeObserver {
  readonly #told: IntersectionObserverCallback
  constructor(told: IntersectionObserverCallback) { this.#told = told }
  observe(element: Element): void { watched.push({ element, see: () => this.#told([{ isIntersecting: true, target: element } as IntersectionObserverEntry], this as unknown as IntersectionObserver) }) }
  disconnect(): void { /* Nothing to end. */ }
}
const start = (): VueWrapper => { wrapper = mount(RecordAttachments, { props: { attachments: files, load, save }, global: { plugins: [i18n] }, attachTo: document.body }); return wrapper }
const viewer = (): HTMLElement | null => document.querySelector<HTMLElement>('[role=dialog]')
const press = async (key: string): Promise<void> => {
  viewer()?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
  await flushPromises()
}

beforeEach(() => {
  vi.stubGlobal('IntersectionObserver', FakeObserver)
  let made = 0
  vi.spyOn(URL, 'createObjectURL').mockImplementation(() => { const address = `blob:${++made}`; addresses.add(address); return address })
  vi.spyOn(URL, 'revokeObjectURL').mockImplementation((address) => { addresses.delete(address) })
  load.mockReset().mockImplementation(async () => new Blob(['x']))
  save.mockReset().mockResolvedValue(undefined)
  watched = []
  addresses.clear()
})
afterEach(() => {
  wrapper.unmount()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('the files of a record', () => {
  it('are read small, and only when they come into view', async () => {
    start()
    expect(load).not.toHaveBeenCalled()
    watched[1]!.see()
    await flushPromises()
    expect(load.mock.calls.map(([id, size]) => [id, size])).toEqual([[files[1]!.id, 'thumbnail']])
    expect(wrapper.findAll('.gd-thumbnail img')).toHaveLength(1)
  })
  it('give every address back', async () => {
    start()
    for (const { see } of watched) see()
    await flushPromises()
    await wrapper.find('.gd-thumbnail').trigger('click')
    await flushPromises()
    await press('ArrowRight')
    expect(addresses.size).toBe(3)
    wrapper.unmount()
    expect([...addresses]).toEqual([])
  })
  it('are read again by a click where they could not be read', async () => {
    load.mockRejectedValueOnce(new Error('away'))
    start()
    watched[0]!.see()
    await flushPromises()
    expect(wrapper.find('.gd-thumbnail').attributes('aria-label')).toContain('没有读到')
    await wrapper.find('.gd-thumbnail').trigger('click')
    await flushPromises()
    expect(viewer()).toBeNull()
    expect(wrapper.find('.gd-thumbnail img').exists()).toBe(true)
  })
  it('are saved once at a time when they are no pictures', async () => {
    let finish = (): void => undefined
    save.mockImplementationOnce(() => new Promise((resolve) => { finish = resolve }))
    start()
    const chip = wrapper.find('.gd-file-chip')
    await chip.trigger('click')
    await chip.trigger('click')
    expect(save).toHaveBeenCalledExactlyOnceWith(files[2])
    expect(chip.attributes('disabled')).toBeDefined()
    finish()
    await flushPromises()
    expect(chip.attributes('disabled')).toBeUndefined()
  })
})

describe('the viewer of pictures', () => {
  it('goes through the pictures by arrows, stops at both ends, and closes by Escape', async () => {
    start()
    await wrapper.findAll('.gd-thumbnail')[0]!.trigger('click')
    await flushPromises()
    const shown = (): string | undefined => viewer()?.querySelector('img')?.alt
    expect(shown()).toBe('门板1.jpg')
    expect(load).toHaveBeenLastCalledWith(files[0]!.id, 'full', expect.anything())
    await press('ArrowLeft')
    expect(shown()).toBe('门板1.jpg')
    await press('ArrowRight')
    expect(shown()).toBe('门板2.jpg')
    await press('ArrowRight')
    expect(shown(), 'files that are no pictures are not in it').toBe('门板2.jpg')
    await press('Escape')
    expect(viewer()).toBeNull()
  })
  it('keeps its keys from the page behind it', async () => {
    const behind = vi.fn()
    document.addEventListener('keydown', behind)
    start()
    await wrapper.findAll('.gd-thumbnail')[0]!.trigger('click')
    await press('a')
    expect(behind).not.toHaveBeenCalled()
    document.removeEventListener('keydown', behind)
  })
  it('leaves a picture that is passed over unread', async () => {
    const signals: AbortSignal[] = []
    load.mockImplementation((_id, _size, signal) => { signals.push(signal); return new Promise(() => undefined) })
    start()
    await wrapper.findAll('.gd-thumbnail')[0]!.trigger('click')
    await press('ArrowRight')
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, false])
  })
  it('says when a picture cannot be read, and reads it again', async () => {
    load.mockRejectedValueOnce(new Error('away'))
    start()
    await wrapper.findAll('.gd-thumbnail')[0]!.trigger('click')
    await flushPromises()
    expect(viewer()?.querySelector('[role=alert]')?.textContent).toContain('图片没有读到')
    viewer()?.querySelector<HTMLButtonElement>('[role=alert] button')?.click()
    await flushPromises()
    expect(viewer()?.querySelector('img')).not.toBeNull()
  })
})
