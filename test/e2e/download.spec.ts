import { expect, type Page } from '@playwright/test'
import ExcelJS from 'exceljs'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { textOfPdf } from '../support/downloads.ts'
import { closeDesktops, desktopPerson, type DesktopPerson } from './flows/desktop.ts'
import { apiAs } from './flows/mainJob.ts'
import { front, openTicket, person, serverUrl } from './flows/person.ts'
import { test } from './flows/test.ts'
import { newTicket } from './flows/tickets.ts'

test.afterEach(closeDesktops)

const WORDS = '六块门板里有两块颜色不一样，请于本周内更换。'
const ticket = async (): Promise<string> => newTicket(await apiAs(serverUrl(), 'HQ', 'agent'), WORDS)
const today = (): string => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date())
const panel = (page: Page) => front(page).locator('.gd-download-panel')

/** By keyboard alone. */
async function choose(page: Page, item: string): Promise<void> {
  await front(page).getByRole('button', { name: '下载', exact: true }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('menuitem', { name: item }).focus()
  await page.keyboard.press('Enter')
}
/** What the save dialog answers from now on; what it was asked comes back. */
const answerDialog = ({ app }: DesktopPerson, filePath: string | null): Promise<void> => app.evaluate(({ dialog }, path) => {
  const asked: unknown[] = []
  Object.assign(globalThis, { asked })
  dialog.showSaveDialog = ((...given: unknown[]) => {
    asked.push(given.at(-1))
    return Promise.resolve({ canceled: path === null, filePath: path ?? '' })
  }) as typeof dialog.showSaveDialog
}, filePath)
const asked = ({ app }: DesktopPerson): Promise<{ defaultPath: string }[]> => app.evaluate(() => (globalThis as unknown as { asked: { defaultPath: string }[] }).asked)

test('a browser saves a ticket as PDF, XLSX and JSON under its name', async ({ browser }) => {
  const no = await ticket()
  const agent = await person(browser, 'HQ', 'agent')
  await openTicket(agent, no)
  for (const [item, ending] of [['PDF（打印、存档）', 'pdf'], ['XLSX（表格）', 'xlsx'], ['JSON（程序读取）', 'json']] as const) {
    const [download] = await Promise.all([agent.page.waitForEvent('download'), choose(agent.page, item)])
    expect(download.suggestedFilename()).toMatch(new RegExp(`^(投诉|售服|咨询)-${no}-${today()}\\.${ending}$`))
    const content = readFileSync(await download.path())
    if (ending === 'pdf') expect(textOfPdf(content)).toContain(WORDS)
    if (ending === 'xlsx') expect(content.subarray(0, 2).toString()).toBe('PK')
    if (ending === 'json') expect(content.toString('utf8')).toContain(WORDS)
  }
  const { items } = await (await apiAs(serverUrl(), 'HQ', 'agent')).getTicketLog({ params: { no } })
  expect(items.filter(({ operation }) => operation === 'download').map(({ changes }) => changes['format']?.after)).toEqual(['json', 'xlsx', 'pdf'])
})

test('a file that takes long can be given up, and one that failed is tried again', async ({ browser }) => {
  const no = await ticket()
  const agent = await person(browser, 'HQ', 'agent')
  await openTicket(agent, no)
  let release = (): void => undefined
  await agent.page.route('**/download?format=pdf', async (route) => {
    await new Promise<void>((resolve) => { release = resolve })
    await route.abort().catch(() => undefined)
  })
  await choose(agent.page, 'PDF')
  await expect(panel(agent.page)).toContainText('正在生成 PDF')
  await panel(agent.page).getByRole('button', { name: '取消' }).click()
  await expect(panel(agent.page)).toHaveCount(0)
  await expect(front(agent.page).getByRole('button', { name: '下载', exact: true })).toBeFocused()
  release()

  await agent.page.unroute('**/download?format=pdf')
  await agent.page.route('**/download?format=pdf', (route) => route.fulfill({ status: 429, contentType: 'application/problem+json', body: JSON.stringify({ type: 'about:blank', title: '', status: 429, code: 'rate_limited' }) }))
  await choose(agent.page, 'PDF')
  await expect(panel(agent.page)).toContainText('没有下载成功：请求太频繁')
  await agent.page.unroute('**/download?format=pdf')
  const [download] = await Promise.all([agent.page.waitForEvent('download'), panel(agent.page).getByRole('button', { name: '再试一次' }).click()])
  expect(download.suggestedFilename()).toContain(no)
  await expect(panel(agent.page)).toHaveCount(0)
})

test('the desktop program asks where to, writes whole files, and says what is in the way', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-saved-'))
  try {
    const no = await ticket()
    const agent = await desktopPerson('HQ', 'agent')
    await openTicket(agent, no)

    // He changes his mind: nothing is written and nothing is said.
    await answerDialog(agent, null)
    await choose(agent.page, 'PDF')
    await expect.poll(async () => (await asked(agent)).length).toBe(1)
    expect((await asked(agent))[0]!.defaultPath).toMatch(new RegExp(`[\\\\/](投诉|售服|咨询)-${no}-${today()}\\.pdf$`))
    await expect(panel(agent.page)).toHaveCount(0)
    expect(readdirSync(folder)).toEqual([])

    // No right to write there: it says so, keeps the file and offers another place.
    writeFileSync(join(folder, 'blocked'), '')
    const blocked = join(folder, 'blocked', 'ticket.pdf')
    await answerDialog(agent, blocked)
    await choose(agent.page, 'PDF')
    await expect(panel(agent.page)).toContainText('没有写这个文件夹的权限')
    await expect(panel(agent.page)).toContainText('没有留下半个文件')
    await expect(panel(agent.page)).toContainText(blocked)
    const path = join(folder, `我的 ${no}.pdf`)
    await answerDialog(agent, path)
    await panel(agent.page).getByRole('button', { name: '另选位置' }).click()
    await expect(agent.page.getByText(`已保存 我的 ${no}.pdf`)).toBeVisible()
    expect(textOfPdf(readFileSync(path))).toContain(WORDS)
    expect(readdirSync(folder).sort()).toEqual(['blocked', `我的 ${no}.pdf`].sort())
    // It was made once: another place needs no other file from the server.
    const { items } = await (await apiAs(serverUrl(), 'HQ', 'agent')).getTicketLog({ params: { no } })
    expect(items.filter(({ operation }) => operation === 'download')).toHaveLength(2)

    // The next one begins in the folder that was chosen, and other formats come whole through the program.
    const book = join(folder, 'ticket.xlsx')
    await answerDialog(agent, book)
    await choose(agent.page, 'XLSX')
    await expect(agent.page.getByText('已保存 ticket.xlsx')).toBeVisible()
    expect((await asked(agent))[0]!.defaultPath.startsWith(join(folder, '/'))).toBe(true)
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.readFile(book)
    expect(workbook.getWorksheet('跟进')!.getCell('D2').value).toBe(WORDS)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
