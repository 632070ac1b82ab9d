import { EventEmitter } from 'node:events'
import { mkdirSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from './chromium.ts'
import { configuration } from './configuration.ts'
import { preventable } from './preventable.ts'
import { SingleInstance } from './singleInstance.ts'

interface ClosableWindow {
  close(): boolean
}

const userDataSwitch = '--user-data-dir='

class App extends EventEmitter {
  /** What the program told the system about starting with it; nothing is entered anywhere. */
  loginItem: { openAtLogin: boolean; args?: string[] } | undefined
  /** Open windows, kept by BrowserWindow. */
  readonly windows = new Set<ClosableWindow>()
  readonly commandLine = { appendSwitch: () => undefined, hasSwitch: () => false, getSwitchValue: () => '' }
  readonly #instance = new SingleInstance()
  readonly #paths = new Map<string, string>()
  readonly #ready = Promise.withResolvers<void>()
  #isReady = false
  #quitting = false

  get isPackaged(): boolean {
    return configuration.isPackaged
  }
  get name(): string {
    return configuration.program.productName ?? configuration.program.name
  }
  getName(): string {
    return this.name
  }
  getVersion(): string {
    return configuration.program.version
  }
  getAppPath(): string {
    return configuration.appPath
  }
  getLocale(): string {
    return 'zh-CN'
  }

  getPath(name: string): string {
    const known = this.#paths.get(name)
    if (known) return known
    const userData =
      this.#paths.get('userData') ??
      process.argv.find((argument) => argument.startsWith(userDataSwitch))?.slice(userDataSwitch.length) ??
      join(homedir(), '.config', this.name)
    const places: Record<string, string> = {
      home: homedir(),
      appData: join(homedir(), '.config'),
      userData,
      temp: tmpdir(),
      logs: join(userData, 'logs'),
      documents: join(homedir(), 'Documents'),
      downloads: join(homedir(), 'Downloads'),
      desktop: join(homedir(), 'Desktop'),
    }
    const place = places[name]
    if (!place) throw new Error(`Failed to get '${name}' path`)
    if (name === 'userData' || name === 'logs') mkdirSync(place, { recursive: true })
    return place
  }
  setPath(name: string, place: string): void {
    this.#paths.set(name, place)
  }

  isReady(): boolean {
    return this.#isReady
  }
  whenReady(): Promise<void> {
    return this.#ready.promise
  }

  requestSingleInstanceLock(additionalData?: unknown): boolean {
    return this.#instance.request(this.getPath('userData'), additionalData, (start) => {
      this.emit('second-instance', preventable({}), start.argv, start.cwd, start.additionalData)
    })
  }
  hasSingleInstanceLock(): boolean {
    return this.#instance.held
  }
  releaseSingleInstanceLock(): void {
    this.#instance.release()
  }

  quit(): void {
    if (this.#quitting) return
    const before = preventable({})
    this.emit('before-quit', before)
    if (before.defaultPrevented) return
    this.#quitting = true
    for (const window of [...this.windows]) {
      if (!window.close()) {
        this.#quitting = false
        return
      }
    }
    this.emit('will-quit', preventable({}))
    this.emit('quit', preventable({}), 0)
    void chromium.stop().then(() => this.exit(0))
  }
  exit(code = 0): void {
    this.#instance.release()
    process.exit(code)
  }

  setAsDefaultProtocolClient(): boolean {
    return true
  }
  setAppUserModelId(): void {}
  setLoginItemSettings(item: { openAtLogin: boolean; args?: string[] }): void {
    this.loginItem = item
  }
  setBadgeCount(): boolean {
    return true
  }
  focus(): void {}

  /** Starts Chromium and makes the program ready; under Playwright only when Playwright says so. */
  async begin(): Promise<void> {
    if (this.#quitting) return
    const toldToRun = Promise.withResolvers<void>()
    if (process.env['STANDIN_WAIT_FOR_PLAYWRIGHT'])
      Object.assign(globalThis, { __playwright_run: async () => toldToRun.resolve() })
    else toldToRun.resolve()
    const line = await chromium.start(this.getPath('userData'))
    process.stderr.write(`${line}\n`)
    await toldToRun.promise
    this.#isReady = true
    this.emit('ready', {})
    this.#ready.resolve()
  }
}

export const app = new App()

// Without these the process would end without its exit handlers, and leave its lock.
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.exit(143))
