import { expect, type Locator, type Page } from '@playwright/test'
import { apiAs } from './flows/mainJob.ts'
import { front, person, serverUrl, type Person } from './flows/person.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

const numberIn = (text: string | null): number => Number((text ?? '').replace(/[^\d]/g, ''))

async function home({ page }: Person): Promise<Locator> {
  await page.evaluate(() => { location.hash = '#/home' })
  await expect(front(page).getByRole('heading', { name: '待办提醒' })).toBeVisible()
  return front(page)
}
async function show(page: Page, view: '统计' | '等待处理'): Promise<void> {
  await front(page).getByRole('radiogroup', { name: '首页内容' }).getByText(view, { exact: true }).click()
}
/** What the list in front says of itself. */
const listCount = async (page: Page): Promise<number> => {
  const count = front(page).locator('.gd-list-count')
  await expect(count).toHaveText(/\d/)
  return numberIn(await count.textContent())
}
/** A number that is pressed, and the list that it opens, say the same. Time passes meanwhile, so that one of them may be a moment older. */
async function opensItsNumber(agent: Person, link: () => Locator): Promise<number> {
  let number = 0
  await expect(async () => {
    await home(agent)
    await expect(link()).toHaveText(/\d/)
    number = numberIn(await link().textContent())
    await link().click()
    expect(await listCount(agent.page)).toBe(number)
  }).toPass({ timeout: 30_000 })
  return number
}

test('each reminder opens the list that holds just as many tickets, this year and this month', async ({ browser }) => {
  const xu = await person(browser, 'HQ', 'approver')
  for (const range of ['今年', '本月']) {
    await (await home(xu)).getByRole('radiogroup', { name: '按创建时间' }).getByText(range, { exact: true }).click()
    for (const word of ['未查阅', '未回复', '未解决', '未闭环', '未及时回复', '未及时解决', '不满意']) {
      const reminder = (): Locator => front(xu.page).locator('.gd-reminders a').filter({ has: xu.page.getByText(word, { exact: true }) }).locator('b')
      await opensItsNumber(xu, reminder)
    }
  }
  // The month is a part of the year, and the switch is remembered.
  await xu.page.reload()
  await expect((await home(xu)).getByRole('radio', { name: '本月' })).toBeChecked()
  await xu.context.close()
})

test('a reminder follows what happens, and the old number stays until the new one comes', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const xu = await person(browser, 'HQ', 'approver')
  await expect(xu.page.getByTitle('实时更新已开')).toBeVisible()
  const open = (await home(xu)).locator('.gd-reminders a').filter({ hasText: '未闭环' }).locator('b')
  await expect(open).toHaveText(/\d/)
  const before = numberIn(await open.textContent())
  await newTicket(agent, '书架的层板塌了一块。')
  await expect.poll(async () => numberIn(await open.textContent()), { timeout: 15_000 }).toBeGreaterThan(before)
  await xu.context.close()
})

test('each figure of a month opens the list that holds just as many tickets', async ({ browser }) => {
  const xu = await person(browser, 'HQ', 'approver')
  await home(xu)
  await show(xu.page, '统计')
  const links = front(xu.page).locator('.gd-totals .gd-figure-link, .gd-rates .gd-figure-link:not(.gd-visually-hidden), .gd-score-legend .gd-figure-link')
  await expect(links.first()).toBeVisible()
  const labels = await links.evaluateAll((found) => found.map((one) => (one.getAttribute('aria-label') ?? '').replace(/ [\d,]+$/, '')))
  expect(labels).toEqual(expect.arrayContaining(['工单量', '售服', '投诉', '售服升级投诉率的分母', '及时回复率的分子', '及时回复率的分母', '很满意']))
  for (const label of labels) await opensItsNumber(xu, () => front(xu.page).getByRole('link', { name: new RegExp(`^${label} [\\d,]+$`) }))
  // What is missing to the whole stands on the bar.
  const api = await apiAs(serverUrl(), 'HQ', 'approver')
  await home(xu)
  const month = await front(xu.page).locator('.gd-months-pick input').inputValue()
  const [, year, number] = /(\d{4}) 年 (\d+) 月/.exec(month)!
  const { figures } = await api.getFigures({ query: { month: `${year}-${number!.padStart(2, '0')}` } })
  const late = figures.rates.reply.whole - figures.rates.reply.part
  expect(late).toBeGreaterThan(0)
  await front(xu.page).locator('.gd-rates li').filter({ hasText: '及时回复率' }).locator('.gd-rate-rest').click()
  await expect.poll(() => listCount(xu.page)).toBe(late)
  await xu.context.close()
})

test('a column of the days opens its type, the keyboard its day, the table every number', async ({ browser }) => {
  const xu = await person(browser, 'HQ', 'approver')
  await home(xu)
  await show(xu.page, '统计')
  const columns = front(xu.page).getByRole('slider', { name: /每天工单量/ })
  await expect(columns.locator('canvas')).toBeVisible()
  const api = await apiAs(serverUrl(), 'HQ', 'approver')
  const [, year, number] = /(\d{4}) 年 (\d+) 月/.exec(await front(xu.page).locator('.gd-months-pick input').inputValue())!
  const { days } = await api.getFigures({ query: { month: `${year}-${number!.padStart(2, '0')}` } })
  const at = days.reduce((best, day, index) => (day.byType.service > days[best]!.byType.service ? index : best), 0)
  // Along the foot of the columns until the pointer stands on the day.
  const box = (await columns.locator('canvas').boundingBox())!
  const tip = columns.locator('.gd-columns-tip')
  const y = box.height - 30
  let x = 40
  for (; x < box.width; x += 6) {
    await columns.locator('canvas').hover({ position: { x, y } })
    if ((await tip.count()) > 0 && (await tip.locator('b').textContent())?.startsWith(days[at]!.day.slice(5))) break
  }
  await expect(tip.getByText('售服')).toHaveClass(/gd-strong/)
  await columns.locator('canvas').click({ position: { x, y } })
  expect(await listCount(xu.page)).toBe(days[at]!.byType.service)

  await home(xu)
  await columns.focus()
  await xu.page.keyboard.press('Home')
  for (let step = 0; step < at; step += 1) await xu.page.keyboard.press('ArrowRight')
  const total = Object.values(days[at]!.byType).reduce((sum, count) => sum + count, 0)
  await expect(columns).toHaveAttribute('aria-valuetext', new RegExp(`共 ${total} 张`))
  await xu.page.keyboard.press('Enter')
  await expect.poll(() => listCount(xu.page)).toBe(total)

  await home(xu)
  await front(xu.page).getByRole('radiogroup', { name: '每天工单量的显示方式' }).getByText('表', { exact: true }).click()
  const row = front(xu.page).locator('.gd-day-table tbody tr').nth(at)
  await expect(row.locator('td').last()).toHaveText(String(total))
  await row.locator('td').first().getByRole('link').click()
  await expect.poll(() => listCount(xu.page)).toBe(days[at]!.byType.service)
  await xu.context.close()
})

test('the columns are drawn again in another theme, another width and another language', async ({ browser }) => {
  const xu = await person(browser, 'HQ', 'approver')
  await home(xu)
  await show(xu.page, '统计')
  const canvas = front(xu.page).locator('.gd-columns canvas')
  await expect(canvas).toBeVisible()
  const picture = (): Promise<string> => canvas.evaluate((drawn) => (drawn as HTMLCanvasElement).toDataURL())
  const light = await picture()
  await xu.page.emulateMedia({ colorScheme: 'dark' })
  await expect.poll(picture).not.toBe(light)
  const dark = await picture()
  const width = (await canvas.boundingBox())!.width
  await xu.page.setViewportSize({ width: 1600, height: 900 })
  await expect.poll(async () => (await canvas.boundingBox())!.width).not.toBe(width)
  await xu.page.setViewportSize({ width: 1366, height: 768 })
  await expect.poll(picture).toBe(dark)
  await xu.page.getByRole('button', { name: /许文/ }).click()
  await xu.page.getByText('English', { exact: true }).click()
  await expect(front(xu.page).getByRole('slider', { name: /Tickets of each day/ })).toBeVisible()
  await expect.poll(picture).not.toBe(dark)
  await xu.context.close()
})

test('each number of the breach report opens as many breaches, on the home page and on its own', async ({ browser }) => {
  const xu = await person(browser, 'HQ', 'approver')
  await home(xu)
  await show(xu.page, '统计')
  const cell = front(xu.page).locator('.gd-breaches tbody .gd-breach-number:not(.is-strong)').first()
  const onHome = numberIn(await cell.textContent())
  await cell.click()
  const panel = front(xu.page).locator('.gd-breach-panel')
  await expect(panel.locator('.gd-breach-count')).toHaveText(`${onHome} 次`)
  await xu.page.keyboard.press('Escape')
  await expect(panel).toHaveCount(0)
  await expect(cell).toBeFocused()

  await front(xu.page).getByRole('link', { name: /^全部 \d+ 个商场$/ }).click()
  await expect(front(xu.page).getByRole('heading', { level: 1, name: '商场违约处理报表' })).toBeVisible()
  const numbers = front(xu.page).locator('.gd-breaches .gd-breach-number:not(.is-strong), .gd-breaches tfoot td:not(:last-child) .gd-breach-number')
  await expect(numbers.first()).toBeVisible()
  const count = await numbers.count()
  expect(count).toBeGreaterThan(3)
  for (let index = 0; index < count; index += 1) {
    const one = numbers.nth(index)
    const number = numberIn(await one.textContent())
    await one.click()
    await expect(panel.locator('.gd-breach-count')).toHaveText(`${number} 次`)
    if (number <= 50) await expect(panel.locator('li')).toHaveCount(number)
  }
  await panel.locator('li a').first().click()
  await expect(front(xu.page).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
  await xu.context.close()
})

test('a mall reads its own row on a phone, in one column', async ({ browser }) => {
  const mall = await person(browser, 'M0001', 'mall', { viewport: { width: 390, height: 844 } })
  await expect(front(mall.page).getByText('等待回复的工单')).toBeVisible()
  await show(mall.page, '统计')
  await expect(front(mall.page).locator('.gd-totals b').first()).toHaveText(/\d/)
  await expect(front(mall.page).locator('.gd-columns canvas')).toBeVisible()
  expect(await mall.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await mall.page.evaluate(() => { location.hash = '#/reports/breaches' })
  await expect(front(mall.page).locator('.gd-breach-cards h2')).toHaveText(['M0001 澜州江北商场'])
  const late = front(mall.page).getByRole('button', { name: /未及时回复/ })
  const number = numberIn(await late.locator('b').textContent())
  await late.click()
  await expect(front(mall.page).locator('.gd-breach-count')).toHaveText(`${number} 次`)
  expect(await mall.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
  await mall.context.close()
})
