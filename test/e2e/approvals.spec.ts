import { expect } from '@playwright/test'
import type { Client } from '#shared/contract/client.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, operate, person, serverUrl, type Person } from './flows/person.ts'
import { test } from './flows/test.ts'

const DAY = 24 * 60 * 60 * 1000

async function newComplaint(agent: Client, words: string): Promise<string> {
  const { items: [customer] } = await agent.searchCustomers({ query: { phone: '13900002671' } })
  const { no } = await agent.createTicket({
    body: { type: 'complaint', level: '3', customer: { id: customer!.id }, mallCode: 'M0001', submit: true, feedback: { content: words, channel: 'phone', calledAt: new Date().toISOString() } },
  })
  return no
}

/** Goes down the queue of a kind with the keyboard until the request of this ticket stands at the right. */
async function goTo({ page }: Person, kind: 'return' | 'visit' | 'closure', no: string): Promise<void> {
  await page.evaluate((address) => { location.hash = `#/approvals/${address}` }, kind)
  const shown = front(page).getByRole('heading', { level: 2 }).filter({ hasText: /\d{10}/ }).first()
  await expect(front(page).getByRole('link', { name: no }).first()).toBeVisible({ timeout: 15_000 })
  await expect(shown).toBeVisible()
  for (let step = 0; step < 60 && !(await shown.textContent())?.includes(no); step++) {
    const before = await shown.textContent()
    await page.keyboard.press('j')
    await expect(shown).not.toHaveText(before ?? '')
  }
  await expect(shown).toContainText(no)
  // The request can be decided once its ticket has been read.
  await expect(front(page).getByRole('button', { name: /^同意/ })).toBeEnabled()
}

async function refuse(approver: Person, comment: string): Promise<void> {
  await approver.page.keyboard.press('r')
  await approver.page.keyboard.type(comment)
  await approver.page.keyboard.press('Control+Enter')
}

test('a return is refused, and a closure refused and then approved, by an approver who uses the keyboard alone', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newComplaint(agent, '衣柜背板受潮起泡，要求更换。')
  const mall = await person(browser, 'M0001', 'mall')
  const approver = await person(browser, 'HQ', 'approver')
  const stateOf = async () => (await agent.getTicket({ params: { no } })).state

  await openTicket(mall, no)
  await front(mall.page).getByRole('button', { name: '退回', exact: true }).click()
  await front(mall.page).getByRole('combobox', { name: /退回原因/ }).click()
  await mall.page.getByRole('option', { name: '其他' }).locator('visible=true').click()
  await front(mall.page).locator('textarea:visible').first().fill('客户不在本商场区域，请改派。')
  await mall.page.keyboard.press('Control+Enter')
  // Locked: while the return waits, the mall can only look.
  await expect(front(mall.page).locator('.gd-ticket-head')).toContainText(/退回待审批/)
  for (const button of ['回复', '解决', '完结', '退回', '提前/延期回访']) {
    await expect(front(mall.page).getByRole('button', { name: button, exact: true })).toHaveCount(0)
  }

  await goTo(approver, 'return', no)
  await refuse(approver, '客户合同在你商场，请继续处理。')
  await expect.poll(stateOf).toBe('unreplied')

  await expect(front(mall.page).getByRole('button', { name: '回复', exact: true })).toBeVisible({ timeout: 20_000 })
  await operate(mall, '回复', '已联系客户，明天上门查看。', '已回复')
  await operate(mall, '解决', '整块更换背板，客户同意。', '已解决')
  await operate(mall, '完结', '背板已更换，客户满意。', '已解决')

  await goTo(approver, 'closure', no)
  await refuse(approver, '客户说还有一块没有换。')
  await expect.poll(stateOf).toBe('unreplied')
  expect((await agent.getTicket({ params: { no } })).resolvedAt).toBeNull()

  await expect(front(mall.page).getByRole('button', { name: '解决', exact: true })).toBeVisible({ timeout: 20_000 })
  await operate(mall, '解决', '剩下一块也已更换。', '已解决')
  await operate(mall, '完结', '全部更换完毕，客户确认。', '已解决')
  await goTo(approver, 'closure', no)
  await approver.page.keyboard.press('a')
  await expect.poll(stateOf).toBe('closed')
  const log = (await agent.getTicketLog({ params: { no } })).items.map(({ operation }) => operation).reverse()
  expect(log).toEqual(['submit', 'return', 'reject_return', 'reply', 'resolve', 'close', 'reject_closure', 'resolve', 'close', 'approve_closure'])
})

test('a visit asked for 39 days after creation is approved at once, one 41 days after waits for the approver', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const mall = await person(browser, 'M0001', 'mall')
  const wallClock = (instant: Date): string => new Date(instant.getTime() + 8 * 60 * 60 * 1000).toISOString().slice(0, 16).replace('T', ' ')
  const ask = async (no: string, days: number): Promise<void> => {
    const { createdAt } = await agent.getTicket({ params: { no } })
    await openTicket(mall, no)
    await front(mall.page).getByRole('button', { name: '提前/延期回访', exact: true }).click()
    const field = front(mall.page).getByRole('combobox', { name: /申请回访时间/ })
    await field.fill(wallClock(new Date(Date.parse(createdAt) + days * DAY)))
    await field.press('Enter')
    await front(mall.page).locator('textarea:visible').first().fill('遗留单到货晚，申请延期。')
    await mall.page.keyboard.press('Control+Enter')
    await expect(front(mall.page).locator('textarea:visible')).toHaveCount(0)
  }

  const early = await newComplaint(agent, '餐边柜门板有划痕。')
  await ask(early, 39)
  expect((await agent.getTicket({ params: { no: early } })).pendingRequests).toEqual([])
  expect(Date.parse((await agent.getTicket({ params: { no: early } })).visitAt!) - Date.now()).toBeGreaterThan(38 * DAY)

  const late = await newComplaint(agent, '书桌抽屉拉不开。')
  await ask(late, 41)
  expect((await agent.getTicket({ params: { no: late } })).pendingRequests).toMatchObject([{ kind: 'visit', state: 'pending' }])
  const approver = await person(browser, 'HQ', 'approver')
  await goTo(approver, 'visit', late)
  await approver.page.keyboard.press('a')
  await expect.poll(async () => (await agent.getTicket({ params: { no: late } })).pendingRequests).toEqual([])
  expect(Date.parse((await agent.getTicket({ params: { no: late } })).visitAt!) - Date.now()).toBeGreaterThan(40 * DAY)
})
