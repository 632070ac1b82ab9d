// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ref } from 'vue'
import type { Message, MessagePage } from '#shared/contract/message.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import type { OpenStream } from '../../../../renderer/api/stream.ts'
import MessagePanel from '../../../../renderer/features/messages/MessagePanel.vue'
import { i18n } from '../../../../renderer/locales/i18n.ts'
import { useMessagesStore } from '../../../../renderer/stores/messages.ts'
import { useStreamStore } from '../../../../renderer/stores/stream.ts'
import { useWorkspaceStore } from '../../../../renderer/stores/workspace.ts'
import { displayClockKey } from '../../../../renderer/time/displayClock.ts'

const clock = { timeZone: ref('Asia/Shanghai'), now: ref(Date.parse('2026-09-29T05:42:00Z')), keepTicking: () => () => undefined }
const messageOf = (id: number, more: Partial<Message> = {}): Message =>
  ({ id: String(id), event: 'replied', ticketNo: '2609002984', ticketType: 'complaint', at: '2026-09-29T05:40:00.000Z', read: false, desktop: false, mall: { code: 'M0001', name: '澜州江北商场' }, byName: '林晓禾', ...more })
const pageOf = (items: Message[], more: Partial<MessagePage> = {}): MessagePage => ({ items, nextCursor: null, unread: items.filter(({ read }) => !read).length, ...more })
const panel = () => mount(MessagePanel, { global: { plugins: [i18n], provide: { [displayClockKey as symbol]: clock } } })
const problem = new ApiProblem({ status: 500, code: 'internal_error' })

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-09-29T05:42:00Z') })
  setActivePinia(createPinia())
})
afterEach(() => {
  useMessagesStore().stop()
  vi.restoreAllMocks()
  vi.useRealTimers()
})

describe('the panel of messages', () => {
  it('says what happened, to which ticket and by whom, and marks the unread ones with a word', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([messageOf(2), messageOf(1, { event: 'submitted', read: true, byName: null })]))
    await useMessagesStore().refresh()
    const rows = panel().findAll('.gd-messages-row')
    expect(rows.map((row) => row.find('.gd-messages-what').text())).toEqual(['商场已回复', '新工单'])
    expect(rows.map((row) => row.find('.gd-messages-ticket').text())).toEqual(['投诉 2609002984', '投诉 2609002984'])
    expect(rows.map((row) => row.find('.gd-messages-detail').text())).toEqual(['M0001 澜州江北商场 · 由 林晓禾', 'M0001 澜州江北商场'])
    expect(rows.map((row) => row.text().includes('未读'))).toEqual([true, false])
    expect(rows.map((row) => row.classes('is-unread'))).toEqual([true, false])
  })
  it('says of a ticket out of sight its number and the event', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([messageOf(2, { event: 'return_decided', ticketType: null, mall: null, byName: null })]))
    await useMessagesStore().refresh()
    expect(panel().find('.gd-messages-ticket').text()).toBe('2609002984')
    expect(panel().find('.gd-messages-detail').exists()).toBe(false)
  })
  it('opens the ticket of a message and marks it read at once', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([messageOf(2), messageOf(1)]))
    const read = vi.spyOn(client, 'readMessages').mockResolvedValue({ unread: 1 })
    const messages = useMessagesStore()
    await messages.refresh()
    const wrapper = panel()
    await wrapper.find('.gd-messages-row').trigger('click')
    expect(useWorkspaceStore().active).toMatchObject({ kind: 'ticket', parameters: { no: '2609002984' }, title: '投诉 2609002984' })
    expect(wrapper.emitted('opened')).toHaveLength(1)
    expect(read).toHaveBeenCalledWith({ body: { ids: ['2'] } })
    expect([messages.unread, messages.items[0]?.read]).toEqual([1, true])
  })
  it('marks all read up to the newest that is shown', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([messageOf(7), messageOf(4)]))
    const read = vi.spyOn(client, 'readMessages').mockResolvedValue({ unread: 0 })
    await useMessagesStore().refresh()
    const wrapper = panel()
    await wrapper.find('header button').trigger('click')
    await flushPromises()
    expect(read).toHaveBeenCalledWith({ body: { all: true, upTo: '7' } })
    expect(wrapper.findAll('.is-unread')).toEqual([])
    expect(wrapper.find('header button').attributes('disabled')).toBeDefined()
  })
  it('says that nothing was marked, and shows the truth again', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([messageOf(2)]))
    vi.spyOn(client, 'readMessages').mockRejectedValue(problem)
    const messages = useMessagesStore()
    await messages.refresh()
    const wrapper = panel()
    await messages.markRead(messages.items[0]!)
    await flushPromises()
    expect(wrapper.find('[role=alert]').text()).toContain('没有标为已读')
    expect([messages.unread, messages.items[0]?.read]).toEqual([1, false])
  })
  it('has an empty state, and an error state with a way to try again', async () => {
    const list = vi.spyOn(client, 'listMessages').mockRejectedValueOnce(problem).mockResolvedValue(pageOf([]))
    await useMessagesStore().refresh()
    const wrapper = panel()
    await wrapper.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(list).toHaveBeenCalledTimes(2)
    expect(wrapper.text()).toContain('没有消息')
  })
})

describe('the store of messages', () => {
  it('goes on to earlier ones, and keeps them when a new one comes', async () => {
    const earlier = messageOf(1, { read: true })
    const list = vi.spyOn(client, 'listMessages').mockResolvedValueOnce(pageOf([messageOf(3), messageOf(2)], { nextCursor: '2' }))
      .mockResolvedValueOnce(pageOf([earlier], { unread: 2 })).mockResolvedValueOnce(pageOf([messageOf(4), messageOf(3), messageOf(2)], { nextCursor: '2', unread: 3 }))
    const messages = useMessagesStore()
    await messages.refresh()
    await messages.readMore()
    expect(list).toHaveBeenLastCalledWith({ query: { limit: 30, cursor: '2' } })
    await messages.refresh()
    expect([messages.items.map(({ id }) => id), messages.nextCursor, messages.unread]).toEqual([['4', '3', '2', '1'], null, 3])
  })
  it('leaves out nothing where more came than a page holds', async () => {
    vi.spyOn(client, 'listMessages').mockResolvedValueOnce(pageOf([messageOf(2), messageOf(1)])).mockResolvedValueOnce(pageOf([messageOf(9), messageOf(8)], { nextCursor: '8', unread: 9 }))
    const messages = useMessagesStore()
    await messages.refresh()
    await messages.refresh()
    expect([messages.items.map(({ id }) => id), messages.nextCursor]).toEqual([['9', '8'], '8'])
  })
  it('reads when the stream tells of a message, when it is back, and slowly otherwise', async () => {
    const list = vi.spyOn(client, 'listMessages').mockResolvedValue(pageOf([]))
    let says: Parameters<OpenStream>[0] | undefined
    const nothing = (): void => undefined
    useStreamStore().start((given) => {
      says = given
      return { start: nothing, stop: nothing, nudge: nothing, renewed: nothing, watch: nothing, unwatch: nothing }
    })
    useMessagesStore().start()
    await vi.advanceTimersByTimeAsync(100)
    expect(list).toHaveBeenCalledTimes(1)
    says!.onState('live')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(list).toHaveBeenCalledTimes(2)
    says!.onMessage()
    says!.onMessage()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(list.mock.calls.length).toBeGreaterThanOrEqual(3)
    expect(list.mock.calls.length).toBeLessThanOrEqual(4)
    const before = list.mock.calls.length
    await vi.advanceTimersByTimeAsync(120_000)
    expect(list).toHaveBeenCalledTimes(before)
    useMessagesStore().stop()
    await vi.advanceTimersByTimeAsync(600_000)
    expect(list).toHaveBeenCalledTimes(before)
  })
})
