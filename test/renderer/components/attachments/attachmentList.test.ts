// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import AttachmentList from '../../../../renderer/components/attachments/AttachmentList.vue'
import type { AttachmentItem } from '../../../../renderer/components/attachments/attachmentItem.ts'
import { i18n } from '../../../../renderer/locales/i18n.ts'

const item = (name: string, more: Partial<AttachmentItem> = {}): AttachmentItem => ({ id: name, name, size: 2048, mediaType: 'image/png', state: 'complete', progress: 1, problem: null, retryable: false, preview: null, ...more })
let wrapper: VueWrapper
const start = (items: AttachmentItem[], more: Record<string, unknown> = {}): VueWrapper => {
  wrapper = mount(AttachmentList, { props: { items, refused: [], announcement: '', hindrance: null, ...more }, global: { plugins: [i18n] }, attachTo: document.body })
  return wrapper
}
afterEach(() => wrapper.unmount())
const texts = (): string[] => wrapper.findAll('li').map((row) => row.text().replace(/\s+/g, ' '))

describe('the list of files', () => {
  it('says of each how far it is, and what went wrong', () => {
    start([
      item('好.png'), item('在传.png', { state: 'sending', progress: 0.456 }), item('等.png', { state: 'waiting', progress: 0 }), item('断.png', { state: 'interrupted', problem: 'server_unreachable' }),
      item('满.png', { state: 'interrupted', problem: 'storage_full' }), item('假.png', { state: 'failed', problem: 'unsupported_media_type' }), item('奇.png', { state: 'failed', problem: 'no_such_code' }), item('丢.png', { state: 'lost' }),
    ])
    expect(texts()).toEqual([
      '好.png2 KB', '在传.png2 KB已传 45%', '等.png2 KB等待上传', '断.png2 KB连不上服务器，恢复后接着传', '满.png2 KB服务器存储空间不足', '假.png2 KB文件内容不是支持的类型', '奇.png2 KB没有传上', '丢.png2 KB上次没有传完，请重新添加',
    ])
  })
  it('offers another try only where it can help', () => {
    start([item('a.png', { state: 'failed', problem: 'unauthenticated', retryable: true }), item('b.png', { state: 'failed', problem: 'unsupported_media_type' }), item('c.png', { state: 'interrupted' })])
    expect(wrapper.findAll('button').map((button) => button.attributes('aria-label'))).toEqual(['重试 a.png', '移除 a.png', '移除 b.png', '移除 c.png'])
  })
  it('keeps the focus in it while files are removed by keyboard, and hands it on when it is empty', async () => {
    let items = [item('a.png'), item('b.png')]
    const onRemove = (id: string): void => {
      items = items.filter((one) => one.id !== id)
      void wrapper.setProps({ items })
    }
    start(items, { onRemove })
    await wrapper.findAll('button')[1]!.trigger('click')
    await wrapper.vm.$nextTick()
    expect(document.activeElement?.getAttribute('aria-label')).toBe('移除 a.png')
    await wrapper.findAll('button')[0]!.trigger('click')
    await wrapper.vm.$nextTick()
    expect(wrapper.find('ul').exists()).toBe(false)
    expect(wrapper.emitted('emptied')).toHaveLength(1)
  })
  it('says which files were not taken and why', async () => {
    start([], { refused: [{ name: '大.mp4', reason: 'too_large' }, { name: '脚本.js', reason: 'wrong_type' }] })
    const alert = wrapper.find('[role=alert]')
    expect(alert.text()).toContain('“大.mp4”没有添加：超过 50 MB。')
    expect(alert.text()).toContain('“脚本.js”没有添加：不支持这种文件')
    await alert.find('button').trigger('click')
    expect(wrapper.emitted('dismiss')).toHaveLength(1)
  })
})
