import { expect, test, type Locator, type Page } from '@playwright/test'
import { closeDesktops, desktopPerson } from './flows/desktop.ts'
import { openLine, type Line } from '../support/cutLine.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, serverUrl } from './flows/person.ts'
import { drawPicture } from './flows/pictures.ts'

let line: Line
test.beforeEach(async () => { line = await openLine(serverUrl()) })
test.afterEach(async () => {
  await closeDesktops()
  await line.close()
})

const files = (page: Page): Locator => front(page).getByRole('list', { name: '附件列表' }).getByRole('listitem')

test('pictures that are added without the server wait on this machine and go with their ticket when it is back', async () => {
  const { page } = await desktopPerson('HQ', 'agent', line.url)
  await expect(page.locator('.gd-connection')).toContainText('在线')
  await page.keyboard.press('Control+n')
  const form = front(page).getByRole('region', { name: '新建工单' })
  await form.getByRole('textbox', { name: '来电号码' }).fill('139 0000 2671')
  await page.keyboard.press('Enter')
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(form.getByText('按合同推荐')).toBeVisible()
  const words = `断网时的照片 ${Date.now()}`
  await form.getByRole('textbox', { name: '客户说的话' }).fill(words)

  line.cut()
  await front(page).locator('input[data-attach=files]').last().setInputFiles([
    { name: '正面.png', mimeType: 'image/png', buffer: await drawPicture(page, '#8d6e63') }, { name: '侧面.png', mimeType: 'image/png', buffer: await drawPicture(page, '#5d4037') },
  ])
  await expect(files(page)).toHaveCount(2)
  await expect(files(page).filter({ hasText: /等待|已传|连不上/ })).toHaveCount(0)
  await page.keyboard.press('Control+Enter')
  await expect(form).toHaveCount(0)

  line.mend()
  const api = await apiAs(serverUrl(), 'HQ', 'agent')
  const find = async (): Promise<string | undefined> => {
    const { items } = await api.queryTickets({ body: { tab: 'all', match: 'all', conditions: [{ field: 'customer.phones', op: 'eq', value: '13900002671' }], sort: { field: 'createdAt', direction: 'desc' }, limit: 20 } })
    return items.find(({ latestFeedback }) => latestFeedback.includes(words))?.no
  }
  await expect.poll(find, { timeout: 45_000 }).toBeTruthy()
  const { items } = await api.getTicketRecords({ params: { no: (await find())! } })
  expect(items[0]?.attachments.map(({ name, picture }) => [name, picture])).toEqual([['正面.png', true], ['侧面.png', true]])
})
