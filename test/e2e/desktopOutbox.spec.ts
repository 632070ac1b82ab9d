import AxeBuilder from '@axe-core/playwright'
import { expect, test, type Locator, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesktopBridge } from '#shared/contract/ipc.ts'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'
import { closeDesktops, desktopPerson, type DesktopPerson } from './flows/desktop.ts'
import { openLine, type Line } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, serverUrl, signIn } from './flows/person.ts'

let line: Line
test.beforeEach(async () => { line = await openLine(serverUrl()) })
test.afterEach(async () => {
  await closeDesktops()
  await line.close()
})

const known = '139 0000 2671'
const chip = (page: Page): Locator => page.locator('.gd-connection')
const form = (page: Page): Locator => front(page).getByRole('region', { name: '新建工单' })

async function openForm(page: Page, phone: string): Promise<void> {
  await page.keyboard.press('Control+n')
  await form(page).getByRole('textbox', { name: '来电号码' }).fill(phone)
  await page.keyboard.press('Enter')
}
async function write(page: Page, words: string): Promise<void> {
  await form(page).getByRole('textbox', { name: '客户说的话' }).fill(words)
}
async function fileTicket(page: Page, words: string): Promise<void> {
  await openForm(page, known)
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(form(page).getByText('按合同推荐')).toBeVisible()
  await write(page, words)
  await page.keyboard.press('Control+Enter')
}
/** The submitted tickets of the caller whose latest words hold a text, oldest first; he has many of other tests. */
async function ticketsWith(words: string): Promise<{ no: string; followUpOf: string | null }[]> {
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const { items } = await api.queryTickets({ body: { tab: 'all', match: 'all', conditions: [{ field: 'customer.phones', op: 'eq', value: '13900002671' }], sort: { field: 'createdAt', direction: 'desc' }, limit: 100 } })
  return items.filter((ticket) => ticket.latestFeedback.includes(words)).map(({ no, followUpOf }) => ({ no, followUpOf })).reverse()
}
async function agentOnLine(): Promise<DesktopPerson> {
  const agent = await desktopPerson('HQ', 'agent', line.url)
  await expect(chip(agent.page)).toContainText('在线')
  return agent
}

test('online, a form goes through the outbox and shows its number as always', async () => {
  const { page } = await agentOnLine()
  const words = `在线提交 ${Date.now()}`
  await fileTicket(page, words)
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
  await expect(front(page).getByText(words)).toBeVisible()
  expect(await ticketsWith(words)).toHaveLength(1)
})

test('what is written without the server goes out in order, once and by itself, when it is back', async () => {
  const { page } = await agentOnLine()
  const mark = `断网 ${Date.now()}`
  const seed = (await apiAs(serverUrl(), 'HQ', 'agent'))
  // Seen once with the server, the customer is known without it.
  await fileTicket(page, `${mark} 原单`)
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
  const [first] = await ticketsWith(`${mark} 原单`)
  await openForm(page, known)
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(front(page).getByRole('button', { name: first!.no, exact: true })).toBeVisible()
  line.cut()

  await expect(chip(page)).toContainText('离线', { timeout: 15_000 })
  await expect(page.getByText(/网络断开/)).toBeVisible()
  await page.keyboard.press('Alt+1')
  await front(page).getByRole('textbox', { name: '客户说的话' }).fill(`${mark} 反馈`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已进发件箱，第 1 件')).toBeVisible()
  for (const number of [2, 3]) {
    await openForm(page, known)
    await expect(front(page).getByText(/本机 .*的资料，可能已变/)).toBeVisible()
    await expect(form(page).getByRole('textbox', { name: '客户姓名' })).toHaveValue('沈若兰')
    await expect(form(page).getByText('按合同推荐')).toBeVisible()
    await write(page, `${mark} 第${number}件`)
    await expect(front(page).getByText(`离线：保存后进入发件箱，排第 ${number}`)).toBeVisible()
    await page.keyboard.press('Control+Enter')
    await expect(page.getByText(`已进发件箱，第 ${number} 件`)).toBeVisible()
  }
  await expect(chip(page)).toContainText('待发 3')
  expect(await ticketsWith(`${mark} 第`)).toHaveLength(0)

  line.mend()
  const back = Date.now()
  await expect(chip(page)).toContainText('待发 0', { timeout: 30_000 })
  expect(Date.now() - back).toBeLessThan(30_000)
  await expect(chip(page)).toContainText('在线')
  const made = await ticketsWith(`${mark} 第`)
  expect(made).toHaveLength(2)
  expect((await Promise.all(made.map(({ no }) => seed.getTicket({ params: { no } })))).map(({ latestFeedback }) => latestFeedback)).toEqual([`${mark} 第2件`, `${mark} 第3件`])
  expect((await seed.getTicket({ params: { no: first!.no } })).feedbackCount).toBe(2)
  await chip(page).click()
  await expect(front(page).getByRole('heading', { name: '今天已送达' })).toBeVisible()
  await expect(front(page).getByRole('region', { name: '发件箱里的件' }).getByRole('button', { name: made[1]!.no })).toBeVisible()
})

test('a program that is killed without the server opens again without it, with form and outbox', async () => {
  const userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  const mark = `重启 ${Date.now()}`
  const first = await launchDesktop({ serverUrl: line.url, userDataDir })
  const page = await desktopPage(first)
  await signIn(page, 'HQ', 'agent')
  await openForm(page, known)
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(form(page).getByText('按合同推荐')).toBeVisible()
  line.cut()
  await expect(chip(page)).toContainText('离线', { timeout: 15_000 })
  await write(page, `${mark} 已保存`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已进发件箱，第 1 件')).toBeVisible()
  await openForm(page, known)
  await write(page, `${mark} 写了一半`)
  await expect(front(page).getByText('已存本机')).toBeVisible()
  await page.waitForTimeout(1_000)
  first.process().kill('SIGKILL')
  await first.close().catch(() => undefined)

  const second = await launchDesktop({ serverUrl: line.url, userDataDir })
  try {
    const again = await desktopPage(second)
    await expect(chip(again)).toContainText('离线', { timeout: 20_000 })
    await expect(chip(again)).toContainText('待发 1')
    await expect(form(again).getByRole('textbox', { name: '客户说的话' })).toHaveValue(`${mark} 写了一半`)
    line.mend()
    await expect(chip(again)).toContainText('待发 0', { timeout: 30_000 })
    expect(await ticketsWith(`${mark} 已保存`)).toHaveLength(1)
    await expect(form(again).getByRole('textbox', { name: '客户说的话' })).toHaveValue(`${mark} 写了一半`)
    await again.keyboard.press('Control+Enter')
    await expect(front(again).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
    expect(await ticketsWith(`${mark} 写了一半`)).toHaveLength(1)
  } finally {
    await second.close()
    rmSync(userDataDir, { recursive: true, force: true })
  }
})

test('feedback on a ticket that ended meanwhile becomes a linked new ticket', async () => {
  const { page } = await agentOnLine()
  const mark = `关单 ${Date.now()}`
  await fileTicket(page, `${mark} 原单`)
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
  const [first] = await ticketsWith(`${mark} 原单`)
  await openForm(page, known)
  await expect(front(page).getByRole('button', { name: first!.no, exact: true })).toBeVisible()
  line.cut()
  await expect(chip(page)).toContainText('离线', { timeout: 15_000 })
  await page.keyboard.press('Alt+1')
  await front(page).getByRole('textbox', { name: '客户说的话' }).fill(`${mark} 还是不行`)
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已进发件箱')).toBeVisible()
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const { version } = await api.getTicket({ params: { no: first!.no } })
  await api.operateTicket({ params: { no: first!.no }, body: { operation: 'cancel', version, content: '客户撤回' } })
  line.mend()

  await expect(chip(page)).toContainText('未接受 1', { timeout: 30_000 })
  await chip(page).click()
  await expect(front(page).getByText('工单已取消')).toBeVisible()
  await expect(front(page).getByRole('radio', { name: new RegExp(`建新工单，关联 ${first!.no}`) })).toBeChecked()
  await expect(front(page).getByRole('button', { name: /建新工单并发送/ })).toBeEnabled()
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode().analyze()
  expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical').map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([])
  await page.keyboard.press('Control+Enter')
  await expect(chip(page)).not.toContainText('未接受')
  await expect.poll(async () => ticketsWith(`${mark} 还是不行`)).toMatchObject([{ followUpOf: first!.no }])
})

/** The smallest picture: one red point. */
const picture = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==', 'base64')

test('a refused item is mended in its form and goes out with its picture, once', async () => {
  const { page } = await agentOnLine()
  const mark = `修改 ${Date.now()}`
  await openForm(page, known)
  await expect(form(page).getByText('按合同推荐')).toBeVisible()
  line.cut()
  await expect(chip(page)).toContainText('离线', { timeout: 15_000 })
  await write(page, `${mark} 原话`)
  await front(page).locator('input[type=file]').first().setInputFiles({ name: '门板正面.png', mimeType: 'image/png', buffer: picture })
  await expect(form(page).getByText('门板正面.png', { exact: true })).toBeVisible()
  await page.keyboard.press('Control+Enter')
  await expect(page.getByText('已进发件箱，第 1 件')).toBeVisible()
  // The server's refusal, as the engine would keep it.
  await page.evaluate(async () => {
    const { outbox } = (window as unknown as { desktop: DesktopBridge }).desktop
    const owner = crypto.randomUUID()
    let item = null
    while (item === null) {
      await outbox.hurry()
      item = await outbox.claim({ owner, leaseMs: 10_000 })
    }
    await outbox.settle({ owner, id: item.id, outcome: { kind: 'refused', refusal: { code: 'validation_failed', status: 422, requestId: 'req-8f20c6d1', detail: null, errors: { mallCode: ['mall_not_active'] }, guards: [], at: new Date().toISOString() } } })
  })
  await expect(chip(page)).toContainText('未接受 1')
  await chip(page).click()
  await expect(front(page).getByText('商场：商场已停业，请选总部处理').first()).toBeVisible()
  line.mend()
  await expect(chip(page)).toContainText('在线', { timeout: 15_000 })
  await front(page).getByRole('region', { name: '发件箱里的件' }).getByRole('button', { name: '修改' }).click()
  await expect(form(page).getByRole('textbox', { name: '客户说的话' })).toHaveValue(`${mark} 原话`)
  await expect(form(page).getByText('门板正面.png', { exact: true })).toBeVisible()
  await write(page, `${mark} 改过的话`)
  await page.keyboard.press('Control+Enter')
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(/\d{10}/)
  await expect(chip(page)).not.toContainText('未接受')
  const [made, ...more] = await ticketsWith(mark)
  expect(more).toEqual([])
  const { items } = await (await apiAs(serverUrl(), 'HQ', 'agent')).getTicketRecords({ params: { no: made!.no } })
  expect(items.flatMap(({ attachments }) => attachments.map(({ name, size }) => [name, size]))).toEqual([['门板正面.png', picture.length]])
})
