import { expect } from '@playwright/test'
import { expectNoFindings } from './flows/findings.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, serverUrl, signIn, type Person } from './flows/person.ts'
import { test } from './flows/test.ts'

/** In the place of the page before: axe would go through whatever stays open behind. */
async function show(person: Person, address: string): Promise<void> {
  const tabs = person.page.getByRole('tab')
  const open = await tabs.count()
  if (open > 1) {
    await person.page.keyboard.press('Alt+w')
    await expect(tabs).toHaveCount(open - 1)
  }
  await person.page.evaluate((hash) => { location.hash = hash }, `#${address}`)
  await expect(front(person.page)).toBeVisible()
  await expect(person.page.locator('[aria-busy=true]:visible')).toHaveCount(0)
}

test('no page has a serious finding of axe, light or dark', async ({ page }) => {
  await page.goto(serverUrl())
  await expect(page.getByRole('button', { name: '登录' })).toBeVisible()
  await expectNoFindings(page, 'sign-in')
  const person = await signIn(page, 'HQ', 'approver')
  for (const address of ['/home', '/list/unreplied', '/list/late_reply', '/list/closed']) {
    await show(person, address)
    await expectNoFindings(page, address)
  }
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const { items } = await api.queryTickets({ body: { tab: 'open', limit: 1, conditions: [{ field: 'feedbackCount', op: 'gt', value: 1 }] } })
  await openTicket(person, items[0]!.no)
  await front(page).getByRole('button', { name: '反馈', exact: true }).click()
  await expectNoFindings(page, 'ticket')
  for (const kind of ['return', 'visit', 'closure']) {
    await show(person, `/approvals/${kind}`)
    await expectNoFindings(page, kind)
  }
  for (const pool of ['follow_up', 'resolution', 'satisfaction']) {
    await show(person, `/surveys/${pool}`)
    await expectNoFindings(page, pool)
  }
  await page.keyboard.press(person.newTicketKeys)
  await front(page).getByRole('textbox', { name: '来电号码' }).fill('139 0000 2671')
  await page.keyboard.press('Enter')
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expectNoFindings(page, 'call')
})

test('no page of figures has a serious finding of axe, light or dark', async ({ page }) => {
  await page.goto(serverUrl())
  const person = await signIn(page, 'HQ', 'approver')
  await show(person, '/home')
  await expect(front(page).locator('.gd-columns canvas')).toBeVisible()
  await expectNoFindings(page, 'figures')
  await front(page).getByText('表', { exact: true }).click()
  await expectNoFindings(page, 'figures as numbers')
  await front(page).locator('.gd-rate-name').first().focus()
  await expect(page.getByText('上月', { exact: false }).last()).toBeVisible()
  await expectNoFindings(page, 'definition of a figure')
  await front(page).getByText('等待处理', { exact: true }).click()
  await expect(front(page).locator('.gd-waiting ul').first()).toBeVisible()
  await expectNoFindings(page, 'what waits')
  await show(person, '/reports/breaches')
  await expectNoFindings(page, 'breach report')
  await front(page).locator('.gd-breach-number').first().click()
  await expect(front(page).locator('.gd-breach-panel li').first()).toBeVisible()
  await expectNoFindings(page, 'breaches behind a number')
})

test('no page of the administrators has a serious finding of axe, light or dark', async ({ page }) => {
  await page.goto(serverUrl())
  const person = await signIn(page, 'HQ', 'admin')
  for (const section of ['calendar', 'penalties', 'channels', 'templates', 'dead-letters']) {
    await show(person, `/administration/${section}`)
    await expect(front(page).getByRole('heading', { level: 1 })).toBeVisible()
    await expect(front(page).locator('.gd-month, .gd-penalty, .gd-choice-row, .gd-message, .gd-dead').first()).toBeVisible()
    await expectNoFindings(page, section)
  }
})
