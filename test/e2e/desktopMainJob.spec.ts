import { expect, test } from '@playwright/test'
import { startSecondInstance } from '../support/launchDesktop.ts'
import { closeDesktops, desktopPerson } from './flows/desktop.ts'
import { doMainJob } from './flows/mainJob.ts'
import { front, serverUrl } from './flows/person.ts'

test.afterEach(closeDesktops)

test('a call becomes a ticket and the mall answers it, through the desktop program', async () => {
  await doMainJob(await desktopPerson('HQ', 'agent'), await desktopPerson('M0001', 'mall'), serverUrl(), 'desktop')
})

test('a call by deep link shows the caller with his open tickets, in front when nothing is being typed', async () => {
  const agent = await desktopPerson('HQ', 'agent')
  expect(startSecondInstance({ serverUrl: serverUrl(), userDataDir: agent.userDataDir, args: ['gongdan://call?phone=%2B8613900002671&callId=1&line=2'] })).toBe(0)
  await expect(front(agent.page).getByRole('heading', { level: 1 })).toContainText('139 0000 2671')
  await expect(front(agent.page).getByRole('complementary', { name: '来电客户' })).toContainText('沈若兰')
  await expect(front(agent.page).getByRole('heading', { name: /未闭环工单/ })).toBeVisible()
})
