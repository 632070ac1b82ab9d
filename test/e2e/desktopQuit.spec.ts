import { expect, test, type Page } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, serverUrl, signIn } from './flows/person.ts'
import { newTicket } from './flows/tickets.ts'

let userDataDir: string
test.beforeEach(() => { userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-')) })
test.afterEach(() => rmSync(userDataDir, { recursive: true, force: true }))

/** Writes in one start, quits at once (the delay after which a form is kept has not passed), and looks in the next. */
async function overQuitting(organisation: string, account: string, write: (page: Page) => Promise<void>, look: (page: Page) => Promise<void>): Promise<void> {
  const first = await launchDesktop({ serverUrl: serverUrl(), userDataDir })
  const { page } = await signIn(await desktopPage(first), organisation, account, 'Control+n')
  await write(page)
  await first.close()
  const second = await launchDesktop({ serverUrl: serverUrl(), userDataDir })
  await look(await desktopPage(second))
  await second.close()
}

test('quitting in the middle of a word writes it first, and the new ticket is there again', async () => {
  const words = '柜门关不上，一直响。'
  const field = (page: Page) => front(page).getByRole('textbox', { name: '客户说的话' })
  await overQuitting('HQ', 'agent', async (page) => {
    await page.keyboard.press('Control+n')
    await field(page).fill(words)
  }, (page) => expect(field(page)).toHaveValue(words))
})

test('quitting in the middle of a reply writes it first, and the reply is there again', async () => {
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent'), '抽屉滑轨断了。')
  const words = '明天下午上门更换滑轨'
  const field = (page: Page) => front(page).locator('textarea:visible').first()
  await overQuitting('M0001', 'mall', async (page) => {
    await openTicket({ page, newTicketKeys: 'Control+n' }, no)
    await front(page).getByRole('button', { name: '回复', exact: true }).click()
    await field(page).fill(words)
  }, async (page) => {
    await front(page).getByRole('button', { name: '回复 有没提交的草稿' }).click()
    await expect(field(page)).toHaveValue(words)
  })
})
