import { expect, test } from '@playwright/test'
import { closeDesktops, desktopPerson } from './flows/desktop.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, serverUrl } from './flows/person.ts'
import { newTicket, reply } from './flows/tickets.ts'

test.afterEach(closeDesktops)

test('the desktop program has live updates too, straight from its server', async () => {
  const agent = await desktopPerson('HQ', 'agent')
  await expect(agent.page.getByTitle('实时更新已开')).toBeVisible()
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent2'), '书柜的层板压弯了。')
  await openTicket(agent, no)
  const words = '明天上午带新层板上门。'
  await reply(await apiAs(serverUrl(), 'M0001', 'mall'), no, words)
  await expect(front(agent.page).getByText(words).first()).toBeVisible({ timeout: 3_000 })
})
