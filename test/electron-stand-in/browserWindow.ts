import { EventEmitter } from 'node:events'
import { app } from './app.ts'
import { preventable } from './preventable.ts'
import { WebContents } from './webContents.ts'

interface Bounds {
  x: number
  y: number
  width: number
  height: number
}
interface Options extends Partial<Bounds> {
  title?: string
  show?: boolean
  webPreferences?: { preload?: string; contextIsolation?: boolean; sandbox?: boolean; nodeIntegration?: boolean }
}

const open = new Set<BrowserWindow>()
let lastId = 0

/** A window's state is kept and told; nothing is drawn but its page, in a Chromium without a screen. */
export class BrowserWindow extends EventEmitter {
  readonly id = ++lastId
  readonly webContents: WebContents
  /** How often the window asked for attention: what a test can see of the taskbar. */
  flashing = false
  /** What stands over the icon in the taskbar. */
  overlay = ''
  readonly #options: Options
  #title: string
  #bounds: Bounds
  #visible: boolean
  #focused = false
  #state: 'normal' | 'minimized' | 'maximized' = 'normal'
  #shownOnce = false
  #destroyed = false

  constructor(options: Options = {}) {
    super()
    if (!app.isReady()) throw new Error('Cannot create BrowserWindow before app is ready')
    const preferences = options.webPreferences ?? {}
    if (preferences.contextIsolation === false || preferences.sandbox === false || preferences.nodeIntegration === true) {
      throw new Error('stand-in: only an isolated, sandboxed page without Node can be shown')
    }
    this.#options = options
    this.#title = options.title ?? app.name
    this.#bounds = { x: options.x ?? 0, y: options.y ?? 0, width: options.width ?? 800, height: options.height ?? 600 }
    this.#visible = options.show !== false
    this.webContents = new WebContents(this, { ...this.#bounds, preload: preferences.preload })
    open.add(this)
    app.windows.add(this)
    app.emit('web-contents-created', {}, this.webContents)
    app.emit('browser-window-created', {}, this)
  }

  static getAllWindows(): BrowserWindow[] {
    return [...open]
  }
  static fromWebContents(contents: WebContents | undefined): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.webContents === contents) ?? null
  }
  static fromId(id: number): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.id === id) ?? null
  }
  static getFocusedWindow(): BrowserWindow | null {
    return BrowserWindow.getAllWindows().find((window) => window.isFocused()) ?? null
  }

  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address)
  }
  /** The page opened a window and the program did not refuse it; it gets the rights of this one. */
  openWindow(address: string): void {
    const child = new BrowserWindow(this.#options)
    this.webContents.emit('did-create-window', child, { url: address })
    child.loadURL(address).catch(() => undefined)
  }
  pageLoaded(): void {
    if (this.#shownOnce) return
    this.#shownOnce = true
    this.emit('ready-to-show')
  }

  /** Closes the window unless the program prevents it; true if it is closed. */
  close(): boolean {
    if (this.#destroyed) return true
    const event = preventable({})
    this.emit('close', event)
    if (event.defaultPrevented) return false
    this.destroy()
    return true
  }
  destroy(): void {
    if (this.#destroyed) return
    this.#destroyed = true
    open.delete(this)
    app.windows.delete(this)
    this.webContents.destroy()
    this.emit('closed')
    if (open.size > 0) return
    if (app.listenerCount('window-all-closed') > 0) app.emit('window-all-closed')
    else app.quit()
  }
  isDestroyed(): boolean {
    return this.#destroyed
  }

  show(): void {
    this.#visible = true
    this.emit('show')
    this.focus()
  }
  showInactive(): void {
    this.#visible = true
    this.emit('show')
  }
  hide(): void {
    this.#visible = false
    this.blur()
    this.emit('hide')
  }
  isVisible(): boolean {
    return this.#visible
  }
  focus(): void {
    for (const window of open) if (window !== this) window.blur()
    if (this.#focused) return
    this.#focused = true
    this.emit('focus')
  }
  blur(): void {
    if (!this.#focused) return
    this.#focused = false
    this.emit('blur')
  }
  isFocused(): boolean {
    return this.#focused
  }

  minimize(): void {
    this.#state = 'minimized'
    this.blur()
  }
  maximize(): void {
    this.#state = 'maximized'
    this.emit('maximize')
  }
  restore(): void {
    this.#state = 'normal'
  }
  unmaximize(): void {
    this.#state = 'normal'
    this.emit('unmaximize')
  }
  isMinimized(): boolean {
    return this.#state === 'minimized'
  }
  isMaximized(): boolean {
    return this.#state === 'maximized'
  }

  getBounds(): Bounds {
    return { ...this.#bounds }
  }
  getNormalBounds(): Bounds {
    return this.getBounds()
  }
  setBounds(bounds: Partial<Bounds>): void {
    Object.assign(this.#bounds, bounds)
    void this.webContents.resize(this.#bounds.width, this.#bounds.height)
    this.emit('resize')
    this.emit('move')
  }
  setTitle(title: string): void {
    this.#title = title
  }
  getTitle(): string {
    return this.#title
  }
  flashFrame(flash: boolean): void {
    this.flashing = flash
  }
  setTitleBarOverlay(): void {}
  setProgressBar(): void {}
  setOverlayIcon(_icon: unknown, description: string): void {
    this.overlay = description
  }
}
