import { expect, type Locator, type Page } from '@playwright/test'
import type { Client } from '#shared/contract/client.ts'
import type { SurveyKind, SurveyPool } from '#shared/domain/sla/surveys.ts'
import type { Database } from '#server/database/database.ts'
import { openSurvey } from '../support/surveys.ts'
import { ticketInput } from '../support/tickets.ts'
import { databaseUrl, openDatabase } from './flows/database.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'

test.skip(() => databaseUrl() === '', 'a survey that is due can be made only in the test’s own database')

let database: Database
let agent: Client
test.beforeAll(async () => {
  database = openDatabase()
  agent = await apiAs(serverUrl(), 'HQ', 'agent')
})
test.afterAll(() => database.sequelize.close())

/** A ticket of a customer whom nobody else has. */
async function ticketOf(name: string, phone: string, more: Parameters<typeof ticketInput>[0] = {}): Promise<string> {
  const known = (await agent.searchCustomers({ query: { phone } })).items[0]
  const { customer } = ticketInput()
  const { no } = await agent.createTicket({ body: ticketInput({ ...more, customer: known ? { id: known.id } : { ...customer, name, phones: [phone] } }) })
  return no
}
/** Due before anything else, so that it stands on top of its pool. @param day of January 2020 */
const due = (no: string, kind: SurveyKind, day: number): Promise<string> => openSurvey(database, no, kind, new Date(Date.UTC(2020, 0, day, 1)))
const showPool = (page: Page, pool: SurveyPool): Promise<void> => page.evaluate((address) => { location.hash = `#/surveys/${address}` }, pool)
const rowsOf = (page: Page, name: string): Locator => front(page).getByRole('listitem').filter({ hasText: name })
const call = (page: Page): Locator => front(page).getByRole('region', { name: '回访' }).last()
const newPhone = (): string => `137${String(Math.floor(Math.random() * 100_000_000)).padStart(8, '0')}`

test('one call asks everything that is due of a customer, by keyboard, and 处理完毕 closes the ticket', async ({ browser }) => {
  const [name, phone] = ['水问渠', newPhone()]
  const complaint = await ticketOf(name, phone)
  const service = await ticketOf(name, phone, { type: 'service', level: 'B' })
  await due(complaint, 'survey_contact', 1)
  await due(complaint, 'survey_follow_up', 2)
  await due(complaint, 'survey_resolution', 3)
  await due(service, 'survey_satisfaction', 4)
  const { page, context } = await person(browser, 'HQ', 'surveyor')

  // Each pool has its own of them.
  for (const [pool, kinds] of [['follow_up', ['4 小时内联系', '2 个工作日内跟进']], ['resolution', ['形成最终方案']], ['satisfaction', ['满意度']]] as const) {
    await showPool(page, pool)
    await expect(rowsOf(page, name)).toHaveCount(kinds.length)
    for (const kind of kinds) await expect(rowsOf(page, name).filter({ hasText: kind })).toHaveCount(1)
  }
  await rowsOf(page, name).first().click()
  await expect(front(page).getByRole('heading', { name, level: 2 })).toBeVisible()
  await expect(front(page).getByText('这位客户共有 4 项待回访，一次电话问完')).toBeVisible()
  const question = (words: string): Locator => call(page).getByRole('region', { name: words })
  const current = call(page).locator('[aria-current=step]')
  // The pool's own question is in front; the arrows go to the first.
  await expect(current).toHaveAccessibleName('是否处理完毕？是否满意？')
  for (let steps = 0; steps < 3; steps++) await page.keyboard.press('ArrowUp')
  await expect(current).toHaveAccessibleName('商场是否在 4 小时内联系您？')
  await page.keyboard.press('y')
  await expect(current).toHaveAccessibleName('2 个工作日内是否有工作人员联系协调？')
  await page.keyboard.press('n')
  await expect(current).toHaveAccessibleName('是否已形成最终处理方案？')
  await page.keyboard.press('y')
  await expect(current).toHaveAccessibleName('是否处理完毕？是否满意？')
  await page.keyboard.press('y')
  // Half an answer is not recorded.
  await page.keyboard.press('Control+Enter')
  await expect(question('是否处理完毕？是否满意？').getByRole('alert')).toContainText('请选择是否处理完毕，再选满意度')
  await page.keyboard.press('4')
  await question('是否处理完毕？是否满意？').getByRole('textbox').fill('安装晚了三天')
  await page.keyboard.press('Control+Enter')
  await expect(front(page).getByRole('heading', { name, level: 2 })).toHaveCount(0)

  expect(await agent.getTicket({ params: { no: complaint } })).toMatchObject({ contactTimely: true, followUpTimely: false, processTimely: true, state: 'unreplied' })
  expect(await agent.getTicket({ params: { no: service } })).toMatchObject({ state: 'closed', satisfaction: { processed: true, score: 'dissatisfied', reason: '安装晚了三天' } })
  const { items } = await agent.listCustomerSurveys({ params: { id: (await agent.getTicket({ params: { no: service } })).customer.id } })
  expect(items).toEqual([])
  await context.close()
})

test('a customer who is not reached is tried three times and then no more, and it counts for nothing', async ({ browser }) => {
  const [name, phone] = ['未闻声', newPhone()]
  const no = await ticketOf(name, phone)
  await due(no, 'survey_contact', 5)
  const { page, context } = await person(browser, 'HQ', 'surveyor')
  await showPool(page, 'follow_up')
  for (const tries of [1, 2, 3]) {
    await rowsOf(page, name).click()
    await expect(front(page).getByRole('heading', { name, level: 2 })).toBeVisible()
    await expect(call(page).locator('[aria-current=step]')).toHaveAccessibleName('商场是否在 4 小时内联系您？')
    await page.keyboard.press('u')
    await page.keyboard.press('Control+Enter')
    // The next customer opens by himself.
    await expect(front(page).getByRole('heading', { name, level: 2 })).toHaveCount(0)
    if (tries < 3) await expect(rowsOf(page, name)).toContainText(`未接通 ${tries} 次`)
  }
  await expect(rowsOf(page, name)).toHaveCount(0)
  const { items: ended } = await agent.listSurveys({ query: { pool: 'follow_up', state: 'unreachable', limit: 100 } })
  expect(ended.find(({ ticket }) => ticket.no === no)).toMatchObject({ tries: 3, outcome: 'unreachable' })
  expect((await agent.getTicket({ params: { no } })).contactTimely).toBeNull()
  expect((await agent.listCustomerSurveys({ params: { id: (await agent.getTicket({ params: { no } })).customer.id } })).items).toEqual([])
  await context.close()
})
