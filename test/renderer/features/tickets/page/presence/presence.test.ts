// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import type { PresentPerson } from '#shared/contract/stream.ts'
import { TICKET_OPERATIONS, type TicketOperation } from '#shared/domain/ticket/operations.ts'
import { i18n } from '../../../../../../renderer/locales/i18n.ts'
import { doingOf, inOrder, letterOf } from '../../../../../../renderer/features/tickets/page/presence/presenceOrder.ts'
import PresenceNote from '../../../../../../renderer/features/tickets/page/presence/PresenceNote.vue'
import { usePresence } from '../../../../../../renderer/features/tickets/page/presence/usePresence.ts'
import { useStreamStore } from '../../../../../../renderer/stores/stream.ts'

const person = (userId: string, name: string, typing: TicketOperation | null = null, since = '2026-09-29T05:40:00.000Z'): PresentPerson => ({ userId, name, organisation: '澜州江北商场', typing, since })
const show = (people: readonly PresentPerson[]) => mount(PresenceNote, { props: { people }, global: { plugins: [i18n] } })

beforeEach(() => { setActivePinia(createPinia()) })

describe('who else is here', () => {
  it('says nothing where nobody is', () => {
    const note = show([])
    expect(note.find('.gd-presence').exists()).toBe(false)
    expect(note.text()).toBe('')
  })
  it('names one person with letter, name and what he does', () => {
    const note = show([person('7', '林晓禾')])
    expect(note.get('.gd-presence-letter').text()).toBe('林')
    expect(note.get('.gd-presence').text()).toBe('林林晓禾 正在看')
    expect(note.get('.gd-presence-first').attributes('title')).toContain('澜州江北商场')
    expect(note.find('button').exists()).toBe(false)
    expect(show([person('7', '林晓禾', 'reply')]).get('.gd-presence').text()).toBe('林林晓禾 正在写回复')
    expect(show([person('7', '许文', 'approve_return')]).get('.gd-presence').text()).toContain('正在审批')
  })
  it('says in a queue that somebody looks as well', () => {
    const note = mount(PresenceNote, { props: { people: [person('7', '方宁')], also: true }, global: { plugins: [i18n] } })
    expect(note.get('.gd-presence').text()).toBe('方方宁 也在看')
  })
  it('has words for every operation', () => {
    for (const operation of TICKET_OPERATIONS) {
      const text = show([person('7', '林晓禾', operation)]).get('.gd-presence').text()
      expect(text).toMatch(/正在(写\S+|审批)$/)
      expect(text).not.toContain('enums.')
    }
  })
  it('puts who writes first and the others behind a number that is read aloud whole', () => {
    const note = show([person('7', '林晓禾'), person('8', '江一帆', 'resolve'), person('9', '何知秋')])
    expect(note.get('.gd-presence-first').text()).toContain('江一帆')
    const more = note.get('button')
    expect(more.text()).toBe('+2')
    expect(more.attributes('aria-label')).toBe('另有 2 人')
    expect(note.get('[role=status]').text()).toBe('江一帆 正在写解决、林晓禾 正在看、何知秋 正在看')
  })
  it('orders by writing, then by who came first', () => {
    const people = [person('3', 'c', null, '2026-09-29T05:41:00.000Z'), person('2', 'b', 'reply', '2026-09-29T05:42:00.000Z'), person('1', 'a', null, '2026-09-29T05:40:00.000Z')]
    expect(inOrder(people).map((one) => one.name)).toEqual(['b', 'a', 'c'])
  })
  it('takes the first letter whole', () => {
    expect([letterOf('林晓禾'), letterOf('𠮷野'), letterOf(' Anna'), letterOf('')]).toEqual(['林', '𠮷', 'A', '?'])
    expect([doingOf(null), doingOf('reject_visit'), doingOf('feedback')]).toEqual(['looking', 'deciding', 'writing'])
  })
})

describe('telling that a page is open', () => {
  function open() {
    const facts = { no: ref('2609002984'), shown: ref(true), active: ref(true), typing: ref<TicketOperation | null>(null) }
    const stream = useStreamStore()
    const said: string[] = []
    stream.start((listeners) => ({
      start: () => listeners.onState('live'), stop: () => undefined, nudge: () => undefined, renewed: () => undefined,
      watch: (no, typing) => { said.push(`watch ${no} ${typing}`) }, unwatch: (no) => { said.push(`unwatch ${no}`) },
    }))
    const page = mount(defineComponent({
      setup() {
        const others = usePresence({ no: () => facts.no.value, shown: () => facts.shown.value, active: () => facts.active.value, typing: () => facts.typing.value })
        return () => h('p', others.value.map((one) => one.name).join())
      },
    }))
    return { facts, said, page }
  }

  it('is said while the page is in front, with what is written', async () => {
    const { facts, said, page } = open()
    expect(said).toEqual(['watch 2609002984 null'])
    facts.typing.value = 'reply'
    await flushPromises()
    facts.active.value = false
    await flushPromises()
    expect(said.at(-1)).toBe('watch 2609002984 reply')
    facts.typing.value = null
    await flushPromises()
    expect(said.at(-1)).toBe('unwatch 2609002984')
    const before = said.length
    page.unmount()
    expect(said).toHaveLength(before)
  })
  it('ends with the page, and where the ticket is not shown', async () => {
    const { facts, said, page } = open()
    facts.shown.value = false
    await flushPromises()
    expect(said.at(-1)).toBe('unwatch 2609002984')
    facts.shown.value = true
    await flushPromises()
    page.unmount()
    expect(said.at(-1)).toBe('unwatch 2609002984')
    expect(said.filter((one) => one.startsWith('unwatch'))).toHaveLength(2)
  })
  it('moves with the page to another ticket', async () => {
    const { facts, said } = open()
    facts.no.value = '2609003148'
    await flushPromises()
    expect(said.slice(1)).toEqual(['unwatch 2609002984', 'watch 2609003148 null'])
  })
})
