import { expect, test, type ElectronApplication } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, signIn } from './flows/person.ts'
import { newTicket, reply } from './flows/tickets.ts'

const serverUrl = (): string => process.env['GONGDAN_E2E_URL'] ?? ''
let app: ElectronApplication | undefined
let userDataDir = ''

test.afterEach(async () => {
  await app?.close()
  rmSync(userDataDir, { recursive: true, force: true })
})

test('the desktop program has live updates too, straight from its server', async () => {
  userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  app = await launchDesktop({ serverUrl: serverUrl(), userDataDir })
  const agent = await signIn(await desktopPage(app), 'HQ', 'agent', 'Control+n')
  await expect(agent.page.getByTitle('实时更新已开')).toBeVisible()
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent2'), '书柜的层板压弯了。')
  await openTicket(agent, no)
  const words = '明天上午带新层板上门。'
  await reply(await apiAs(serverUrl(), 'M0001', 'mall'), no, words)
  await expect(front(agent.page).getByText(words).first()).toBeVisible({ timeout: 3_000 })
})
