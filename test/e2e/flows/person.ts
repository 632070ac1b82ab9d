import { expect, type Browser, type BrowserContext, type Locator, type Page } from '@playwright/test'
import { testedServer } from './servers.ts'

export const DEMO_PASSWORD = 'demo-pass-2026'

/** Somebody in front of the program, in the browser or in the desktop window. */
export interface Person {
  page: Page
  /** As printed on the screen; a browser keeps Ctrl N to itself. */
  newTicketKeys: 'Alt+n' | 'Control+n'
}

/** The tab page in front. */
export const front = (page: Page): Locator => page.locator('[role=tabpanel]:visible')

export async function signIn(page: Page, organisation: string, account: string, newTicketKeys: Person['newTicketKeys'] = 'Alt+n'): Promise<Person> {
  await page.getByRole('textbox', { name: '机构编码' }).fill(organisation)
  await page.getByRole('textbox', { name: '账号' }).fill(account)
  await page.getByRole('textbox', { name: '密码' }).fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: '登录' }).click()
  // The frame; a phone has no tabs.
  await expect(page.locator('#gd-main')).toBeVisible()
  return { page, newTicketKeys }
}

/** Address of the server under test. */
export const serverUrl = (): string => testedServer().url

/** Somebody with a browser of his own. */
export interface Visitor extends Person {
  context: BrowserContext
}

export interface VisitOptions {
  /** Where the page comes from. */
  url?: string
  viewport?: { width: number; height: number }
  /** Looks at the page before it is loaded. */
  prepare?: (page: Page, context: BrowserContext) => Promise<unknown> | void
}

/** Signs somebody in, in a browser of his own. */
export async function person(browser: Browser, organisation: string, account: string, options: VisitOptions = {}): Promise<Visitor> {
  const context = await browser.newContext({ viewport: options.viewport ?? { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  await options.prepare?.(page, context)
  await page.goto(options.url ?? serverUrl())
  return { ...(await signIn(page, organisation, account)), context }
}

export interface WrittenTicket {
  phone: string
  customer: string
  type: '投诉' | '售服'
  level: string
  words: string
}

/** A call from a number, typed by hand, becomes a submitted ticket. @returns its number */
export async function takeCall({ page, newTicketKeys }: Person, ticket: WrittenTicket): Promise<string> {
  await page.keyboard.press(newTicketKeys)
  const form = front(page).getByRole('region', { name: '新建工单' })
  await form.getByRole('textbox', { name: '来电号码' }).fill(ticket.phone)
  await page.keyboard.press('Enter')
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(form.getByRole('textbox', { name: '客户姓名' })).toHaveValue(ticket.customer)
  await expect(form.getByText('按合同推荐')).toBeVisible()
  await form.getByRole('textbox', { name: '客户说的话' }).fill(ticket.words)
  await form.getByText(ticket.type, { exact: true }).click()
  await form.getByRole('radiogroup', { name: '级别' }).getByText(ticket.level, { exact: true }).click()
  await page.keyboard.press('Control+Enter')
  const heading = front(page).getByRole('heading', { level: 1 }).filter({ hasText: /\d{10}/ })
  await expect(heading).toContainText(ticket.type)
  await expect(front(page).getByText(ticket.words)).toBeVisible()
  return /\d{10}/.exec((await heading.textContent()) ?? '')![0]
}

export async function openTicket({ page }: Person, no: string): Promise<void> {
  await page.evaluate((number) => { location.hash = `#/ticket/${number}` }, no)
  await expect(front(page).getByRole('heading', { level: 1 })).toContainText(no)
}

/** Opens an operation's form, writes its text and submits it with the keyboard. */
export async function operate({ page }: Person, button: string, words: string, after: string): Promise<void> {
  await front(page).getByRole('button', { name: button, exact: true }).click()
  await front(page).locator('textarea:visible').first().fill(words)
  await page.keyboard.press('Control+Enter')
  await expect(front(page).locator('textarea:visible')).toHaveCount(0)
  await expect(front(page).getByText(words).first()).toBeVisible()
  await expect(front(page).locator('.gd-state, [class*=state]').filter({ hasText: after }).first()).toBeVisible()
}
