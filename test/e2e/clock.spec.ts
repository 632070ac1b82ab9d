import { expect, type Locator, type Page } from '@playwright/test'
import type { Client } from '#shared/contract/client.ts'
import { remainingTime } from '#shared/domain/sla/alert.ts'
import { findRow, updateRows } from '#server/database/database.ts'
import { databaseUrl, openDatabase } from './flows/database.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

const DAY = 24 * 60 * 60 * 1000
const PHONE = { width: 390, height: 844 }

/** What is left by the server's clock, as rows write it. */
async function leftByServer(api: Client, dueAt: string): Promise<string> {
  const { overdue, days, hours, minutes } = remainingTime(new Date(dueAt), new Date((await api.getServerInfo()).now))
  const span = days > 0 ? `${days}天${hours > 0 ? `${hours}时` : ''}` : hours > 0 ? `${hours}时${String(minutes).padStart(2, '0')}分` : `${minutes}分`
  return `${overdue ? '逾期' : '剩'} ${span}`
}
/** The words on the screen are those of the server's clock, give or take the minute that turns meanwhile. */
const expectServersWords = (api: Client, dueAt: string, place: Locator): Promise<void> =>
  expect(async () => {
    const before = await leftByServer(api, dueAt)
    const shown = ((await place.textContent()) ?? '').replace(/小时/g, '时').replace(/(\d) +(?=[天时分])/g, '$1').replace(/([天时]) +(?=\d)/g, '$1')
    const plain = (words: string): string => words.replace(/时0(?=\d分)/, '时')
    expect([before, await leftByServer(api, dueAt)].map(plain).some((words) => plain(shown).includes(words)), `${shown} / ${before}`).toBe(true)
  }).toPass({ timeout: 15_000 })

const rowOf = (page: Page, no: string): Locator => front(page).getByRole('row').filter({ hasText: no })
const showList = (page: Page, tab: string): Promise<void> => page.evaluate((id) => { location.hash = `#/list/${id}` }, tab)

for (const [words, days] of [['a day slow', -1], ['a day fast', 1]] as const) {
  test(`on a machine whose clock is ${words} the countdowns and colours are those of the server`, async ({ browser }) => {
    const agent = await apiAs(serverUrl(), 'HQ', 'agent')
    const no = await newTicket(agent, '衣帽间的灯带不亮。')
    const { replyDueAt, resolveDueAt } = await agent.getTicket({ params: { no } })
    const mall = await person(browser, 'M0001', 'mall', { prepare: (page) => page.clock.install({ time: Date.now() + days * DAY }) })
    expect(Math.abs((await mall.page.evaluate(() => Date.now())) - Date.now() - days * DAY)).toBeLessThan(60_000)
    await showList(mall.page, 'unreplied')
    await expectServersWords(agent, replyDueAt!, rowOf(mall.page, no).locator('.gd-alert'))
    await expect(rowOf(mall.page, no)).not.toHaveAttribute('data-alert', 'red')
    await openTicket(mall, no)
    const deadlines = front(mall.page).locator('.gd-deadline')
    await expectServersWords(agent, replyDueAt!, deadlines.filter({ hasText: '及时回复' }).locator('.gd-remaining'))
    await expectServersWords(agent, resolveDueAt!, deadlines.filter({ hasText: '及时解决' }).locator('.gd-remaining'))
    await mall.page.setViewportSize(PHONE)
    await expectServersWords(agent, replyDueAt!, front(mall.page).locator('.gd-phone-clock b'))
    await mall.context.close()
  })
}

test('a clock that is set while the page is open is noticed', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '书房的插座盖板掉了。')
  const { replyDueAt } = await agent.getTicket({ params: { no } })
  const mall = await person(browser, 'M0001', 'mall', { prepare: (page) => page.clock.install({ time: Date.now() }) })
  await expect(mall.page.getByTitle('实时更新已开')).toBeVisible()
  await openTicket(mall, no)
  const reply = front(mall.page).locator('.gd-deadline').filter({ hasText: '及时回复' }).locator('.gd-remaining')
  await expectServersWords(agent, replyDueAt!, reply)
  await mall.page.clock.setSystemTime(Date.now() + 5 * DAY)
  await expectServersWords(agent, replyDueAt!, reply)
  await mall.context.close()
})

test('tickets near and past their deadline are blue and red with an icon and words: list, ticket’s page, phone', async ({ browser }) => {
  test.skip(databaseUrl() === '', 'a deadline can be moved only in the test’s own database')
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const database = openDatabase()
  // A server that has just started goes through the deadlines, and would put back what is moved here.
  await expect.poll(async () => (await findRow(database.tables.calendarRecomputation, {}))?.phase, { timeout: 90_000 }).toBe('done')
  const dueIn = async (hours: number): Promise<string> => {
    const no = await newTicket(agent, '阳台柜的门轴松了。')
    const replyDueAt = new Date(Date.now() + hours * 60 * 60 * 1000)
    expect(await updateRows(database.tables.tickets, { replyDueAt }, { no }, null)).toBe(1)
    expect(await agent.getTicket({ params: { no } })).toMatchObject({ replyDueAt: replyDueAt.toISOString(), alert: hours < 0 ? 'red' : 'blue' })
    return no
  }
  const cases = [['red', '逾期 1时', await dueIn(-1.2)], ['blue', '剩 1时', await dueIn(1.8)]] as const
  await database.sequelize.close()
  const mall = await person(browser, 'M0001', 'mall')
  const phone = await person(browser, 'M0001', 'mall', { viewport: PHONE })
  const expectColour = async (place: Locator, className: string, words: string): Promise<void> => {
    await expect(place).toHaveClass(new RegExp(`\\b${className}\\b`))
    await expect(place).toContainText(words)
    await expect(place.locator('svg').first()).toBeVisible()
  }
  for (const [tone, words, no] of cases) {
    await showList(mall.page, 'unreplied')
    await expect(rowOf(mall.page, no)).toHaveAttribute('data-alert', tone)
    await expectColour(rowOf(mall.page, no).locator('.gd-alert'), `gd-${tone}`, words)
    await openTicket(mall, no)
    await expectColour(front(mall.page).locator('.gd-deadline').filter({ hasText: '及时回复' }).locator('.gd-remaining'), `gd-${tone}`, words.replace('时', ' 小时'))
    await showList(phone.page, 'unreplied')
    const card = front(phone.page).getByRole('listitem').filter({ hasText: no })
    await expect(card).toHaveClass(new RegExp(`is-${tone}`))
    await expectColour(card.locator('.gd-alert'), `gd-${tone}`, words)
    await phone.page.evaluate((number) => { location.hash = `#/ticket/${number}` }, no)
    await expectColour(front(phone.page).locator('.gd-phone-clock'), `is-${tone}`, words.replace('时', ' 小时'))
  }
  await Promise.all([mall, phone].map(({ context }) => context.close()))
})
