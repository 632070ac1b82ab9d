import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Page } from '@playwright/test'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, serverUrl, signIn, type Person } from './flows/person.ts'

/** What axe calls serious or critical by WCAG 2.2 AA, in few words. */
async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`))
}

async function show(person: Person, address: string): Promise<void> {
  await person.page.evaluate((hash) => { location.hash = hash }, `#${address}`)
  await expect(front(person.page)).toBeVisible()
  await expect(person.page.locator('[aria-busy=true]:visible')).toHaveCount(0)
}

for (const theme of ['light', 'dark'] as const) {
  test(`no page has a serious finding of axe (${theme})`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(serverUrl())
    await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
    expect(await findings(page), 'sign-in').toEqual([])
    const person = await signIn(page, 'HQ', 'approver')
    await page.evaluate((chosen) => { document.documentElement.dataset['theme'] = chosen }, theme)
    for (const address of ['/home', '/list/unreplied', '/list/late_reply', '/list/closed']) {
      await show(person, address)
      expect(await findings(page), address).toEqual([])
    }
    const api = await apiAs(serverUrl(), 'HQ', 'agent')
    const { items } = await api.queryTickets({ body: { tab: 'open', limit: 1, conditions: [{ field: 'feedbackCount', op: 'gt', value: 1 }] } })
    await openTicket(person, items[0]!.no)
    await front(page).getByRole('button', { name: '反馈', exact: true }).click()
    expect(await findings(page), 'ticket').toEqual([])
    for (const kind of ['return', 'visit', 'closure']) {
      await show(person, `/approvals/${kind}`)
      expect(await findings(page), kind).toEqual([])
    }
    for (const pool of ['follow_up', 'resolution', 'satisfaction']) {
      await show(person, `/surveys/${pool}`)
      expect(await findings(page), pool).toEqual([])
    }
    await page.keyboard.press(person.newTicketKeys)
    await front(page).getByRole('textbox', { name: '来电号码' }).fill('139 0000 2671')
    await page.keyboard.press('Enter')
    await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
    expect(await findings(page), 'call').toEqual([])
  })
  test(`no page of figures has a serious finding of axe (${theme})`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(serverUrl())
    const person = await signIn(page, 'HQ', 'approver')
    await page.evaluate((chosen) => { document.documentElement.dataset['theme'] = chosen }, theme)
    await show(person, '/home')
    await expect(front(page).locator('.gd-columns canvas')).toBeVisible()
    expect(await findings(page), 'figures').toEqual([])
    await front(page).getByText('表', { exact: true }).click()
    expect(await findings(page), 'figures as numbers').toEqual([])
    await front(page).locator('.gd-rate-name').first().focus()
    await expect(page.getByText('上月', { exact: false }).last()).toBeVisible()
    expect(await findings(page), 'definition of a figure').toEqual([])
    await front(page).getByText('等待处理', { exact: true }).click()
    await expect(front(page).locator('.gd-waiting ul').first()).toBeVisible()
    expect(await findings(page), 'what waits').toEqual([])
    await show(person, '/reports/breaches')
    expect(await findings(page), 'breach report').toEqual([])
    await front(page).locator('.gd-breach-number').first().click()
    await expect(front(page).locator('.gd-breach-panel li').first()).toBeVisible()
    expect(await findings(page), 'breaches behind a number').toEqual([])
  })
  test(`no page of the administrators has a serious finding of axe (${theme})`, async ({ page }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(serverUrl())
    const person = await signIn(page, 'HQ', 'admin')
    await page.evaluate((chosen) => { document.documentElement.dataset['theme'] = chosen }, theme)
    for (const section of ['calendar', 'penalties', 'channels', 'templates', 'dead-letters']) {
      await show(person, `/administration/${section}`)
      await expect(front(page).getByRole('heading', { level: 1 })).toBeVisible()
      await expect(front(page).locator('.gd-month, .gd-penalty, .gd-choice-row, .gd-message, .gd-dead').first()).toBeVisible()
      expect(await findings(page), section).toEqual([])
    }
  })
}
