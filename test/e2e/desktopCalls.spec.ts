import { expect, test } from '@playwright/test'
import { startSecondInstance } from '../support/launchDesktop.ts'
import { closeDesktops, desktopPerson } from './flows/desktop.ts'
import { front, serverUrl } from './flows/person.ts'
import { endCalls, newCall } from './flows/telephone.ts'

test.afterEach(closeDesktops)
test.afterEach(endCalls)

test('the same call by the telephone system and by the softphone’s link is one form, and its number stays under a second call', async () => {
  const { page, userDataDir } = await desktopPerson('HQ', 'agent')
  await expect(page.getByTitle('实时更新已开')).toBeVisible()
  const call = newCall('13900002671')
  await call.happens('ringing')
  await expect(front(page).locator('.call-side')).toContainText('沈若兰')
  expect(startSecondInstance({ serverUrl: serverUrl(), userDataDir, args: [`gongdan://call?phone=%2B86%20139%200000%202671&callId=${call.externalId}&line=2`] })).toBe(0)
  await call.happens('answered')
  await expect(page.locator('.gd-call').filter({ hasText: '通话中' })).toBeVisible()
  await front(page).getByRole('textbox', { name: '客户说的话' }).fill('床板响。')
  const second = newCall('13700009992')
  await second.happens('ringing')
  await expect(page.locator('.gd-call').filter({ hasText: '来电 137 0000 9992' })).toBeVisible()
  await expect(front(page).getByRole('heading', { level: 1 })).toHaveText('139 0000 2671')
  await expect(front(page).getByRole('textbox', { name: '客户说的话' })).toHaveValue('床板响。')
  await expect(page.getByRole('tab', { name: /来电/ })).toHaveCount(2)
  await second.happens('ended')
  await call.happens('ended')
})
