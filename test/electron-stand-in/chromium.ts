// Starts Chromium and speaks the Chrome DevTools Protocol with it.
import { spawn, type ChildProcess } from 'node:child_process'
import { EventEmitter } from 'node:events'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

export type Parameters = Record<string, unknown>
interface Message {
  id?: number
  method?: string
  params?: Parameters
  result?: Parameters
  error?: { message: string }
  sessionId?: string
}

/** Features that would look things up on the Internet, or ask about a server on this machine. */
const disabledFeatures = [
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch',
  'MediaRouter',
  'LocalNetworkAccessChecks',
  'LocalNetworkAccessChecksWebSockets',
  // Pages of the address bar, which each window would load beside its own.
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
]

function flags(profile: string): string[] {
  return [
    ...(process.env['STANDIN_HEADFUL'] ? [] : ['--headless=new']),
    '--remote-debugging-port=0',
    // Chromium ends when this pipe closes, so it never outlives the program, not even a killed one.
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--no-startup-window',
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-dev-shm-usage',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-background-timer-throttling',
    '--disable-backgrounding-occluded-windows',
    '--disable-renderer-backgrounding',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-sync',
    '--disable-extensions',
    '--disable-field-trial-config',
    '--disable-search-engine-choice-screen',
    '--metrics-recording-only',
    '--password-store=basic',
    '--lang=zh-CN',
    '--mute-audio',
    '--force-color-profile=srgb',
    `--disable-features=${disabledFeatures.join(',')}`,
  ]
}

function executable(): string {
  const candidates = [
    process.env['STANDIN_CHROMIUM'],
    '/usr/lib/chromium/chromium',
    '/usr/bin/chromium',
    '/usr/bin/google-chrome',
  ]
  const found = candidates.find((path) => path !== undefined && existsSync(path))
  if (!found) throw new Error('stand-in: Chromium was not found; set STANDIN_CHROMIUM to its path')
  return found
}

/** The connection to one Chromium; events are named `<session id>/<method>`, or `<method>` for the browser itself. */
class Chromium extends EventEmitter {
  #process: ChildProcess | undefined
  #socket: WebSocket | undefined
  #sequence = 0
  readonly #waiting = new Map<number, { resolve: (result: Parameters) => void; reject: (error: Error) => void; method: string }>()

  constructor() {
    super()
    this.setMaxListeners(0)
    process.on('exit', () => this.kill())
  }

  /** Starts Chromium; resolves with the line that Playwright waits for. */
  async start(userData: string): Promise<string> {
    const profile = join(userData, 'standin-chromium')
    mkdirSync(profile, { recursive: true })
    // The program's own lock has shown that nobody else uses this profile; these are left by a killed Chromium.
    for (const name of ['SingletonLock', 'SingletonSocket', 'SingletonCookie']) rmSync(join(profile, name), { force: true })
    const child = spawn(executable(), flags(profile), { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] })
    this.#process = child
    const line = await new Promise<string>((resolve, reject) => {
      let output = ''
      const exited = () => reject(new Error(`stand-in: Chromium ended\n${output}`))
      child.once('exit', exited)
      child.stderr?.on('data', (data: Buffer) => {
        output = (output + data.toString()).slice(-20_000)
        const match = /^DevTools listening on ws:\/\/.*$/m.exec(output)
        if (!match) return
        child.off('exit', exited)
        resolve(match[0])
      })
    })
    const socket = new WebSocket(line.slice('DevTools listening on '.length))
    await new Promise((resolve, reject) => {
      socket.onopen = resolve
      socket.onerror = () => reject(new Error('stand-in: no connection to Chromium'))
    })
    socket.onmessage = (event) => this.#receive(JSON.parse(String(event.data)) as Message)
    this.#socket = socket
    await this.send('Target.setDiscoverTargets', { discover: true })
    return line
  }

  send(method: string, params: Parameters = {}, sessionId?: string): Promise<Parameters> {
    const socket = this.#socket
    if (!socket) return Promise.reject(new Error(`${method}: Chromium has not started`))
    const id = ++this.#sequence
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, method })
      socket.send(JSON.stringify({ id, method, params, sessionId }))
    })
  }

  /** Asks Chromium to end and waits for it, at most two seconds. */
  async stop(): Promise<void> {
    const child = this.#process
    if (!child || child.exitCode !== null) return
    const gone = new Promise((resolve) => child.once('exit', resolve))
    this.send('Browser.close').catch(() => undefined)
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 2000))])
  }

  kill(): void {
    this.#process?.kill('SIGKILL')
  }

  #receive(message: Message): void {
    if (message.id === undefined) {
      const name = message.sessionId ? `${message.sessionId}/${message.method}` : message.method
      if (name) this.emit(name, message.params ?? {})
      return
    }
    const waiting = this.#waiting.get(message.id)
    this.#waiting.delete(message.id)
    if (message.error) waiting?.reject(new Error(`${waiting.method}: ${message.error.message}`))
    else waiting?.resolve(message.result ?? {})
  }
}

export const chromium = new Chromium()
