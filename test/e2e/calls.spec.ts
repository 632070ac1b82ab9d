import { expect, type Page } from '@playwright/test'
import { silence, startRecorder } from '../support/telephone.ts'
import { openLine } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl } from './flows/person.ts'
import { endCalls, newCall } from './flows/telephone.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

test.afterEach(endCalls)

/** The call state on top. */
const chip = (page: Page, words: string | RegExp) => page.locator('.gd-call').filter({ hasText: words })
const live = (page: Page) => expect(page.getByTitle('实时更新已开')).toBeVisible()

test('a call brings the caller’s card to the front, is talked on, ends, and belongs to the ticket made of it', async ({ browser }) => {
  const { page, context } = await person(browser, 'HQ', 'agent')
  await live(page)
  await expect(page.getByText('示闲')).toBeVisible()
  const call = newCall('+86 139-0000-2671')
  await call.happens('ringing')
  await expect(front(page).getByRole('heading', { level: 1 })).toHaveText('139 0000 2671')
  await expect(front(page).locator('.call-side')).toContainText('沈若兰')
  await expect(front(page).locator('.call-side')).toContainText('未闭环工单')
  await expect(chip(page, '来电 139 0000 2671')).toBeVisible()
  await call.happens('answered')
  await expect(chip(page, /通话中\s*0?0:0\d/)).toBeVisible()
  await expect(front(page).getByRole('textbox', { name: '客户说的话' })).toBeFocused()
  await page.keyboard.type('抽屉的滑轨断了一根。')
  await front(page).getByRole('radiogroup', { name: '级别' }).getByText('B', { exact: true }).click()
  await call.happens('ended')
  await expect(page.getByText('示闲')).toBeVisible()
  await expect(front(page).getByRole('textbox', { name: '客户说的话' })).toHaveValue('抽屉的滑轨断了一根。')
  await page.keyboard.press('Control+Enter')
  const heading = front(page).getByRole('heading', { level: 1 }).filter({ hasText: /\d{10}/ })
  await expect(heading).toBeVisible()
  const no = /\d{10}/.exec((await heading.textContent()) ?? '')![0]
  const { items } = await (await apiAs(serverUrl(), 'HQ', 'agent')).listCalls({ query: { ticketNo: no } })
  expect(items.map(({ externalId }) => externalId)).toEqual([call.externalId])
  await context.close()
})

test('two calls within a second wait behind the form that is being written; nothing is lost and the focus stays', async ({ browser }) => {
  const { page, context, newTicketKeys } = await person(browser, 'HQ', 'agent')
  await live(page)
  await page.keyboard.press(newTicketKeys)
  await expect(front(page).getByRole('region', { name: '新建工单' })).toBeVisible()
  const words = front(page).getByRole('textbox', { name: '客户说的话' })
  await words.click()
  const text = '台面有一条裂缝，从水槽一直到墙边。'
  const [first, second] = [newCall('13700009991'), newCall('057188880001')]
  const half = text.length / 2
  for (const [index, sign] of [...text].entries()) {
    await page.keyboard.type(sign)
    if (index === Math.floor(half)) await first.happens('ringing')
    if (index === Math.floor(half) + 3) await second.happens('ringing')
  }
  await expect(chip(page, '来电 137 0000 9991')).toBeVisible()
  await expect(chip(page, '来电 0571 8888 0001')).toBeVisible()
  await expect(words).toHaveValue(text)
  await expect(words).toBeFocused()
  await expect(page.getByRole('tab', { name: /新来电/ })).toHaveCount(2)
  await second.happens('ended')
  await expect(chip(page, '未接 0571 8888 0001')).toBeVisible()
  await chip(page, '来电 137 0000 9991').click()
  await expect(front(page).getByRole('heading', { level: 1 })).toHaveText('137 0000 9991')
  // Nobody has this number: a new customer with it filled in.
  await expect(front(page).getByText('没有用过这个号码的客户')).toBeVisible()
  await expect(front(page).getByRole('textbox', { name: '来电号码' })).toHaveValue('137 0000 9991')
  await first.happens('ended')
  await context.close()
})

test('a number that several have lists them all, those with open tickets first', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent2')
  const phone = `136${String(Date.now()).slice(-8)}`
  for (const name of ['甲无工单', '乙有工单', '丙无工单']) await agent.createCustomer({ body: { name, phones: [phone], type: 'individual' } })
  const { items } = await agent.searchCustomers({ query: { phone } })
  const other = items.find(({ name }) => name === '乙有工单')!
  await agent.createTicket({ body: { type: 'service', level: 'B', customer: { id: other.id }, mallCode: 'M0001', submit: true, feedback: { content: '门关不严。', channel: 'phone', calledAt: new Date().toISOString() } } })
  const { page, context } = await person(browser, 'HQ', 'agent')
  await live(page)
  const call = newCall(phone)
  await call.happens('ringing')
  const options = front(page).getByRole('option')
  await expect(options).toHaveCount(3)
  await expect(options.first()).toContainText('乙有工单')
  await page.keyboard.press('Enter')
  await expect(front(page).locator('.call-side')).toContainText('门关不严')
  await call.happens('ended')
  await context.close()
})

test('a recording appears when it is reported, plays inside the internal network, and nowhere else', async ({ browser }) => {
  const recorder = await startRecorder((_request, response) => void response.writeHead(200, { 'Content-Type': 'audio/wav' }).end(silence(5)))
  const outside = await openLine(serverUrl(), '127.0.0.2')
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent2'), '床头柜的把手掉了。')
  const call = newCall('13900002671')
  await call.happens('ringing')
  const callId = await call.happens('answered')
  const { version } = await agent.getTicket({ params: { no } })
  await agent.operateTicket({ params: { no }, body: { operation: 'feedback', version, content: '又来电催。', channel: 'phone', callId } })
  await call.happens('ended')

  const inside = await person(browser, 'HQ', 'surveyor')
  await openTicket(inside, no)
  await expect(front(inside.page).getByText('来电', { exact: false }).first()).toBeVisible()
  const button = front(inside.page).getByRole('button', { name: /^播放录音/ })
  await expect(button).toHaveCount(0)
  await call.happens('ended', { recordingUrl: recorder.url })
  await expect(button).toBeVisible({ timeout: 20_000 })
  await button.click()
  await expect(front(inside.page).getByText('/ 00:05')).toBeVisible()
  await expect(front(inside.page).getByRole('button', { name: '暂停' })).toBeVisible()
  const line = front(inside.page).getByRole('slider', { name: '播放位置' })
  await line.focus()
  await inside.page.keyboard.press(' ')
  await expect(front(inside.page).getByRole('button', { name: '播放', exact: true })).toBeVisible()
  await inside.page.keyboard.press('ArrowRight')
  await expect(front(inside.page).getByText('00:05 / 00:05')).toBeVisible()

  const far = await person(browser, 'HQ', 'agent2', { url: outside.url })
  await openTicket(far, no)
  await expect(front(far.page).locator('.gd-calls li')).toHaveCount(1)
  await expect(front(far.page).getByRole('button', { name: /^播放录音/ })).toHaveCount(0)
  await expect((await apiAs(outside.url, 'HQ', 'agent2')).playRecording({ params: { id: callId } })).rejects.toMatchObject({ status: 403 })
  await expect((await apiAs(serverUrl(), 'M0001', 'mall')).playRecording({ params: { id: callId } })).rejects.toMatchObject({ status: 403 })
  await Promise.all([inside.context.close(), far.context.close()])
  await outside.close()
  await recorder.stop()
})
