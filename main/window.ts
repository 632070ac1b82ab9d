import { BrowserWindow, nativeTheme } from 'electron'
import type { ChangeableSettings } from '#shared/contract/ipc.ts'
import type { Log } from './logging/log.ts'
import { appEntry } from './protocol/appOrigin.ts'
import { showBadge } from './taskbar.ts'
import { titleBarOptions, titleBarOverlay, windowBackground } from './titleBar.ts'
import { keepPlace, rememberedPlace } from './windowPlace/keepPlace.ts'
import type { PlaceStore } from './windowPlace/placeStore.ts'
import { smallestSize } from './windowPlace/windowPlace.ts'

export interface WindowOptions {
  /** Absolute path of the built preload script. */
  preload: string
  title: string
  log: Log
  places: PlaceStore
  /** The person closes the window; the event may be prevented. */
  onClosing: (event: { preventDefault(): void }) => void
  /** The page is about to be replaced or has died: what arrives must wait. */
  onPageGone: () => void
}

/** What the rest of the program may do with the window. */
export interface WindowControl {
  readonly current: () => BrowserWindow | undefined
  /** Opens the window, or brings the open one to the front. */
  readonly show: () => void
  /** Loads the page without showing it: the program sits in the tray, and calls and messages come. */
  readonly load: () => void
  readonly hide: () => void
  /** A call is here: brings the window to the front, or only says so while somebody types in it. */
  readonly callForAttention: (inFront: boolean) => void
  readonly setTitle: (title: string) => void
  /** @param description of the badge, for screen readers */
  readonly showUnread: (unread: number, description: string) => void
  readonly applyTheme: (theme: ChangeableSettings['theme']) => void
}

function createWindow({ preload, title, log, places, onClosing, onPageGone }: WindowOptions, shown: boolean): BrowserWindow {
  const isDark = nativeTheme.shouldUseDarkColors
  const { bounds, maximised } = rememberedPlace(places)
  const window = new BrowserWindow({
    title,
    ...bounds,
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: windowBackground(isDark),
    ...titleBarOptions(isDark, process.platform),
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      // The checker would fetch dictionaries from the Internet.
      spellcheck: false,
    },
  })
  if (shown) {
    window.once('ready-to-show', () => {
      if (maximised) window.maximize()
      window.show()
    })
  } else if (maximised) {
    window.once('show', () => window.maximize())
  }
  keepPlace(window, places)
  window.on('close', onClosing)
  // What the page holds is the main process's question, asked before a close gets here.
  window.webContents.on('will-prevent-unload', (event) => event.preventDefault())
  window.on('focus', () => window.flashFrame(false))
  window.webContents.on('did-start-navigation', (details) => {
    if (details.isMainFrame && !details.isSameDocument) onPageGone()
  })
  window.webContents.on('render-process-gone', (_event, details) => {
    log.error('page_process_gone', { reason: details.reason })
    onPageGone()
  })
  window.loadURL(appEntry).catch(() => log.error('page_not_loaded'))
  return window
}

/** The one window of the program. It is opened by `show`, after Electron is ready. */
export function createWindowControl(options: WindowOptions): WindowControl {
  let window: BrowserWindow | undefined

  nativeTheme.on('updated', () => {
    if (process.platform !== 'darwin') window?.setTitleBarOverlay(titleBarOverlay(nativeTheme.shouldUseDarkColors))
  })

  const open = (shown: boolean) => {
    window = createWindow(options, shown)
    window.once('closed', () => {
      window = undefined
      options.onPageGone()
    })
  }

  const show = () => {
    if (!window) {
      open(true)
      return
    }
    if (window.isMinimized()) window.restore()
    window.show()
    window.focus()
  }

  return {
    current: () => window,
    load() {
      if (!window) open(false)
    },
    hide: () => window?.hide(),
    show,
    callForAttention(inFront) {
      // Nobody types in a window that he does not see.
      if (inFront || !window?.isVisible() || window.isMinimized()) show()
      else if (!window.isFocused()) window.flashFrame(true)
    },
    setTitle: (title) => window?.setTitle(title),
    showUnread(unread, description) {
      showBadge(window, unread, description)
      if (window) window.flashFrame(unread > 0 && !window.isFocused())
    },
    applyTheme(theme) {
      nativeTheme.themeSource = theme
    },
  }
}
