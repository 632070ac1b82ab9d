import { app, BrowserWindow, nativeTheme } from 'electron'
import type { ChangeableSettings } from '#shared/contract/ipc.ts'
import type { Log } from './logging/log.ts'
import { appEntry } from './protocol/appOrigin.ts'
import { titleBarOptions, titleBarOverlay, windowBackground } from './titleBar.ts'

export interface WindowOptions {
  /** Absolute path of the built preload script. */
  preload: string
  title: string
  log: Log
  /** The page is about to be replaced or has died: what arrives must wait. */
  onPageGone: () => void
}

/** What the rest of the program may do with the window. */
export interface WindowControl {
  readonly current: () => BrowserWindow | undefined
  /** Opens the window, or brings the open one to the front. */
  readonly show: () => void
  readonly setTitle: (title: string) => void
  readonly showUnread: (unread: number) => void
  readonly applyTheme: (theme: ChangeableSettings['theme']) => void
}

function createWindow({ preload, title, log, onPageGone }: WindowOptions): BrowserWindow {
  const isDark = nativeTheme.shouldUseDarkColors
  const window = new BrowserWindow({
    title,
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
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
  window.once('ready-to-show', () => window.show())
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

  return {
    current: () => window,
    show() {
      if (!window) {
        window = createWindow(options)
        window.once('closed', () => {
          window = undefined
          options.onPageGone()
        })
        return
      }
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    },
    setTitle: (title) => window?.setTitle(title),
    showUnread(unread) {
      app.setBadgeCount(unread)
      if (window) window.flashFrame(unread > 0 && !window.isFocused())
    },
    applyTheme(theme) {
      nativeTheme.themeSource = theme
    },
  }
}
