// Parts of the desktop that there is no desktop for: they take what they are given and remember it for tests.
import { EventEmitter } from 'node:events'

export const shell = {
  opened: [] as string[],
  async openExternal(address: string): Promise<void> {
    shell.opened.push(address)
  },
  async openPath(path: string): Promise<string> {
    shell.opened.push(path)
    return ''
  },
  showItemInFolder(path: string): void {
    shell.opened.push(path)
  },
}

let clipboardText = ''
export const clipboard = {
  writeText(text: string): void {
    clipboardText = text
  },
  readText: (): string => clipboardText,
}

class NativeTheme extends EventEmitter {
  #source: 'system' | 'light' | 'dark' = 'system'
  get themeSource(): 'system' | 'light' | 'dark' {
    return this.#source
  }
  set themeSource(source: 'system' | 'light' | 'dark') {
    if (source === this.#source) return
    this.#source = source
    this.emit('updated')
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark'
  }
}
export const nativeTheme = new NativeTheme()

export class Menu {
  static #application: Menu | null = null
  items: unknown[] = []
  static buildFromTemplate(template: unknown[]): Menu {
    const menu = new Menu()
    menu.items = template
    return menu
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#application
  }
  popup(): void {}
}

export class Tray extends EventEmitter {
  /** Every tray that was made; a test reads what it says and clicks its menu. */
  static readonly made: Tray[] = []
  toolTip = ''
  menu: Menu | null = null
  constructor(_image?: unknown) {
    super()
    Tray.made.push(this)
  }
  setToolTip(text: string): void {
    this.toolTip = text
  }
  setContextMenu(menu: Menu | null): void {
    this.menu = menu
  }
  setImage(): void {}
  destroy(): void {}
}

export class Notification extends EventEmitter {
  /** Every notification that was shown, in order; a test reads them and clicks with `emit('click')`. */
  static readonly shown: Notification[] = []
  readonly title: string
  readonly body: string
  closed = false
  constructor(options: { title?: string; body?: string } = {}) {
    super()
    this.title = options.title ?? ''
    this.body = options.body ?? ''
  }
  static isSupported(): boolean {
    return true
  }
  show(): void {
    Notification.shown.push(this)
    this.emit('show')
  }
  close(): void {
    if (this.closed) return
    this.closed = true
    this.emit('close')
  }
}

const display = {
  id: 1,
  scaleFactor: 1,
  bounds: { x: 0, y: 0, width: 1920, height: 1080 },
  workArea: { x: 0, y: 0, width: 1920, height: 1040 },
}
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => display,
  getAllDisplays: () => [display],
  getDisplayMatching: () => display,
})

export const powerMonitor = new EventEmitter()

const emptyImage = { isEmpty: () => true, resize: () => emptyImage }
export const nativeImage = {
  createFromPath: () => emptyImage,
  createEmpty: () => emptyImage,
  createFromDataURL: () => emptyImage,
}
