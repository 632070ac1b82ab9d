// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SavedQuery, SavedQueryBody } from '#shared/contract/savedQuery.ts'
import { client } from '../../../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../../../renderer/api/problem.ts'
import { emptyQuery } from '../../../../../../renderer/features/tickets/list/listQuery.ts'
import type { ListQuery } from '../../../../../../renderer/features/tickets/list/listQuery.ts'
import SavedQueriesPanel from '../../../../../../renderer/features/tickets/list/savedQueries/SavedQueriesPanel.vue'
import { i18n } from '../../../../../../renderer/locales/i18n.ts'

const CONTENT = { match: 'any', conditions: [{ field: 'type', op: 'eq', value: 'complaint' }] } satisfies SavedQuery['query']
const one = (id: string, name: string, more: Partial<SavedQuery> = {}): SavedQuery => ({ id, name, list: 'open', shared: false, own: true, owner: '何知秋', createdAt: '2026-09-29T05:42:00Z', query: CONTENT, ...more })
const asked: ListQuery = { ...emptyQuery(), match: 'any', conditions: [{ field: 'level', op: 'eq', value: 'A' }] }

const list = vi.fn()
const create = vi.fn()
const change = vi.fn()
const remove = vi.fn()
let wrapper: ReturnType<typeof mount> | undefined
async function show(items: SavedQuery[], query: ListQuery = asked, startsSaving = false) {
  list.mockResolvedValue({ items })
  wrapper = mount(SavedQueriesPanel, { props: { list: 'open', query, startsSaving }, attachTo: document.body, global: { plugins: [i18n] } })
  await flushPromises()
  return wrapper
}
const names = () => wrapper!.findAll('.gd-saved-name').map((row) => row.text())
const named = (label: string) => wrapper!.find(`button[aria-label='${label}']`)
const press = async (text: string) => {
  await wrapper!.findAll('button').find((button) => button.text() === text)!.trigger('click')
  await flushPromises()
}
const write = async (name: string) => {
  await wrapper!.find('form input').setValue(name)
  await wrapper!.find('form').trigger('submit')
  await flushPromises()
}

beforeEach(() => {
  setActivePinia(createPinia())
  for (const [name, mock] of Object.entries({ listSavedQueries: list, createSavedQuery: create, changeSavedQuery: change, deleteSavedQuery: remove })) {
    mock.mockReset()
    vi.spyOn(client, name as 'listSavedQueries').mockImplementation(mock)
  }
  create.mockImplementation(async ({ body }: { body: SavedQueryBody }) => one('9', body.name, { shared: body.shared, query: body.query }))
  change.mockImplementation(async ({ params, body }: { params: { id: string }; body: SavedQueryBody }) => one(params.id, body.name, { shared: body.shared, query: body.query }))
})
afterEach(() => {
  wrapper?.unmount()
  vi.restoreAllMocks()
})

describe('the menu of saved queries', () => {
  it('shows one’s own, the shared ones with their owner, and those of other lists', async () => {
    await show([one('1', '甲', { shared: true }), one('2', '乙', { own: false, owner: '陆青禾' }), one('3', '丙', { list: 'closed' })])
    expect(wrapper!.findAll('.gd-saved-group').map((group) => group.text())).toEqual(['我保存的', '同事共享的', '其他列表的'])
    expect(names()).toEqual(['甲共享', '乙陆青禾', '丙已关闭工单'])
    // Nobody changes what is not his own.
    expect(named('修改查询：乙').exists()).toBe(false)
    expect(named('删除查询：乙').exists()).toBe(false)
  })
  it('applies a query by a click, and shows one of another version without applying it', async () => {
    const panel = await show([one('1', '甲'), one('2', '旧', { query: null })])
    expect(names()[1]).toContain('别的版本保存的，现在不能用')
    await panel.findAll('.gd-saved-name')[1]!.trigger('click')
    expect(panel.emitted('apply')).toBeUndefined()
    await panel.findAll('.gd-saved-name')[0]!.trigger('click')
    expect(panel.emitted('apply')).toEqual([[expect.objectContaining({ id: '1', query: CONTENT })]])
    expect(named('删除查询：旧').exists()).toBe(true)
  })
  it('saves what the list asks, under one key however often it is tried', async () => {
    create.mockRejectedValueOnce(new ApiProblem({ status: 503, code: 'database_unavailable' }))
    await show([], asked, true)
    await write('  南区 ')
    expect(wrapper!.find('[role=alert]').text()).not.toBe('')
    expect((wrapper!.find('form input').element as HTMLInputElement).value).toBe('  南区 ')
    await wrapper!.find('form').trigger('submit')
    await flushPromises()
    expect(create.mock.calls.map(([request]) => request)).toEqual([1, 2].map(() => ({ body: { name: '南区', list: 'open', shared: false, query: { match: 'any', conditions: asked.conditions } } })))
    const [first, second] = create.mock.calls.map(([, options]) => options.idempotencyKey)
    expect(first).toBe(second)
    expect(wrapper!.emitted('saved')).toHaveLength(1)
  })
  it('overwrites one’s own query of the same name, and says so before', async () => {
    await show([one('4', '南区'), one('5', '南区', { own: false })], asked, true)
    await wrapper!.find('form input').setValue('南区')
    expect(wrapper!.find('form').text()).toContain('已有同名的查询')
    await wrapper!.find('form').trigger('submit')
    await flushPromises()
    expect(create).not.toHaveBeenCalled()
    expect(change.mock.calls[0]![0]).toMatchObject({ params: { id: '4' }, body: { name: '南区', query: { match: 'any', conditions: asked.conditions } } })
  })
  it('renames without touching the conditions, unless the present ones are wanted', async () => {
    await show([one('1', '甲')])
    await named('修改查询：甲').trigger('click')
    await write('乙')
    expect(change.mock.calls[0]![0]).toEqual({ params: { id: '1' }, body: { name: '乙', list: 'open', shared: false, query: CONTENT } })
    await named('修改查询：乙').trigger('click')
    await wrapper!.findAll('form input[type=checkbox]')[1]!.setValue(true)
    await wrapper!.findAll('form input[type=checkbox]')[0]!.setValue(true)
    await wrapper!.find('form').trigger('submit')
    await flushPromises()
    expect(change.mock.calls[1]![0]).toMatchObject({ body: { name: '乙', shared: true, query: { match: 'any', conditions: asked.conditions } } })
  })
  it('says what is wrong with a name, and keeps it', async () => {
    create.mockRejectedValueOnce(new ApiProblem({ status: 422, code: 'validation_failed', errors: { name: ['too_many'] } }))
    await show([], asked, true)
    await write('  ')
    expect(wrapper!.find('[role=alert]').text()).toBe('请填写名称')
    expect(create).not.toHaveBeenCalled()
    await write('第 101 个')
    expect(wrapper!.find('[role=alert]').text()).toContain('100')
    create.mockRejectedValueOnce(new ApiProblem({ status: 422, code: 'validation_failed', errors: { name: ['invalid_format'] } }))
    await write('\u202e反')
    expect([wrapper!.find('[role=alert]').text(), (wrapper!.find('form input').element as HTMLInputElement).value]).toEqual(['名称里有不能用的字符', '\u202e反'])
  })
  it('asks before it deletes; what is gone already is gone', async () => {
    remove.mockRejectedValueOnce(new ApiProblem({ status: 404, code: 'not_found' }))
    await show([one('1', '甲'), one('2', '乙')])
    await named('删除查询：甲').trigger('click')
    expect(remove).not.toHaveBeenCalled()
    await press('删除')
    expect(remove.mock.calls[0]![0]).toEqual({ params: { id: '1' } })
    expect(names()).toEqual(['乙'])
  })
  it('makes anew what was deleted elsewhere while it was changed, and loses nothing that was written', async () => {
    change.mockRejectedValue(new ApiProblem({ status: 404, code: 'not_found' }))
    await show([one('1', '甲')])
    await named('修改查询：甲').trigger('click')
    await write('乙')
    expect(wrapper!.find('[role=alert]').text()).toBe('这个查询已在别处删除，再保存一次就新建')
    expect((wrapper!.find('form input').element as HTMLInputElement).value).toBe('乙')
    await wrapper!.find('form').trigger('submit')
    await flushPromises()
    expect(create.mock.calls[0]![0]).toEqual({ body: { name: '乙', list: 'open', shared: false, query: CONTENT } })
    expect(names()).toEqual(['乙'])
  })
  it('saves under the name of one that was deleted elsewhere as a new one', async () => {
    change.mockRejectedValue(new ApiProblem({ status: 404, code: 'not_found' }))
    await show([one('1', '甲')], asked, true)
    await write('甲')
    expect(create.mock.calls.map(([request]) => request.body.query)).toEqual([{ match: 'any', conditions: asked.conditions }])
    expect([names(), wrapper!.emitted('saved')]).toEqual([['甲'], [[]]])
  })
  it('says before it overwrites what another window has saved under the name meanwhile', async () => {
    create.mockRejectedValueOnce(new ApiProblem({ status: 422, code: 'validation_failed', errors: { name: ['taken'] } }))
    await show([], asked, true)
    list.mockResolvedValue({ items: [one('7', '甲')] })
    await write('甲')
    expect([wrapper!.find('form [role=alert]').exists(), wrapper!.find('form').text().includes('已有同名的查询')]).toEqual([false, true])
    await wrapper!.find('form').trigger('submit')
    await flushPromises()
    expect(change.mock.calls[0]![0]).toMatchObject({ params: { id: '7' }, body: { name: '甲', query: { match: 'any', conditions: asked.conditions } } })
  })
  it('says that it could not be read, and reads again when told', async () => {
    list.mockRejectedValueOnce(new ApiProblem({ status: 503, code: 'database_unavailable' }))
    wrapper = mount(SavedQueriesPanel, { props: { list: 'open', query: emptyQuery(), startsSaving: false }, global: { plugins: [i18n] } })
    await flushPromises()
    expect(wrapper.find('[role=alert]').text()).toContain('没有读到')
    expect(wrapper.text()).toContain('先设好条件或排序')
    list.mockResolvedValue({ items: [one('1', '甲')] })
    await wrapper.find('[role=alert] button').trigger('click')
    await flushPromises()
    expect(names()).toEqual(['甲'])
  })
})
