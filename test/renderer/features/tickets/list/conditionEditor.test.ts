// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { defineComponent, h } from 'vue'
import { condition as conditionSchema } from '#shared/contract/query.ts'
import type { Condition } from '#shared/contract/query.ts'
import { TICKET_FIELD_PATHS, TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { QueryOperator, TicketField, TicketFieldPath } from '#shared/domain/lists/fields.ts'
import type { OrganisationKind } from '#shared/domain/organisation/roles.ts'
import { client } from '../../../../../renderer/api/client.ts'
import ConditionEditor from '../../../../../renderer/features/tickets/list/ConditionEditor.vue'
import ConditionValue from '../../../../../renderer/features/tickets/list/ConditionValue.vue'
import { draftOf, operatorsOf } from '../../../../../renderer/features/tickets/list/conditionDraft.ts'
import { useConditionWords } from '../../../../../renderer/features/tickets/list/useConditionWords.ts'
import { i18n, languages, showLanguage } from '../../../../../renderer/locales/i18n.ts'
import { useSessionStore } from '../../../../../renderer/stores/session.ts'

const organisation = (kind: OrganisationKind, code: string) =>
  ({ code, name: `${code} 名称`, kind, status: 'active' as const, province: null, city: null, district: null, departmentCode: null, marketingLine: '南区', marketLevel: null })
const lists = vi.fn(async ({ query: { kind } }: { query: { kind: OrganisationKind } }) => ({ items: [organisation(kind, `${kind}-1`), organisation(kind, `${kind}-2`)] }))

let wrapper: ReturnType<typeof mount> | undefined
function signIn(kind: OrganisationKind): void {
  setActivePinia(createPinia())
  const roles = kind === 'hq' ? ['agent' as const] : kind === 'mall' ? ['mall_admin' as const] : ['department' as const]
  useSessionStore().user = { id: '1', account: 'a', name: '甲', organisation: { code: 'X', name: 'X', kind }, roles, ticketTypes: null, permissions: ['tickets.read'] }
}
beforeEach(() => {
  signIn('hq')
  lists.mockClear()
  vi.spyOn(client, 'listOrganisations').mockImplementation(lists as unknown as typeof client.listOrganisations)
  vi.spyOn(client, 'listCauses').mockResolvedValue({ items: [{ code: 'quality', name: '质量' }] })
  vi.spyOn(client, 'getCatalogue').mockResolvedValue({ brands: ['序居'], categories: ['衣柜'], salesChannels: [] })
})
afterEach(async () => {
  wrapper?.unmount()
  vi.restoreAllMocks()
  await showLanguage('zh-CN')
})

const kindOf = (path: TicketFieldPath): TicketField => TICKET_FIELDS[path]
/** A condition of each field and operator, as somebody would have entered it. */
function exampleOf(field: TicketFieldPath, op: QueryOperator): Condition {
  const { kind, values } = kindOf(field)
  const single = values?.[0] ?? { text: '甲', full_text: '甲乙', phone: '13800000417', boolean: true, number: 2, instant: '2026-09-23T00:00:00.000Z', enumeration: '' }[kind]
  return { field, op, value: op === 'is_null' ? false : op === 'in' ? [single as string] : op === 'between' ? [single as number, single as number] : single } as Condition
}
async function show(condition: Condition | null) {
  wrapper?.unmount()
  wrapper = mount(ConditionEditor, { props: { condition }, attachTo: document.body, global: { plugins: [i18n] } })
  await flushPromises()
  return wrapper
}
/** What a person can use to give the value: fields, times, choices, a switch. */
const editors = (): number => wrapper!.findAll('.gd-segments, .gd-condition-value, .gd-condition-many, .gd-condition-number, .gd-condition-time').length

describe('the editor of a condition', () => {
  it('has a value editor for every field and operator of the contract, two for a range', async () => {
    for (const field of TICKET_FIELD_PATHS) {
      for (const op of operatorsOf(field)) {
        const condition = exampleOf(field, op)
        expect(conditionSchema.safeParse(condition).success, `${field} ${op}`).toBe(true)
        wrapper?.unmount()
        wrapper = mount(ConditionValue, { props: { draft: draftOf(condition, 'Asia/Shanghai') }, global: { plugins: [i18n] } })
        expect(editors(), `${field} ${op}`).toBe(op === 'between' ? 2 : 1)
      }
    }
  })
  it('has words for every field, operator and value, in both languages', async () => {
    const Words = defineComponent({
      setup() {
        const words = useConditionWords()
        return () => TICKET_FIELD_PATHS.flatMap((field) => operatorsOf(field).map((op) => h('p', `${words.field(field)} / ${words.operator(field, op)} / ${words.value(exampleOf(field, op))}`)))
      },
    })
    for (const language of languages) {
      await showLanguage(language)
      wrapper?.unmount()
      wrapper = mount(Words, { global: { plugins: [i18n] } })
      const said = wrapper.findAll('p').map((one) => one.text())
      expect(said.length).toBeGreaterThan(300)
      expect(said.filter((text) => /list\.|enums\.|undefined|null|\/ $/.test(text))).toEqual([])
    }
  })
  it('gives back the condition that it was opened with, for each kind of field', async () => {
    for (const [field, op] of [['customer.name', 'contains'], ['feedbackCount', 'between'], ['replyDueAt', 'between'], ['level', 'in'], ['secondComplaint', 'ne'], ['visitAt', 'is_null'], ['customer.phones', 'eq']] as const) {
      const condition = exampleOf(field, op)
      const editor = await show(condition)
      await editor.findAll('button').find((button) => button.text() === '确定')!.trigger('click')
      expect(editor.emitted('done')?.[0], field).toEqual([condition])
    }
  })
  it('offers the lists that the person may read', async () => {
    for (const [field, kind] of [['mall.code', 'mall'], ['headOffice.departmentCode', 'department'], ['assistants', 'line'], ['assignment.marketingLine', 'mall']] as const) {
      lists.mockClear()
      await show(exampleOf(field, 'in'))
      expect(lists.mock.calls.map(([request]) => request.query.kind), field).toEqual([kind])
      signIn('hq')
    }
  })
  it('lets those type a value who may not read its list, instead of leaving them without one', async () => {
    signIn('mall')
    await show(exampleOf('mall.code', 'eq'))
    expect(lists).not.toHaveBeenCalled()
    expect(wrapper!.find('.gd-condition-value input').exists()).toBe(true)
    expect(wrapper!.find('.gd-condition-value.el-select').exists()).toBe(false)
  })
  it('begins with choosing where there is a list to choose from', async () => {
    await show(null)
    expect(wrapper!.find('.gd-condition-many').exists()).toBe(true)
    signIn('mall')
    await show(null)
    expect(wrapper!.find('.gd-condition-value').exists()).toBe(true)
  })
})
