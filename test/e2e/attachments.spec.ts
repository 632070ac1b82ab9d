import { randomBytes } from 'node:crypto'
import { expect, type Locator, type Page } from '@playwright/test'
import { UPLOAD_PART_BYTES } from '#shared/domain/ticket/attachments.ts'
import { findings } from './flows/findings.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl, type Person } from './flows/person.ts'
import { drawPicture, pastePicture } from './flows/pictures.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

const PHONE = { width: 390, height: 844 }

const files = (page: Page): Locator => front(page).getByRole('list', { name: '附件列表' }).getByRole('listitem')
const thumbnails = (page: Page): Locator => front(page).locator('.gd-timeline').getByRole('button', { name: /^查看图片/ })
const choose = (page: Page): Locator => front(page).locator('input[data-attach=files]').last()
/** Whether the picture that an element shows was really read. */
const isDrawn = (picture: Locator): Promise<boolean> => picture.evaluate((image: HTMLImageElement) => image.complete && image.naturalWidth > 0)

/** A call form of the known customer with everything but the customer's words. */
async function openCallForm({ page, newTicketKeys }: Person): Promise<Locator> {
  await page.keyboard.press(newTicketKeys)
  const form = front(page).getByRole('region', { name: '新建工单' })
  await form.getByRole('textbox', { name: '来电号码' }).fill('13900002671')
  await page.keyboard.press('Enter')
  await expect(front(page).getByText('匹配 1 位客户')).toBeVisible()
  await expect(form.getByText('按合同推荐')).toBeVisible()
  return form
}

test('an agent pastes a picture into a complaint, and the mall sees it and answers from a phone with two pictures', async ({ browser }) => {
  const agent = await person(browser, 'HQ', 'agent')
  const form = await openCallForm(agent)
  const words = form.getByRole('textbox', { name: '客户说的话' })
  await words.fill('衣柜门板有两块偏黄，照片发过来了。')
  await words.focus()
  await pastePicture(agent.page, await drawPicture(agent.page, '#c9a227'))
  await expect(files(agent.page)).toHaveCount(1)
  await expect(files(agent.page)).toContainText(/截图 .*\.png/)
  await expect(words, 'a pasted picture leaves the words alone').toHaveValue('衣柜门板有两块偏黄，照片发过来了。')
  await choose(agent.page).setInputFiles([{ name: '合同说明.txt', mimeType: 'text/plain', buffer: Buffer.from('门板色号 W-07\n') }])
  await expect(files(agent.page)).toHaveCount(2)
  await form.getByText('投诉', { exact: true }).click()
  await form.getByRole('radiogroup', { name: '级别' }).getByText('2', { exact: true }).click()
  expect(await findings(agent.page), 'call form').toEqual([])
  await agent.page.keyboard.press('Control+Enter')
  const heading = front(agent.page).getByRole('heading', { level: 1 }).filter({ hasText: /\d{10}/ })
  const no = /\d{10}/.exec((await heading.textContent()) ?? '')![0]
  await expect(thumbnails(agent.page)).toHaveCount(1)
  await expect(front(agent.page).getByRole('button', { name: /^下载 合同说明\.txt/ })).toBeVisible()

  const mall = await person(browser, 'M0001', 'mall', { viewport: PHONE })
  await openTicket(mall, no)
  const thumbnail = thumbnails(mall.page)
  await thumbnail.scrollIntoViewIfNeeded()
  await expect.poll(() => isDrawn(thumbnail.locator('img'))).toBe(true)
  expect(await thumbnail.boundingBox()).toMatchObject({ width: 96, height: 72 })
  await thumbnail.click()
  const viewer = mall.page.getByRole('dialog', { name: /^图片：截图/ })
  await expect.poll(() => isDrawn(viewer.getByRole('img'))).toBe(true)
  expect(await viewer.getByRole('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(640)
  expect(await findings(mall.page), 'viewer').toEqual([])
  await mall.page.keyboard.press('Escape')
  await expect(viewer).toHaveCount(0)
  await expect(thumbnail, 'the focus is where it was').toBeFocused()

  // The camera opens the form of the answer with what was taken.
  await front(mall.page).locator('input[data-attach=lens]').setInputFiles([{ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: await drawPicture(mall.page, '#5b7fa6', { width: 1200, height: 1600, type: 'image/jpeg' }) }])
  await expect(files(mall.page)).toHaveCount(1)
  await choose(mall.page).setInputFiles([{ name: 'IMG_0002.jpg', mimeType: 'image/jpeg', buffer: await drawPicture(mall.page, '#7a5b3a', { type: 'image/jpeg' }) }])
  await expect(files(mall.page)).toHaveCount(2)
  await front(mall.page).locator('textarea:visible').fill('何事：两块门板偏黄。怎么做：整单更换。')
  expect(await findings(mall.page), 'answer on a phone').toEqual([])
  await front(mall.page).getByRole('button', { name: '提交回复' }).click()
  await expect(thumbnails(mall.page)).toHaveCount(3)

  const { items } = await (await apiAs(serverUrl(), 'HQ', 'agent')).getTicketRecords({ params: { no } })
  expect(items.find(({ operation }) => operation === 'reply')?.attachments.map(({ name, mediaType, picture }) => [name, mediaType, picture])).toEqual([
    ['IMG_0001.jpg', 'image/jpeg', true], ['IMG_0002.jpg', 'image/jpeg', true],
  ])
  await expect(thumbnails(agent.page), 'the open page of the agent').toHaveCount(3)
})

test('files that cannot be attached are refused with a clear word, and the others stay', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '请看一下抽屉的滑轨。')
  const { page, ...mall } = await person(browser, 'M0001', 'mall')
  await openTicket({ page, ...mall }, no)
  await front(page).getByRole('button', { name: '回复', exact: true }).click()
  const form = front(page).getByRole('region', { name: '回复' })
  await choose(page).setInputFiles([
    { name: '门板.png', mimeType: 'image/png', buffer: Buffer.from('<!doctype html><html><body><script>alert(1)</script></body></html>') },
    { name: '安装.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ') },
    { name: '空的.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(0) },
    { name: '好的.png', mimeType: 'image/png', buffer: await drawPicture(page, '#335577') },
  ])
  await expect(form.getByRole('alert').filter({ hasText: '安装.exe' })).toContainText('不支持这种文件')
  await expect(form.getByRole('alert').filter({ hasText: '空的.jpg' })).toContainText('是空文件')
  const lying = files(page).filter({ hasText: '门板.png' })
  await expect(lying).toContainText('文件内容不是支持的类型')
  await expect(files(page).filter({ hasText: '好的.png' })).not.toContainText('没有')
  expect(await findings(page), 'refused files').toEqual([])

  // With a file that is not there the answer is not sent, and says so.
  await form.locator('textarea').fill('何事：滑轨松动。怎么做：更换。')
  await page.keyboard.press('Control+Enter')
  await expect(form.getByText('有附件没有传上')).toBeVisible()
  await expect(form.locator('textarea')).toHaveValue('何事：滑轨松动。怎么做：更换。')
  await lying.getByRole('button', { name: '移除 门板.png' }).click()
  await expect(form.getByText('有附件没有传上')).toHaveCount(0)
  await page.keyboard.press('Control+Enter')
  await expect(thumbnails(page)).toHaveCount(1)
  expect((await agent.getTicketRecords({ params: { no } })).items[0]?.attachments.map(({ name }) => name)).toEqual(['好的.png'])
})

test('an interrupted upload goes on where it stopped, and the answer waits for it', async ({ browser }) => {
  const agent = await apiAs(serverUrl(), 'HQ', 'agent')
  const no = await newTicket(agent, '请看一下餐桌的桌面。')
  const { page, ...mall } = await person(browser, 'M0001', 'mall')
  await openTicket({ page, ...mall }, no)
  await front(page).getByRole('button', { name: '回复', exact: true }).click()

  const offsets: number[] = []
  let cut = false
  await page.route('**/attachments/uploads/*?offset=*', async (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'))
    if (offset >= 2 * UPLOAD_PART_BYTES && !cut) {
      cut = true
      await route.abort('connectionreset')
      return
    }
    offsets.push(offset)
    await route.continue()
  })
  // A plain bitmap: large, known by its first bytes, and none that the server has already.
  const bytes = 6 * UPLOAD_PART_BYTES
  const bitmap = randomBytes(bytes)
  bitmap.write('BM', 0, 'latin1')
  bitmap.writeUInt32LE(bytes, 2)
  bitmap.writeUInt32LE(54, 10)
  bitmap.writeUInt32LE(40, 14)
  await choose(page).setInputFiles([{ name: '桌面.bmp', mimeType: 'image/bmp', buffer: bitmap }])
  await front(page).locator('textarea:visible').fill('何事：桌面有裂纹。怎么做：更换。')
  await expect.poll(() => cut).toBe(true)
  await expect(files(page)).toContainText('连不上服务器，恢复后接着传')
  await page.keyboard.press('Control+Enter')
  await expect(front(page).getByText('恢复后再提交')).toBeVisible()
  await expect(files(page)).not.toContainText('恢复后接着传', { timeout: 20_000 })
  await page.keyboard.press('Control+Enter')
  await expect(front(page).getByRole('button', { name: /^下载 桌面\.bmp/ })).toBeVisible({ timeout: 20_000 })

  expect(offsets.filter((offset) => offset === 0), 'nothing is sent twice').toHaveLength(1)
  expect([...offsets].sort((one, other) => one - other)).toEqual(offsets)
  const { items } = await agent.getTicketRecords({ params: { no } })
  expect(items[0]?.attachments.map(({ name, size }) => [name, size])).toEqual([['桌面.bmp', bytes]])

  const downloads = page.waitForEvent('download')
  await front(page).getByRole('button', { name: /^下载 桌面\.bmp/ }).click()
  const download = await downloads
  expect(download.suggestedFilename()).toBe('桌面.bmp')
})

test('who approves sees the pictures of the request, small and large', async ({ browser }) => {
  const no = await newTicket(await apiAs(serverUrl(), 'HQ', 'agent'), '床架的侧板有划痕。')
  const { page, ...mall } = await person(browser, 'M0001', 'mall')
  await openTicket({ page, ...mall }, no)
  await front(page).getByRole('button', { name: '退回', exact: true }).click()
  const form = front(page).getByRole('region', { name: '退回' })
  await form.getByRole('combobox').first().click()
  await page.getByRole('option').first().click()
  await form.locator('textarea').fill('不是我们商场的合同，见照片。')
  await choose(page).setInputFiles([{ name: '合同封面.png', mimeType: 'image/png', buffer: await drawPicture(page, '#6a4c93') }])
  await page.keyboard.press('Control+Enter')
  await expect(thumbnails(page)).toHaveCount(1)

  const approver = await person(browser, 'HQ', 'approver')
  await approver.page.evaluate(() => { location.hash = '#/approvals/return' })
  const row = front(approver.page).locator('.gd-queue-row').filter({ hasText: no })
  await row.getByText('不是我们商场的合同').click()
  const thumbnail = front(approver.page).locator('.gd-records').getByRole('button', { name: '查看图片 合同封面.png' })
  await thumbnail.scrollIntoViewIfNeeded()
  await expect.poll(() => isDrawn(thumbnail.locator('img'))).toBe(true)
  expect(await findings(approver.page), 'approval').toEqual([])
  await thumbnail.click()
  // The queue's own keys do nothing while the picture is in front.
  await approver.page.keyboard.press('a')
  await expect(approver.page.getByRole('dialog', { name: '图片：合同封面.png' })).toBeVisible()
  await approver.page.keyboard.press('Escape')
  await expect(row, 'nothing was decided').toBeVisible()
})
