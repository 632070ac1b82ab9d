import { expect, type Locator, type Page } from '@playwright/test'
import { apiAs } from './flows/mainJob.ts'
import { front, person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'
import { newTicket, reply } from './flows/tickets.ts'

// Indexing lags a second; the machine may be busy.
const INDEXED = { timeout: 15_000 }

const box = (page: Page): Locator => page.getByRole('combobox', { name: '编号、电话、客户、合同、反馈内容' })
const options = (page: Page): Locator => page.getByRole('listbox', { name: '搜索结果' }).getByRole('option')
/** Types anew until the index has it. */
async function searchUntil(page: Page, text: string, found: string): Promise<void> {
  await expect(async () => {
    await box(page).fill('')
    await box(page).fill(text)
    await expect(options(page).filter({ hasText: found }).first()).toBeVisible({ timeout: 2_000 })
  }).toPass(INDEXED)
}

test('what was said and answered is found, marked, and opened with the keyboard', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '次卧的榻榻米升降台卡住了，按键没有反应。')
  await reply(await apiAs(serverUrl(), 'M0001', 'mall'), no, '升降台电机的保险丝烧断，明天带配件上门。')
  const { page } = await person(browser, 'HQ', 'agent')

  await page.keyboard.press('/')
  await expect(box(page)).toBeFocused()
  await searchUntil(page, '保险丝', no)
  const hit = options(page).filter({ hasText: no })
  await expect(hit.locator('mark')).toHaveText('保险丝')
  await expect(hit).toContainText('回复')
  await expect(page.getByRole('listbox', { name: '搜索结果' })).toContainText('反馈与跟进')

  // Two words of two texts; a part of a word that stands there, and the same with another sign between.
  await searchUntil(page, '榻榻米 保险丝', no)
  await searchUntil(page, '卡住了。按键', no)
  await box(page).fill('榻榻米保险丝')
  await expect(page.getByText('没有找到“榻榻米保险丝”')).toBeVisible()
  await searchUntil(page, '保险丝', no)
  await box(page).press('Enter')
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(no)
})

test('numbers, names and contracts stand under their headings, and say when they are too short', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '请回电。')
  const { page } = await person(browser, 'HQ', 'agent')
  const panel = page.getByRole('listbox', { name: '搜索结果' })

  await box(page).fill(no.slice(-5))
  await expect(options(page).filter({ hasText: no })).toBeVisible()
  await expect(panel).toContainText('工单编号')
  await box(page).fill('2671')
  await expect(panel).toContainText('电话')
  await expect(options(page).filter({ hasText: '139****2671' }).first()).toBeVisible()
  await box(page).fill('139 0000 2671')
  await expect(options(page).first()).toContainText('受理来电')
  await box(page).fill('267')
  await expect(page.getByText('编号或电话至少输入 4 位数字')).toBeVisible()
  await box(page).fill('沈')
  await expect(page.getByText('至少输入连在一起的 2 个字')).toBeVisible()
  await box(page).fill('%_\'"')
  await expect(page.getByText('至少输入连在一起的 2 个字')).toBeVisible()
  await box(page).press('Escape')
  await box(page).press('Escape')
  await expect(box(page)).toHaveValue('')
})

test('all hits open as a list that holds them and says what it was asked', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const numbers: string[] = []
  for (let count = 0; count < 8; count++) numbers.push(await newTicket(agent, `第 ${count + 1} 扇折叠隐形门关不严。`))
  const { page } = await person(browser, 'HQ', 'agent')
  await searchUntil(page, '折叠隐形门', numbers.at(-1)!)
  const all = options(page).filter({ hasText: '在全部工单里看全部结果' })
  await expect(async () => {
    await box(page).fill('')
    await box(page).fill('折叠隐形门')
    await all.click({ timeout: 2_000 })
  }).toPass(INDEXED)
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText('全部工单')
  for (const no of numbers) await expect(front(page).getByRole('row').filter({ hasText: no })).toBeVisible()
  await expect(front(page).getByText('共 8 张')).toBeVisible()
})

test('a mall finds its own tickets and nothing of anybody else’s', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '玄关的感应灯带整晚不灭。')
  const own = await person(browser, 'M0001', 'mall')
  await searchUntil(own.page, '感应灯带整晚', no)
  const other = await person(browser, 'M0003', 'mall')
  for (const text of ['感应灯带整晚', no]) {
    await box(other.page).fill(text)
    await expect(other.page.getByText(`没有找到“${text}”`).or(options(other.page).filter({ hasText: '打开工单' }))).toBeVisible()
    await expect(options(other.page).filter({ hasText: '感应灯' })).toHaveCount(0)
  }
})

test('while the server cannot be reached the box says so, and tries again', async ({ browser }) => {
  const { page } = await person(browser, 'HQ', 'agent')
  await page.route('**/api/v1/search?**', (route) => route.abort())
  await box(page).fill('衣柜门')
  await expect(page.getByRole('alert').filter({ hasText: '没有查到' })).toBeVisible()
  await page.unroute('**/api/v1/search?**')
  await page.getByRole('alert').getByRole('button', { name: '再试' }).click()
  await expect(page.getByRole('alert').filter({ hasText: '没有查到' })).toHaveCount(0)
})
