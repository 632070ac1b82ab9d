import { expect, type Page } from '@playwright/test'
import { dayOf } from '#shared/domain/sla/zonedTime.ts'
import { updateRows } from '#server/database/database.ts'
import { databaseUrl, openDatabase } from './flows/database.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl } from './flows/person.ts'
import { openReceiver } from './flows/receiver.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

const LONG_ENOUGH = { timeout: 20_000 }
const show = (page: Page, section: string): Promise<void> => page.evaluate((name) => { location.hash = `#/administration/${name}` }, section)

test('a day off that an administrator enters moves the deadlines that reach over it, and back', async ({ browser }) => {
  const [agent, administrator] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'HQ', 'admin')]
  const no = await newTicket(agent, '日历改动前受理的一张。')
  const before = (await agent.getTicket({ params: { no } })).resolveDueAt!
  const day = dayOf(new Date(before), 'Asia/Shanghai')
  const dueNow = async (): Promise<string | null> => (await agent.getTicket({ params: { no } })).resolveDueAt
  const { page, context } = await person(browser, 'HQ', 'admin')
  try {
    await show(page, 'calendar')
    const cell = front(page).locator(`[data-day="${day}"]`)
    await expect(front(page).getByRole('grid')).toHaveCount(12)
    if (!(await cell.isVisible())) await front(page).getByRole('button', { name: '下一年' }).click()
    await cell.click()
    await expect(front(page).getByText('1 天由工作日变为休息日')).toBeVisible()
    await expect(front(page).getByText('未到期的时限会在后台重算')).toBeVisible()
    await front(page).getByRole('textbox', { name: '备注' }).fill('盘点停业')
    await expect(page.getByRole('tab', { name: '工作日历' })).toContainText('有未提交的内容')
    await front(page).getByRole('button', { name: '设为休息日' }).click()
    await expect(front(page).getByRole('region', { name: '这一年的安排' })).toContainText('盘点停业')
    await expect(cell).toContainText(/休息日 · 盘点停业 · 程砚/)
    await expect(cell).toBeFocused()
    await expect.poll(dueNow, LONG_ENOUGH).not.toBe(before)
    expect((await dueNow())! > before).toBe(true)
    await openTicket({ page, newTicketKeys: 'Alt+n' }, no)
    await expect(front(page).getByText('重算时限').first()).toBeVisible()

    // The keyboard alone takes it away again.
    await show(page, 'calendar')
    await cell.focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('ArrowRight')
    await expect(front(page).getByText('去掉 1 天的自定义')).toBeVisible()
    await page.keyboard.press('Control+s')
    await expect(front(page).getByRole('region', { name: '这一年的安排' })).not.toContainText('盘点停业')
    await expect.poll(dueNow, LONG_ENOUGH).toBe(before)
  } finally {
    await administrator.setCalendarDays({ body: { from: day, to: day, working: null } })
    await context.close()
  }
})

test('a channel is configured and tried, its words are changed, and what could not be delivered is sent again', async ({ browser }) => {
  test.skip(databaseUrl() === '', 'a day of tries can pass only in the test’s own database')
  const [agent, administrator] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'HQ', 'admin')]
  const receiver = await openReceiver()
  const database = openDatabase()
  const { page, context } = await person(browser, 'HQ', 'admin')
  const of = (ticketNo: string) => receiver.received.filter(({ body }) => body.ticketNo === ticketNo && !body.test)
  try {
    await show(page, 'channels')
    await front(page).getByRole('button', { name: /^应用/ }).click()
    await expect(front(page).getByRole('listitem').filter({ hasText: '应用' })).toContainText('未启用：不会发送任何消息')
    await front(page).getByRole('switch', { name: '发送' }).press('Space')
    await front(page).getByRole('textbox', { name: '接收地址' }).fill(receiver.url)
    await front(page).getByRole('textbox', { name: '签名密钥' }).fill('too-short')
    await page.keyboard.press('Control+s')
    await expect(front(page).getByRole('alert').filter({ hasText: '至少 16 个字符' })).toBeVisible()
    // Nothing typed is lost, whatever page is looked at meanwhile.
    await show(page, 'templates')
    await show(page, 'channels')
    await expect(page.getByRole('tab', { name: '消息渠道' })).toContainText('有未提交的内容')
    await expect(front(page).getByRole('textbox', { name: '接收地址' })).toHaveValue(receiver.url)
    await front(page).getByRole('textbox', { name: '签名密钥' }).fill('a-secret-of-the-tests')
    await page.keyboard.press('Control+s')
    await expect(page.getByRole('tab', { name: '消息渠道' })).not.toContainText('有未提交的内容')
    await expect(front(page).getByRole('listitem').filter({ hasText: '应用' })).toContainText('正常')
    await expect(front(page).getByRole('textbox', { name: '签名密钥' })).toHaveValue('')
    await expect(front(page).getByText('已设置，留空则不变')).toBeVisible()

    await front(page).getByRole('button', { name: '试发一条' }).click()
    await expect(front(page).getByText('接收方已收下')).toBeVisible()
    expect(receiver.received.map(({ body, headers }) => [body.test, typeof headers['x-gongdan-signature']])).toEqual([[true, 'string']])

    await show(page, 'templates')
    await front(page).getByRole('listitem').filter({ hasText: '应用' }).first().getByRole('button').click()
    const words = front(page).getByRole('textbox', { name: '内容' })
    await words.fill('请看新单')
    await front(page).getByRole('button', { name: '工单编号' }).click()
    await expect(words).toHaveValue('请看新单{ticketNo}')
    await expect(front(page).getByText('请看新单2603000017', { exact: true })).toBeVisible()
    await page.keyboard.press('Control+s')
    await expect(front(page).getByRole('button', { name: '恢复标准内容' })).toBeVisible()
    const first = await newTicket(agent, '渠道接好后的第一张。')
    await expect.poll(() => of(first).map(({ body }) => [body.event, body.text])[0], LONG_ENOUGH).toEqual(['submitted', `请看新单${first}`])
    await front(page).getByRole('button', { name: '恢复标准内容' }).click()
    await front(page).getByRole('alertdialog').getByRole('button', { name: '恢复标准内容' }).click()
    await expect(words).toHaveValue(/^您有新的/)

    receiver.answer(503)
    const second = await newTicket(agent, '接收方停机时的一张。')
    await expect.poll(() => of(second).length, LONG_ENOUGH).toBeGreaterThan(0)
    // A day of tries goes by.
    await expect.poll(async () => {
      await updateRows(database.tables.dispatches, { attempts: 1_000, nextAttemptAt: new Date() }, { state: 'waiting', channel: 'app' }, null)
      const { items } = await administrator.listChannels()
      return items.find(({ channel }) => channel === 'app')!.waiting
    }, LONG_ENOUGH).toBe(0)
    const dead = new Set(of(second).map(({ body }) => body.messageId))
    await show(page, 'channels')
    await expect(front(page).getByRole('listitem').filter({ hasText: '应用' })).toContainText('最近发送失败', LONG_ENOUGH)
    await front(page).getByRole('button', { name: /查看未送达/ }).click()
    const rows = front(page).getByRole('row').filter({ hasText: second })
    await expect(rows.first()).toContainText('接收方拒收 · 503')
    await expect(rows).toHaveCount(dead.size)

    receiver.answer(200)
    const earlier = of(second).length
    await rows.first().getByRole('checkbox').check()
    await front(page).getByRole('button', { name: '重发所选 1 条' }).click()
    await expect(front(page).getByText('1 条已重新排队。')).toBeVisible()
    await expect(rows).toHaveCount(dead.size - 1)
    await expect.poll(() => of(second).length, LONG_ENOUGH).toBe(earlier + 1)
    expect(dead.has(of(second).at(-1)!.body.messageId)).toBe(true)
    if (dead.size > 1) {
      await front(page).getByRole('button', { name: /重发应用全部/ }).click()
      await front(page).getByRole('alertdialog').getByRole('button', { name: '全部重发' }).click()
    }
    await expect(front(page).getByText('没有未送达的应用消息')).toBeVisible()
    await expect.poll(() => new Set(of(second).slice(earlier).map(({ body }) => body.messageId)), LONG_ENOUGH).toEqual(dead)
  } finally {
    await administrator.putChannel({ params: { channel: 'app' }, body: { enabled: false, url: null, quietHours: null } })
    await administrator.resetTemplate({ params: { event: 'submitted', channel: 'app' } })
    await context.close()
    await database.sequelize.close()
    await receiver.close()
  }
})

test('who administers nothing has neither the pages nor their entries', async ({ browser }) => {
  const { page, context } = await person(browser, 'HQ', 'agent')
  await expect(page.getByRole('navigation', { name: '工单导航' })).not.toContainText('工作日历')
  const asked: string[] = []
  page.on('request', (request) => { if (request.url().includes('/admin/')) asked.push(request.url()) })
  for (const section of ['calendar', 'channels', 'templates', 'dead-letters']) {
    await show(page, section)
    await expect(front(page).getByText('您没有管理权限')).toBeVisible()
  }
  expect(asked).toEqual([])
  await context.close()
})
