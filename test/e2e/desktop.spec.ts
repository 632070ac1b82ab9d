import { expect, test, type ElectronApplication, type Page } from '@playwright/test'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ipcCalls, type DesktopBridge, type IncomingCall } from '#shared/contract/ipc.ts'
import { electronExecutable } from '../support/electronExecutable.ts'
import { desktopPage, launchDesktop, startSecondInstance } from '../support/launchDesktop.ts'

// These tests are of the desktop program's own shell. Its server is one that only echoes, so that they say what
// the shell does with a request, whatever the real server would answer.
declare global {
  interface Window {
    heard: IncomingCall[]
  }
}
type InPage = { desktop: DesktopBridge }

let server: Server
let serverUrl: string
let userDataDir: string
let app: ElectronApplication
let page: Page

function echo(request: IncomingMessage, response: ServerResponse): void {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    if (!request.url?.startsWith('/api/v1/echo')) {
      response.writeHead(401, { 'content-type': 'application/problem+json' }).end(JSON.stringify({ code: 'unauthenticated' }))
      return
    }
    const { method, url, headers } = request
    response.writeHead(201, { 'content-type': 'application/json', 'set-cookie': 'a=1', 'x-request-id': 'r1' })
    response.end(JSON.stringify({ method, url, headers, body: Buffer.concat(parts).toString() }))
  })
}

test.beforeAll(async () => {
  server = createServer(echo)
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  serverUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  app = await launchDesktop({ serverUrl, userDataDir })
  page = await desktopPage(app)
})

test.afterAll(async () => {
  await app?.close()
  server?.closeAllConnections()
  server?.close()
  if (userDataDir) rmSync(userDataDir, { recursive: true, force: true })
})

/** Shows a file of the program in place of its page: the bridge is there, and no page that uses it meanwhile. */
async function showBareDocument(): Promise<void> {
  const [asset] = readdirSync(resolve(import.meta.dirname, '../../out/renderer/assets')).filter((name) => name.endsWith('.js'))
  const window = await app.browserWindow(page)
  await window.evaluate((own, address) => own.loadURL(address), `app://gongdan/assets/${asset}`)
  await page.waitForURL(`**/assets/${asset}`)
}

const windowCount = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

test('one window opens, visible, with the title of the program', async () => {
  await expect(page).toHaveTitle(/客服工单系统/)
  expect(await windowCount()).toBe(1)
  const window = await app.browserWindow(page)
  await expect.poll(() => window.evaluate((own) => own.isVisible())).toBe(true)
})

test('the page has nothing of Node or Electron', async () => {
  const names = ['require', 'process', 'module', 'Buffer', 'electron', 'ipcRenderer', 'global']
  expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([])
})

test('the bridge has the names of the table and no others, and cannot be changed', async () => {
  const exposed = await page.evaluate(() => {
    const { desktop } = window as unknown as InPage
    const calls = Object.entries(desktop).flatMap(([group, part]) =>
      typeof part === 'function' ? [group] : Object.keys(part).map((method) => `${group}.${method}`),
    )
    return { calls, frozen: Object.isFrozen(desktop) && Object.isFrozen(desktop.session) }
  })
  expect(exposed.calls.sort()).toEqual([...Object.keys(ipcCalls), 'on'].sort())
  expect(exposed.frozen).toBe(true)
})

test('a call with a wrong payload is refused by its code, and an unknown event cannot be listened to', async () => {
  const outcome = await page.evaluate(async () => {
    const { desktop } = window as unknown as InPage
    const codeOf = (work: () => unknown) =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'accepted',
          (error: Error) => error.message,
        )
    const wrong = { refreshToken: 5 } as unknown as { refreshToken: string }
    return [
      await codeOf(() => desktop.session.save(wrong)),
      await codeOf(() => desktop.settings.set({ serverUrl: 'file:///etc/passwd' })),
      await codeOf(() => desktop.window.title({ title: 'x', more: 1 } as { title: string })),
      await codeOf(() => desktop.on('no.such.event' as 'call.incoming', () => undefined)),
    ]
  })
  expect(outcome).toEqual(['ipc_input_invalid', 'ipc_input_invalid', 'ipc_input_invalid', 'ipc_input_invalid'])
})

test('the page cannot be navigated away, and opens no window', async () => {
  const before = page.url()
  for (const address of ['https://example.invalid/', `${serverUrl}/`, '/api/v1/echo']) {
    await page.evaluate((target) => void setTimeout(() => location.assign(target)), address)
    await page.waitForTimeout(200)
    expect(page.url()).toBe(before)
    expect(await page.evaluate(() => 'desktop' in window)).toBe(true)
  }
  expect(await page.evaluate(() => window.open('https://example.invalid/'))).toBeNull()
  await page.waitForTimeout(200)
  expect(await windowCount()).toBe(1)
  expect(app.windows()).toHaveLength(1)
})

test('the content security policy forbids inline script, evaluation and foreign connections', async () => {
  const outcome = await page.evaluate(async () => {
    const script = document.createElement('script')
    script.textContent = 'window.inlineRan = true'
    document.head.append(script)
    const connects = await fetch('https://example.invalid/').then(
      () => 'connected',
      () => 'refused',
    )
    // In a timer, because what a debugger evaluates is exempt from the policy.
    const evaluates = await new Promise((done) => {
      setTimeout(() => {
        try {
          done(Function('return true')())
        } catch {
          done(false)
        }
      })
    })
    const policy = (await fetch(location.pathname)).headers.get('content-security-policy')
    return { inlineRan: 'inlineRan' in window, evaluates, connects, policy }
  })
  expect(outcome.inlineRan).toBe(false)
  expect(outcome.evaluates).toBe(false)
  expect(outcome.connects).toBe('refused')
  expect(outcome.policy).toContain("script-src 'self';")
})

test('a request to the relative API reaches the server with method, headers and body, and its status comes back', async () => {
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/v1/echo?q=%E5%B7%A5', {
      method: 'POST',
      headers: { authorization: 'Bearer t', 'content-type': 'application/json', 'idempotency-key': 'k1' },
      body: JSON.stringify({ 内容: '柜门' }),
    })
    return {
      status: response.status,
      requestId: response.headers.get('x-request-id'),
      seen: (await response.json()) as Record<string, unknown>,
    }
  })
  expect(answer).toMatchObject({
    status: 201,
    requestId: 'r1',
    seen: { method: 'POST', url: '/api/v1/echo?q=%E5%B7%A5', body: '{"内容":"柜门"}' },
  })
  expect(answer.seen['headers']).toMatchObject({
    authorization: 'Bearer t',
    'idempotency-key': 'k1',
    host: new URL(serverUrl).host,
  })
  expect(Object.keys(answer.seen['headers'] as object)).not.toEqual(expect.arrayContaining(['origin']))
})

test('a call by a second start waits until the page listens, and is an event from then on', async () => {
  await showBareDocument()
  const second = (link: string) => startSecondInstance({ serverUrl, userDataDir, args: [link] })
  const at = expect.stringMatching(/^\d{4}-.*Z$/) as unknown

  expect(second('gongdan://call?phone=+86%20138-0013-8000&callId=early')).toBe(0)
  const listen = () =>
    page.evaluate(() => {
      const { desktop } = window as unknown as InPage
      window.heard = []
      desktop.on('call.incoming', (call) => window.heard.push(call))
      return desktop.call.pending()
    })
  // The second start has handed its link over; the first one hears of it a moment later.
  await page.waitForTimeout(300)
  expect(await listen()).toEqual([{ phone: '+86 138-0013-8000', callId: 'early', at }])

  expect(second('gongdan://call?phone=<script>')).toBe(0)
  expect(second('gongdan://call?phone=13912345678&callId=late&line=8001')).toBe(0)
  await expect.poll(() => page.evaluate(() => window.heard)).toEqual([{ phone: '13912345678', callId: 'late', line: '8001', at }])
  expect(await windowCount()).toBe(1)
})

test('the refresh token is kept encrypted on disk, and only where the system can encrypt', async () => {
  const token = 'refresh-token-of-the-test-0123456789'
  const kept = await page.evaluate(async (refreshToken) => {
    const { desktop } = window as unknown as InPage
    const saved = await desktop.session.save({ refreshToken })
    return { saved, loaded: await desktop.session.load() }
  }, token)
  expect(kept.loaded).toEqual({ persistent: kept.saved.persistent, refreshToken: token })
  const file = join(userDataDir, 'sessions.json')
  if (!electronExecutable().isReal) expect(kept.saved.persistent).toBe(true)
  expect(existsSync(file)).toBe(kept.saved.persistent)
  if (kept.saved.persistent) {
    const stored = JSON.parse(readFileSync(file, 'utf8')) as { sessions: Record<string, string> }
    expect(Object.keys(stored.sessions)).toEqual([serverUrl])
    const bytes = Buffer.from(stored.sessions[serverUrl] ?? '', 'base64')
    expect(bytes.length).toBeGreaterThan(token.length)
    expect(bytes.includes(token)).toBe(false)
  }
  const cleared = await page.evaluate(async () => {
    const { desktop } = window as unknown as InPage
    await desktop.session.clear()
    return desktop.session.load()
  })
  expect(cleared.refreshToken).toBeNull()
})

test('the page may copy text and learns the server in force', async () => {
  const settings = await page.evaluate(async () => {
    const { desktop } = window as unknown as InPage
    await desktop.clipboard.writeText({ text: '工单 2609003021' })
    return desktop.settings.get()
  })
  expect(settings).toMatchObject({ serverUrl, serverUrlIsFixed: true, language: 'zh-CN' })
  expect(await app.evaluate(({ clipboard }) => clipboard.readText())).toBe('工单 2609003021')
})

test('without a server the page is told so by status and code', async () => {
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  const answer = await page.evaluate(async () => {
    const response = await fetch('/api/v1/echo')
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      problem: (await response.json()) as { code: string },
    }
  })
  expect(answer).toMatchObject({ status: 503, problem: { code: 'server_unreachable' } })
  expect(answer.type).toContain('application/problem+json')
})
