import { expect, test } from '@playwright/test'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DesktopBridge } from '#shared/contract/ipc.ts'
import { desktopPage, launchDesktop, startSecondInstance } from '../support/launchDesktop.ts'

// How the desktop program starts, ends and starts again. No server answers at this address.
const serverUrl = 'http://127.0.0.1:1'
type InPage = { desktop: DesktopBridge }
let userDataDir: string

test.beforeEach(() => {
  userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
})
test.afterEach(() => rmSync(userDataDir, { recursive: true, force: true }))

test('the session and the settings are there after a restart', async () => {
  const token = 'refresh-token-of-the-test-0123456789'
  const first = await launchDesktop({ serverUrl, userDataDir })
  const { persistent } = await (
    await desktopPage(first)
  ).evaluate(async (refreshToken) => {
    const { desktop } = window as unknown as InPage
    await desktop.settings.set({ theme: 'dark', language: 'en-US' })
    return desktop.session.save({ refreshToken })
  }, token)
  await first.close()
  expect(readdirSync(userDataDir).includes('sessions.json')).toBe(persistent)

  const second = await launchDesktop({ serverUrl, userDataDir })
  const kept = await (
    await desktopPage(second)
  ).evaluate(async () => {
    const { desktop } = window as unknown as InPage
    return { settings: await desktop.settings.get(), session: await desktop.session.load() }
  })
  await second.close()
  expect(kept.settings).toMatchObject({ theme: 'dark', language: 'en-US' })
  expect(kept.session.refreshToken).toBe(persistent ? token : null)
})

test('unreadable settings are set aside and the program starts with the defaults', async () => {
  const half = '{"version":1,"theme":"da'
  writeFileSync(join(userDataDir, 'settings.json'), half)
  const app = await launchDesktop({ serverUrl, userDataDir })
  const settings = await (await desktopPage(app)).evaluate(() => (window as unknown as InPage).desktop.settings.get())
  await app.close()
  expect(settings).toMatchObject({ theme: 'system', language: 'zh-CN' })
  const aside = readdirSync(userDataDir).filter((name) => name.startsWith('settings.json.unreadable-'))
  expect(aside.map((name) => readFileSync(join(userDataDir, name), 'utf8'))).toEqual([half])
})

test('a refused call is logged without its number', async () => {
  const app = await launchDesktop({
    serverUrl,
    userDataDir,
    args: ['gongdan://call?phone=13800138000&phone=13800138000'],
  })
  await desktopPage(app)
  await app.close()
  const log = readFileSync(join(userDataDir, 'logs', 'main.log'), 'utf8')
  expect(log).toContain('deep_link_refused')
  expect(log).not.toContain('13800138000')
})

test('a wrong address of the server ends the start at once', () => {
  expect(startSecondInstance({ serverUrl: 'ftp://server.example', userDataDir })).toBe(1)
})
