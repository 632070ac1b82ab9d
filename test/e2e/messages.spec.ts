import { expect, type Locator } from '@playwright/test'
import { openLine } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { messagesLookedAt } from './flows/messages.ts'
import { front, person, serverUrl, type Person } from './flows/person.ts'
import { test } from './flows/test.ts'
import { askReturn, newTicket, reply } from './flows/tickets.ts'

/** A push, the reading that it asks for, and the busy machine of a test. */
const SOON = { timeout: 5_000 }

const bell = ({ page }: Person): Locator => page.getByRole('button', { name: /^消息，/ })
const panel = ({ page }: Person): Locator => page.getByRole('dialog', { name: '消息' })
const about = (place: Locator, no: string): Locator => place.getByRole('link').filter({ hasText: no })
const unread = async (someone: Person): Promise<number> => Number(/\d+/.exec((await bell(someone).getAttribute('aria-label')) ?? '')?.[0])

test('a new ticket rings the mall’s bell at once; opening the message opens the ticket and marks it read', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const mall = await person(browser, 'M0001', 'mall')
  await expect(mall.page.getByTitle('实时更新已开')).toBeVisible()
  await expect(bell(mall)).toHaveAccessibleName(/^消息，\d+ 条未读$/)
  const before = await unread(mall)
  const no = await newTicket(agent, '鞋柜的门合不上。')
  await expect.poll(() => unread(mall), SOON).toBe(before + 1)

  await bell(mall).click()
  const message = about(panel(mall), no)
  await expect(message).toContainText('新工单')
  await expect(message).toContainText('未读')
  await message.click()
  await expect(front(mall.page).getByRole('heading', { level: 1 })).toContainText(no)
  await expect(panel(mall)).toBeHidden()
  await expect.poll(() => unread(mall)).toBe(before)
  // Read on this machine is read on every one.
  const other = await person(browser, 'M0001', 'mall')
  await bell(other).click()
  await expect(about(panel(other), no)).toBeVisible()
  await expect(about(panel(other), no)).not.toContainText('未读')
  // A colleague reads for himself.
  const colleague = await person(browser, 'M0001', 'mall2')
  await bell(colleague).click()
  await expect(about(panel(colleague), no)).toContainText('未读')
  await Promise.all([mall, other, colleague].map(({ context }) => context.close()))
})

test('messages that came while the line was cut are there when it is mended, each once', async ({ browser }) => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const line = await openLine(serverUrl())
  const lin = await person(browser, 'M0001', 'mall', { url: line.url })
  await expect(lin.page.getByTitle('实时更新已开')).toBeVisible()
  await expect(bell(lin)).toHaveAccessibleName(/^消息，\d+ 条未读$/)
  const before = await unread(lin)
  line.cut()
  await expect(lin.page.getByTitle('实时更新断开')).toBeVisible()
  const numbers = [await newTicket(agent, '断开时的第一张。'), await newTicket(agent, '断开时的第二张。'), await newTicket(agent, '断开时的第三张。')]
  await lin.page.waitForTimeout(1_500)
  expect(await unread(lin)).toBe(before)
  line.mend()
  await expect.poll(() => unread(lin), { timeout: 15_000 }).toBe(before + 3)
  await bell(lin).click()
  for (const no of numbers) await expect(about(panel(lin), no)).toHaveCount(1)
  await panel(lin).getByRole('button', { name: '全部标为已读' }).click()
  await expect.poll(() => unread(lin)).toBe(0)
  await expect.poll(async () => (await mall.listMessages({ query: {} })).unread).toBe(0)
  await lin.context.close()
  await line.close()
})

test('the home page has the messages beside what waits, live, and opens their tickets', async ({ browser }) => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const xu = await person(browser, 'HQ', 'approver')
  await xu.page.evaluate(() => { location.hash = '#/home' })
  const list = front(xu.page).getByRole('complementary', { name: '消息' })
  await expect(list.getByRole('heading', { name: '消息', exact: true })).toBeVisible()
  await expect(xu.page.getByTitle('实时更新已开')).toBeVisible()
  const no = await newTicket(agent, '梳妆台的镜子裂了。')
  await reply(mall, no, '明天上午送新镜子。')
  await expect(about(list, no)).toHaveCount(1, SOON)
  await askReturn(mall, await newTicket(agent, '这张也不归本商场。'))
  await expect(list.getByRole('link').first()).toContainText('申请退回', SOON)
  const message = about(list, no)
  await expect(message).toContainText('商场已回复')
  await expect(message).toContainText('M0001')
  await expect(message).toContainText('由 林晓禾')
  await message.click()
  await expect(front(xu.page).getByRole('heading', { level: 1 })).toContainText(no)
  await xu.page.evaluate(() => { location.hash = '#/home' })
  await expect(about(list, no)).not.toContainText('未读')
  await xu.context.close()
})

test('a browser that allows it shows a request on the desktop once', async ({ browser }) => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const approver = await person(browser, 'HQ', 'approver', {
    // Chromium without a desktop shows none: what the page asks for is remembered instead.
    prepare: (page) => page.addInitScript(() => {
      const asked: string[] = []
      class Remembering {
        static readonly permission = 'granted'
        onclick: (() => void) | null = null
        constructor(title: string, options: { body?: string; tag?: string } = {}) {
          asked.push([title, options.body, /^gongdan-message-\d+$/.test(options.tag ?? '')].join('|'))
          Object.assign(window, { lastNotification: this })
        }
        close(): void {}
      }
      Object.assign(window, { Notification: Remembering, askedFor: asked })
    }),
  })
  await expect(approver.page.getByTitle('实时更新已开')).toBeVisible()
  await messagesLookedAt(approver.page)
  const asked = (no: string): Promise<string[]> => approver.page.evaluate((wanted) => (window as unknown as { askedFor: string[] }).askedFor.filter((one) => one.includes(wanted)), no)
  const no = await newTicket(agent, '浏览器里的一张。')
  await askReturn(mall, no)
  await expect.poll(() => asked(no), SOON).toEqual([`申请退回|售服 ${no}|true`])
  await approver.page.evaluate(() => (window as unknown as { lastNotification: { onclick: () => void } }).lastNotification.onclick())
  await expect(front(approver.page).getByRole('heading', { level: 1 })).toContainText(no)
  await approver.context.close()
})
