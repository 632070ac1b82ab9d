import { expect, test } from '@playwright/test'
import { electronExecutable } from '../support/electronExecutable.ts'
import { closeDesktops, desktopPerson, type DesktopPerson } from './flows/desktop.ts'
import { openLine } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { messagesLookedAt } from './flows/messages.ts'
import { front, serverUrl } from './flows/person.ts'
import { askReturn, newTicket } from './flows/tickets.ts'

// What the system shows can be seen in the stand-in alone: its Notification remembers, and takes a click from a test.
test.skip(electronExecutable().isReal, 'the notifications of a real desktop cannot be read')
test.afterEach(closeDesktops)

interface ShownNotification {
  title: string
  body: string
  closed: boolean
  emit: (event: 'click') => void
}

/** What was shown about a ticket since the program started. */
const shownAbout = ({ app }: DesktopPerson, no: string): Promise<{ title: string; body: string; closed: boolean }[]> =>
  app.evaluate(({ Notification }, wanted) => (Notification as unknown as { shown: ShownNotification[] }).shown
    .filter(({ body }) => body.includes(wanted)).map(({ title, body, closed }) => ({ title, body, closed })), no)
const click = ({ app }: DesktopPerson, no: string): Promise<void> =>
  app.evaluate(({ Notification }, wanted) => { (Notification as unknown as { shown: ShownNotification[] }).shown.find(({ body }) => body.includes(wanted))!.emit('click') }, no)
const notice = (no: string) => ({ title: '申请退回', body: `售服 ${no}`, closed: false })

test('a request is shown on the approver’s desktop once, and a click brings its ticket to the front', async () => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const before = await newTicket(agent, '衣柜门缝不齐。')
  await askReturn(mall, before)
  const api = await apiAs(serverUrl(), 'HQ', 'approver')
  await expect.poll(async () => (await api.listMessages({ query: {} })).items.some(({ ticketNo }) => ticketNo === before)).toBe(true)

  const line = await openLine(serverUrl())
  const approver = await desktopPerson('HQ', 'approver', line.url)
  await expect(approver.page.getByTitle('实时更新已开')).toBeVisible()
  await messagesLookedAt(approver.page)
  const no = await newTicket(agent, '鞋柜的门板翘起来了。')
  await askReturn(mall, no)
  await expect.poll(() => shownAbout(approver, no)).toEqual([notice(no)])
  // A new ticket of the call center belongs on nobody's desktop, and neither does what was there at the start.
  const plain = await newTicket(agent, '抽屉缺一个拉手。')
  expect(await shownAbout(approver, before)).toEqual([])

  // Cut off: what comes meanwhile is shown afterwards, what was shown is not shown again.
  line.cut()
  await expect(approver.page.getByTitle('实时更新断开')).toBeVisible()
  const meanwhile = await newTicket(agent, '断开时来的一张。')
  await askReturn(mall, meanwhile)
  line.mend()
  await expect.poll(() => shownAbout(approver, meanwhile), { timeout: 20_000 }).toEqual([notice(meanwhile)])

  // Loaded anew, the page has everything before it once more.
  await approver.page.reload()
  await expect(approver.page.getByTitle('实时更新已开')).toBeVisible()
  const last = await newTicket(agent, '重新打开后的一张。')
  await askReturn(mall, last)
  await expect.poll(() => shownAbout(approver, last)).toEqual([notice(last)])
  for (const one of [no, meanwhile]) expect(await shownAbout(approver, one)).toEqual([notice(one)])
  expect(await shownAbout(approver, plain)).toEqual([])

  const window = await approver.app.browserWindow(approver.page)
  await window.evaluate((own) => own.minimize())
  await click(approver, no)
  await expect(front(approver.page).getByRole('heading', { level: 1 })).toContainText(no)
  expect(await window.evaluate((own) => [own.isMinimized(), own.isVisible(), own.isFocused()])).toEqual([false, true, true])
  await expect.poll(async () => (await api.listMessages({ query: { limit: 100 } })).items.find(({ ticketNo }) => ticketNo === no)?.read).toBe(true)
  await line.close()
})

test('do-not-disturb keeps requests off the desktop, and the bell has them all the same', async () => {
  const [agent, mall] = [await apiAs(serverUrl(), 'HQ', 'agent'), await apiAs(serverUrl(), 'M0001', 'mall')]
  const approver = await desktopPerson('HQ', 'approver')
  const { page } = approver
  await expect(page.getByTitle('实时更新已开')).toBeVisible()
  await messagesLookedAt(page)
  await page.getByTitle('我的账号').click()
  await page.getByRole('radiogroup', { name: '桌面通知' }).getByText('勿扰', { exact: true }).click()
  await page.keyboard.press('Escape')
  const quiet = await newTicket(agent, '勿扰时来的一张。')
  await askReturn(mall, quiet)
  await page.getByRole('button', { name: /^消息，/ }).click()
  await expect(page.getByRole('dialog', { name: '消息' }).getByRole('link').filter({ hasText: quiet })).toBeVisible()
  await page.keyboard.press('Escape')
  expect(await shownAbout(approver, quiet)).toEqual([])

  await page.getByTitle('我的账号').click()
  await page.getByRole('radiogroup', { name: '桌面通知' }).getByText('显示', { exact: true }).click()
  await page.keyboard.press('Escape')
  const loud = await newTicket(agent, '又可以打扰了。')
  await askReturn(mall, loud)
  await expect.poll(() => shownAbout(approver, loud)).toEqual([notice(loud)])
  expect(await shownAbout(approver, quiet)).toEqual([])
})
