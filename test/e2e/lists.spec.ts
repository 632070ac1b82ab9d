import { expect, type Page } from '@playwright/test'
import { expectNoFindings } from './flows/findings.ts'
import type { Visitor } from './flows/person.ts'
import { front, person, serverUrl } from './flows/person.ts'
import { apiAs } from './flows/mainJob.ts'
import { test } from './flows/test.ts'

async function openList({ page }: Visitor, tab: string): Promise<void> {
  await page.evaluate((address) => { location.hash = address }, `#/list/${tab}`)
  await expect(front(page).locator('.gd-list-table, .gd-cards')).toBeVisible()
  await expect(page.locator('[aria-busy=true]:visible')).toHaveCount(0)
}
const heads = (page: Page): Promise<string[]> => front(page).locator('.gd-list-headcell').allInnerTexts()
const tool = (page: Page, name: string) => front(page).getByRole('button', { name, exact: true })

/** Adds a condition as a person does: field, comparison, value. */
async function addCondition(page: Page, field: string, operator: string, value: { choose: string } | { write: string }): Promise<void> {
  if (await front(page).getByRole('button', { name: '添加条件' }).isVisible()) await front(page).getByRole('button', { name: '添加条件' }).click()
  const editor = front(page).getByRole('group', { name: '添加条件' })
  const choose = async (list: string, option: string): Promise<void> => {
    await editor.locator(list).click()
    await page.getByRole('option', { name: option, exact: true }).and(page.locator(':visible')).click()
  }
  await choose('.gd-condition-field', field)
  if ((await editor.locator('.gd-condition-operator').innerText()).trim() !== operator) await choose('.gd-condition-operator', operator)
  if ('choose' in value) {
    await choose('.gd-condition-many, .gd-condition-value', value.choose)
    await page.keyboard.press('Escape')
  } else await editor.locator('.gd-condition-value input, .gd-condition-number input').fill(value.write)
  await editor.getByRole('button', { name: '确定' }).click()
  await expect(editor).toBeHidden()
}

test('an any-query is built, saved and shared, columns are chosen; both are found in another browser, the shared one by a colleague', async ({ browser }) => {
  const agent = await person(browser, 'HQ', 'agent')
  const { page } = agent
  await openList(agent, 'open')
  await tool(page, '高级查询').click()
  await addCondition(page, '类型', '属于', { choose: '投诉' })
  await addCondition(page, '反馈次数', '不小于', { write: '2' })
  await front(page).getByText('满足以下任一条件').click()
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const expected = await api.queryTickets({ body: { tab: 'open', match: 'any', limit: 1, conditions: [{ field: 'type', op: 'in', value: ['complaint'] }, { field: 'feedbackCount', op: 'gte', value: 2 }] } })
  await expect(front(page).locator('.gd-list-count')).toContainText(String(expected.total))

  await front(page).getByRole('button', { name: '保存为查询' }).click()
  const menu = page.getByRole('dialog', { name: '我的查询' })
  await menu.getByRole('textbox', { name: '名称' }).fill('投诉或多次反馈')
  await menu.getByText('同事也能用').click()
  await page.keyboard.press('Tab')
  await menu.getByRole('button', { name: '保存', exact: true }).click()
  await expect(page.getByText('已保存查询“投诉或多次反馈”')).toBeVisible()

  const before = await heads(page)
  await tool(page, '表格显示列').click()
  const panel = page.getByRole('dialog', { name: '表格显示列' })
  const handleOf = (column: string) => panel.getByRole('button', { name: `移动列：${column}`, exact: true })
  await panel.getByRole('checkbox', { name: '营销线' }).check()
  // Dragged by the mouse to the place of another.
  const [from, to] = [(await handleOf('商场').boundingBox())!, (await handleOf('客户').boundingBox())!]
  await page.mouse.move(from.x + 10, from.y + 10)
  await page.mouse.down()
  await page.mouse.move(from.x + 10, from.y - 8, { steps: 4 })
  await page.mouse.move(to.x + 10, to.y + 4, { steps: 8 })
  await page.mouse.up()
  await expect.poll(() => heads(page)).not.toEqual(before)
  // And by keys.
  await handleOf('营销线').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('ArrowRight')
  await expect(handleOf('营销线')).toBeFocused()
  const chosen = ['提醒', '编号', '营销线', '类型', '状态', '商场', '客户']
  await expect.poll(async () => (await heads(page)).slice(0, 7)).toEqual(chosen)
  await page.keyboard.press('Escape')
  await expect(tool(page, '表格显示列')).toBeFocused()
  // The edge of a head.
  const mall = front(page).locator('[data-column=mall]')
  const width = (await mall.boundingBox())!.width
  const edge = (await mall.locator('.gd-list-edge').boundingBox())!
  await page.mouse.move(edge.x + edge.width / 2, edge.y + 10)
  await page.mouse.down()
  await page.mouse.move(edge.x + edge.width / 2 + 40, edge.y + 10, { steps: 4 })
  await page.mouse.up()
  await expect.poll(async () => Math.round((await mall.boundingBox())!.width)).toBe(Math.round(width) + 40)
  await expect.poll(async () => (await api.getListPreference({ params: { list: 'open' } })).columns?.find(({ id }) => id === 'mall')?.width).toBe(Math.round(width) + 40)

  const elsewhere = await person(browser, 'HQ', 'agent')
  await openList(elsewhere, 'open')
  await expect.poll(async () => (await heads(elsewhere.page)).slice(0, 7)).toEqual(chosen)
  expect(Math.round((await front(elsewhere.page).locator('[data-column=mall]').boundingBox())!.width)).toBe(Math.round(width) + 40)
  await tool(elsewhere.page, '我的查询').click()
  await elsewhere.page.getByRole('dialog', { name: '我的查询' }).getByRole('button', { name: /^投诉或多次反馈/ }).click()
  await expect(front(elsewhere.page).locator('.gd-list-count')).toContainText(String(expected.total))
  await expect(front(elsewhere.page).getByRole('radio', { name: '满足以下任一条件' })).toBeChecked()

  const colleague = await person(browser, 'HQ', 'approver')
  await openList(colleague, 'closed')
  await tool(colleague.page, '我的查询').click()
  const theirs = colleague.page.getByRole('dialog', { name: '我的查询' })
  await expect(theirs.getByRole('button', { name: '删除查询：投诉或多次反馈' })).toHaveCount(0)
  await theirs.getByRole('button', { name: /^投诉或多次反馈/ }).click()
  await expect(front(colleague.page).getByRole('heading', { level: 1, name: '未闭环工单' })).toBeVisible()
  await expect(front(colleague.page).locator('.gd-list-count')).toContainText(String(expected.total))
  // The columns are the agent's alone.
  expect(await heads(colleague.page)).not.toContain('营销线')

  const mallUser = await person(browser, 'M0001', 'mall')
  await openList(mallUser, 'open')
  await tool(mallUser.page, '我的查询').click()
  await expect(mallUser.page.getByRole('dialog', { name: '我的查询' })).toContainText('还没有保存的查询')

  await tool(page, '表格显示列').click()
  await panel.getByRole('button', { name: '恢复默认' }).click()
  await expect.poll(() => heads(page)).toEqual(before)
  for (const { id, own } of (await api.listSavedQueries({ query: {} })).items) if (own) await api.deleteSavedQuery({ params: { id } })
})

test('columns that cannot be saved stay on the screen, which says so once, and are saved when the server takes them', async ({ browser }) => {
  const api = await apiAs(serverUrl(), 'HQ', 'surveyor')
  await api.setListPreference({ params: { list: 'resolved' }, body: { columns: null } })
  const agent = await person(browser, 'HQ', 'surveyor')
  const { page } = agent
  await openList(agent, 'resolved')
  let away = true
  await page.route('**/api/v1/preferences/lists/resolved', (route) => (away && route.request().method() === 'PUT' ? route.fulfill({ status: 503, headers: { 'Retry-After': '2' }, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: '', status: 503, code: 'database_unavailable' }) }) : route.continue()))
  await tool(page, '表格显示列').click()
  const panel = page.getByRole('dialog', { name: '表格显示列' })
  await panel.getByRole('textbox', { name: '查找列' }).fill('合同')
  await panel.getByRole('checkbox', { name: '合同编号' }).check()
  await expect(page.locator('.gd-toast', { hasText: '列设置还没有存到服务器' })).toHaveCount(1)
  await expect(panel).toContainText('列设置还没有存到服务器，会自动再试。')
  await expect.poll(() => heads(page)).toContain('合同编号')
  away = false
  await expect(panel).not.toContainText('列设置还没有存到服务器')
  expect((await api.getListPreference({ params: { list: 'resolved' } })).columns?.find(({ id }) => id === 'contractNo')?.shown).toBe(true)
})

test('a table of every column scrolls sideways with alert and number in place, and keeps its keys', async ({ browser }) => {
  const agent = await person(browser, 'HQ', 'agent')
  const { page } = agent
  await openList(agent, 'all')
  await tool(page, '表格显示列').click()
  const panel = page.getByRole('dialog', { name: '表格显示列' })
  await expect(panel.getByRole('checkbox').first()).toBeVisible()
  while (await panel.locator('input[type=checkbox]:not(:checked)').count() > 0) await panel.locator('input[type=checkbox]:not(:checked)').first().check()
  await page.keyboard.press('Escape')
  const table = front(page).locator('.gd-list-table')
  const number = table.locator('.gd-list-row .gd-list-no').first()
  const at = (await number.boundingBox())!
  await table.evaluate((element) => { element.scrollLeft = element.scrollWidth })
  await expect(table.getByRole('columnheader', { name: '时限暂定' })).toBeInViewport()
  expect((await number.boundingBox())!.x).toBeCloseTo(at.x, 0)
  await table.focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('x')
  await expect(front(page).getByText('已选 1 张')).toBeVisible()
  await page.keyboard.press('j')
  await page.keyboard.press('/')
  await expect(page.getByRole('banner').getByRole('combobox')).toBeFocused()
  await page.keyboard.press('Escape')
  await table.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('tab', { selected: true })).toContainText(/\d{10}/)
  await (await apiAs(serverUrl(), 'HQ', 'agent')).setListPreference({ params: { list: 'all' }, body: { columns: null } })
})

test('the list has no serious finding of axe with its menus open, light or dark', async ({ browser }) => {
  const agent = await person(browser, 'HQ', 'approver')
  const { page } = agent
  await openList(agent, 'unreplied')
  await tool(page, '表格显示列').click()
  await expect(page.getByRole('dialog', { name: '表格显示列' }).getByRole('checkbox').first()).toBeVisible()
  await expectNoFindings(page, 'columns')
  await page.keyboard.press('Escape')
  await tool(page, '高级查询').click()
  await addCondition(page, '类型', '属于', { choose: '投诉' })
  await front(page).getByRole('button', { name: '保存为查询' }).click()
  const menu = page.getByRole('dialog', { name: '我的查询' })
  await expect(menu.getByRole('textbox', { name: '名称' })).toBeVisible()
  await expectNoFindings(page, 'saving')
  await menu.getByRole('textbox', { name: '名称' }).fill('看一看')
  await page.keyboard.press('Enter')
  await expect(menu).toBeHidden()
  await tool(page, '我的查询').click()
  await expect(menu.getByRole('button', { name: '看一看' }).first()).toBeVisible()
  await expectNoFindings(page, 'queries')
  await menu.getByRole('button', { name: '删除查询：看一看' }).click()
  await expectNoFindings(page, 'asking')
  await menu.getByRole('button', { name: '删除', exact: true }).click()
  await expect(menu.getByRole('button', { name: '看一看' })).toHaveCount(0)
})
