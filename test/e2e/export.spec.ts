import { readFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { openWorkbook, rowsOf } from '../support/exports.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'


const show = (page: Page, address: string): Promise<void> => page.evaluate((hash) => { location.hash = `#${hash}` }, address)
const panel = (page: Page) => front(page).locator('.gd-export-panel')
const begin = (page: Page): Promise<void> => front(page).getByRole('button', { name: '导出', exact: true }).click()

test('a filtered list is exported as it is shown, and the file holds exactly its tickets', async ({ browser }) => {
  const { page, context } = await person(browser, 'HQ', 'agent')
  await show(page, '/list/all')
  const number = front(page).getByRole('textbox', { name: '工单编号' })
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const { items: [newest] } = await api.queryTickets({ body: { tab: 'all', limit: 1 } })
  const prefix = newest!.no.slice(0, -1)
  await number.fill(prefix)
  await number.press('Enter')
  const { items } = await api.queryTickets({ body: { tab: 'all', limit: 100, conditions: [{ field: 'no', op: 'starts_with', value: prefix }] } })
  await expect(front(page).locator('.gd-list-no')).toHaveCount(items.length)
  const [download] = await Promise.all([page.waitForEvent('download'), begin(page)])
  expect(download.suggestedFilename()).toMatch(/^全部工单-\d{4}-\d\d-\d\d\.xlsx$/)
  await expect(panel(page)).toContainText(`已导出`)
  await expect(panel(page)).toContainText(`${items.length} 行`)
  const book = await openWorkbook(readFileSync(await download.path()))
  const rows = rowsOf(book, '全部工单')
  expect(rows.map((row) => row['编号'])).toEqual(items.map(({ no }) => no))
  const heads = await front(page).getByRole('columnheader').allInnerTexts()
  expect(Object.keys(rows[0]!)).toEqual(heads.map((head) => head.trim()).filter(Boolean))
  for (const row of rows) expect(row['来电号码']).toContain('****')
  expect(rowsOf(book, '说明').map((row) => String(row['内容'])).join()).toContain(prefix)
  await context.close()
})

test('an export goes on when its page is left, is given up with a click, and one that failed is tried again', async ({ browser }) => {
  const { page, context } = await person(browser, 'HQ', 'agent2')
  let release = (): void => undefined
  await page.route('**/api/v1/tickets/export', async (route) => {
    await new Promise<void>((resolve) => { release = resolve })
    await route.continue().catch(() => undefined)
  })
  await show(page, '/list/open')
  await begin(page)
  await expect(panel(page)).toContainText('正在导出“未闭环工单”')
  await show(page, '/list/closed')
  await expect(panel(page)).toContainText('正在导出“未闭环工单”')
  await expect(front(page).getByRole('button', { name: '导出', exact: true })).toBeDisabled()
  const [download] = await Promise.all([page.waitForEvent('download'), Promise.resolve().then(() => release())])
  expect(download.suggestedFilename()).toMatch(/^未闭环工单/)
  await panel(page).getByRole('button', { name: '关闭' }).click()

  await begin(page)
  await panel(page).getByRole('button', { name: '取消' }).click()
  await expect(panel(page)).toHaveCount(0)
  release()

  await page.unroute('**/api/v1/tickets/export')
  await page.route('**/api/v1/tickets/export', (route) => route.fulfill({
    status: 500, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: 'x', status: 500, code: 'internal_error', instance: 'the-request-id' }),
  }))
  await begin(page)
  await expect(panel(page)).toContainText('没有导出：服务器出错了')
  await expect(panel(page)).toContainText('the-request-id')
  await page.unroute('**/api/v1/tickets/export')
  const [again] = await Promise.all([page.waitForEvent('download'), panel(page).getByRole('button', { name: '再试一次' }).click()])
  expect((await openWorkbook(readFileSync(await again.path()))).worksheets.map(({ name }) => name)).toEqual(['已关闭工单', '说明'])
  await context.close()
})

test('the breach report is exported with the breaches behind its numbers, and new penalties count at once', async ({ browser }) => {
  const administrator = await apiAs(serverUrl(), 'HQ', 'admin')
  const { penalties: before } = await administrator.getPenalties()
  const { page, context } = await person(browser, 'HQ', 'admin')
  try {
    await show(page, '/administration/penalties')
    const field = front(page).getByRole('textbox', { name: '未及时回复' })
    await field.fill('12.345')
    await page.keyboard.press('Control+s')
    await expect(front(page).getByRole('alert')).toContainText('最多两位小数')
    await expect(field).toHaveValue('12.345')
    await field.fill('１２．５')
    await page.keyboard.press('Control+s')
    await expect(front(page).getByText('已保存', { exact: true })).toBeVisible()
    await expect(field).toHaveValue('12.50')
    await show(page, '/reports/breaches')
    const [download] = await Promise.all([page.waitForEvent('download'), begin(page)])
    const book = await openWorkbook(readFileSync(await download.path()))
    const month = /(\d{4}-\d\d)-\d{4}-\d\d-\d\d\.xlsx$/.exec(download.suggestedFilename())![1]!
    const report = await administrator.getBreachReport({ query: { month } })
    expect(report.penalties.late_reply).toBe(12.5)
    const rows = rowsOf(book, '商场违约处理报表')
    expect(rows.map((row) => [row['商场编号'], row['未及时回复'], row['合计（元）']])).toEqual([
      ...report.rows.map(({ mall, counts, amount }) => [mall.code, counts.late_reply, amount]), ['合计', report.totals.counts.late_reply, report.totals.amount], ['每次（元）', 12.5, null],
    ])
    expect(rowsOf(book, '违约明细')).toHaveLength((await administrator.listBreaches({ query: { month } })).total)
  } finally {
    await administrator.putPenalties({ body: { penalties: before } })
    await context.close()
  }
})
