import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { DesktopBridge } from '#shared/contract/ipc.ts'
import type { DeskWork } from '#shared/contract/desktopProgram.ts'
import { electronExecutable } from '../support/electronExecutable.ts'
import { desktopPage, launchDesktop } from '../support/launchDesktop.ts'

// The program as a part of its desktop: tray, closing, quitting, places, diagnostics. No server answers at this address.
// What is drawn can be seen in the stand-in alone, whose tray, menus and dialogs are fakes that remember.
test.skip(electronExecutable().isReal, 'tray, menus and dialogs of a real desktop cannot be read')
const serverUrl = 'http://127.0.0.1:1'
type InPage = { desktop: DesktopBridge }
interface FakeTray { toolTip: string; menu: { items: { id?: string; label?: string; checked?: boolean; click?: () => void }[] } }
let userDataDir: string
let app: ElectronApplication
let page: Page

async function launch(args: readonly string[] = []): Promise<void> {
  app = await launchDesktop({ serverUrl, userDataDir, args })
  page = await desktopPage(app)
  // The page has said its first word about the work at hand.
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible()
}
test.beforeEach(async () => {
  userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  await launch()
})
test.afterEach(async () => {
  await app.close().catch(() => undefined)
  rmSync(userDataDir, { recursive: true, force: true })
})

const tray = () => app.evaluate(({ Tray }) => {
  const [made] = (Tray as unknown as { made: FakeTray[] }).made
  return { toolTip: made!.toolTip, labels: made!.menu.items.map(({ label }) => label), quiet: made!.menu.items.find(({ id }) => id === 'doNotDisturb')?.checked }
})
const clickTray = (id: string) => app.evaluate(({ Tray }, wanted) => {
  (Tray as unknown as { made: FakeTray[] }).made[0]!.menu.items.find((item) => item.id === wanted)!.click!()
}, id)
const answerDialogs = (button: number) => app.evaluate(({ dialog }, response) => {
  const asked: string[] = []
  Object.assign(globalThis, { asked })
  dialog.showMessageBox = ((options: { message: string }) => {
    asked.push(options.message)
    return Promise.resolve({ response, checkboxChecked: false })
  }) as typeof dialog.showMessageBox
}, button)
const asked = () => app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked)
const closeWindow = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.close())
const isVisible = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.isVisible())
const report = (change: Partial<DeskWork>) => page.evaluate((changed) => (window as unknown as InPage).desktop.work.report({
  inCall: false, waitingCalls: 0, unsavedForms: 0, sending: 0, waiting: 0, online: false, ...changed,
}), change)
const ended = () => new Promise<void>((resolve) => { app.once('close', () => resolve()) })

test('the tray tells calls and unread messages, and what it is asked reaches the page', async () => {
  expect(await tray()).toMatchObject({ toolTip: '客服工单系统', quiet: false })
  await page.evaluate(() => (window as unknown as InPage).desktop.window.flash({ unread: 12 }))
  await report({ waitingCalls: 2 })
  expect((await tray()).toolTip).toBe('客服工单系统\n2 个来电未看\n12 条未读消息')

  await clickTray('doNotDisturb')
  expect((await tray()).quiet).toBe(true)
  expect(await page.evaluate(() => (window as unknown as InPage).desktop.settings.get())).toMatchObject({ doNotDisturb: true })
})

test('closing the window tells once that the program stays in the tray, then hides without a word; the tray brings it back', async () => {
  await answerDialogs(0)
  await closeWindow()
  await expect.poll(isVisible).toBe(false)
  expect(await asked()).toEqual(['程序会留在任务栏右端的托盘里'])
  await clickTray('open')
  await expect.poll(isVisible).toBe(true)
  await closeWindow()
  await expect.poll(isVisible).toBe(false)
  expect(await asked()).toHaveLength(1)
})

test('closing the window ends the program where somebody set that', async () => {
  await page.evaluate(() => (window as unknown as InPage).desktop.settings.set({ closeToTray: false }))
  const end = ended()
  await closeWindow().catch(() => undefined)
  await end
})

test('quitting asks when something is not on the disk, and goes on when the person stays', async () => {
  await answerDialogs(0)
  // A file of the program in place of its page, which would say that all is saved: nobody is signed in.
  const asset = readdirSync(resolve(import.meta.dirname, '../../out/renderer/assets')).find((name) => name.endsWith('.js'))
  await (await app.browserWindow(page)).evaluate((own, address) => own.loadURL(address), `app://gongdan/assets/${asset}`)
  await page.waitForURL(`**/assets/${asset}`)
  await report({ unsavedForms: 1 })
  await clickTray('quit')
  await expect.poll(asked, { timeout: 5_000 }).toEqual(['还有内容没有存到这台电脑上'])
  await answerDialogs(1)
  const end = ended()
  await clickTray('quit').catch(() => undefined)
  await end
})

test('the window opens where it stood, and in the middle when that place is gone', async () => {
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.setBounds({ x: 200, y: 120, width: 1500, height: 800 }))
  await app.close()
  await launch()
  const bounds = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
  expect(await bounds()).toEqual({ x: 200, y: 120, width: 1500, height: 800 })
  await app.close()
  const file = join(userDataDir, 'window-places.json')
  writeFileSync(file, readFileSync(file, 'utf8').replace('"x":200', '"x":5000'))
  await launch()
  expect(await bounds()).toEqual({ x: 277, y: 136, width: 1366, height: 768 })
})

test('a start by the system shows no window and still loads the page', async () => {
  await app.close()
  app = await launchDesktop({ serverUrl, userDataDir, args: ['--hidden'] })
  page = await desktopPage(app)
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible()
  expect(await isVisible()).toBe(false)
  await clickTray('open')
  expect(await isVisible()).toBe(true)
})

test('about shows version, updates and settings; copied diagnostics hold no phone number, token or text', async () => {
  const token = 'refresh-token-of-the-test-0123456789'
  await expect(page.getByRole('heading', { name: '登录', exact: true })).toBeVisible()
  await page.evaluate((refreshToken) => (window as unknown as InPage).desktop.session.save({ refreshToken }), token)
  await page.getByRole('button', { name: '关于与设置' }).click()
  const dialog = page.getByRole('dialog', { name: '关于与设置' })
  await expect(dialog).toContainText('版本 0.1.0')
  await expect(dialog).toContainText('没有配置更新地址，不检查更新。')
  await dialog.getByRole('button', { name: '复制诊断信息' }).click()
  const text = await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).not.toBe('').then(() => app.evaluate(({ clipboard }) => clipboard.readText()))
  for (const line of ['version: 0.1.0', `serverUrl: ${serverUrl}`, 'kind: off', 'reason: no_feed', 'waiting: 0']) expect(text.split('\n')).toContain(line)
  expect(text).toContain('"event":"started"')
  expect(text).not.toContain(token)
  expect(text).not.toMatch(/1[3-9]\d{9}|[\u4e00-\u9fff]/)

  await dialog.getByText('关闭窗口时留在托盘').click()
  await expect.poll(() => page.evaluate(() => (window as unknown as InPage).desktop.settings.get())).toMatchObject({ closeToTray: false })
  await dialog.getByLabel('更新地址').fill('not an address')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await expect(dialog.getByRole('alert')).toContainText('请填写 http 或 https 开头的地址')
  await dialog.getByLabel('更新地址').fill('http://updates.example/feed')
  await dialog.getByRole('button', { name: '保存', exact: true }).click()
  await dialog.getByRole('button', { name: 'Close' }).or(dialog.getByLabel('关闭此对话框')).first().click()
  await page.getByRole('button', { name: '关于与设置' }).click()
  await expect(dialog).toContainText('更新地址不是 https，不检查更新。')
})
