import { test, type Browser } from '@playwright/test'
import { doMainJob } from './flows/mainJob.ts'
import { signIn, type Person } from './flows/person.ts'

const serverUrl = (): string => process.env['GONGDAN_E2E_URL'] ?? ''

async function person(browser: Browser, organisation: string, account: string): Promise<Person> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' })
  const page = await context.newPage()
  await page.goto(serverUrl())
  return signIn(page, organisation, account)
}

test('a call becomes a ticket and the mall answers it, in the browser', async ({ browser }) => {
  await doMainJob(await person(browser, 'HQ', 'agent'), await person(browser, 'M0001', 'mall'), serverUrl(), 'web')
})
