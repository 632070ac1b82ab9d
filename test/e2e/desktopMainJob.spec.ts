import { expect, test, type ElectronApplication } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desktopPage, launchDesktop, startSecondInstance } from '../support/launchDesktop.ts'
import { doMainJob } from './flows/mainJob.ts'
import { front, signIn, type Person } from './flows/person.ts'

const serverUrl = (): string => process.env['GONGDAN_E2E_URL'] ?? ''
const opened: { app: ElectronApplication; userDataDir: string }[] = []

async function person(organisation: string, account: string): Promise<Person & { userDataDir: string }> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  const app = await launchDesktop({ serverUrl: serverUrl(), userDataDir })
  opened.push({ app, userDataDir })
  return { ...(await signIn(await desktopPage(app), organisation, account, 'Control+n')), userDataDir }
}

test.afterEach(async () => {
  for (const { app, userDataDir } of opened.splice(0)) {
    await app.close()
    rmSync(userDataDir, { recursive: true, force: true })
  }
})

test('a call becomes a ticket and the mall answers it, through the desktop program', async () => {
  test.setTimeout(120_000)
  await doMainJob(await person('HQ', 'agent'), await person('M0001', 'mall'), serverUrl(), 'desktop')
})

test('a call by deep link shows the caller with his open tickets, in front when nothing is being typed', async () => {
  const agent = await person('HQ', 'agent')
  expect(startSecondInstance({ serverUrl: serverUrl(), userDataDir: agent.userDataDir, args: ['gongdan://call?phone=%2B8613900002671&callId=1&line=2'] })).toBe(0)
  await expect(front(agent.page).getByRole('heading', { level: 1 })).toContainText('139 0000 2671')
  await expect(front(agent.page).getByRole('complementary', { name: '来电客户' })).toContainText('沈若兰')
  await expect(front(agent.page).getByRole('heading', { name: /未闭环工单/ })).toBeVisible()
})
