import { app, clipboard, dialog, shell } from 'electron'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { DesktopCommand } from '#shared/contract/desktopProgram.ts'
import { diagnosticsText, type DiagnosticFacts } from './diagnostics/diagnostics.ts'
import { collectDiagnostics } from './diagnostics/collect.ts'
import type { ProgramHandlers } from './ipc/programHandlers.ts'
import { sendEvent } from './ipc/register.ts'
import { answerToClosing } from './lifecycle/closing.ts'
import { loginItemFor } from './lifecycle/loginItem.ts'
import { createQuitGuard } from './lifecycle/quitGuard.ts'
import { createWorkAtHand } from './lifecycle/workAtHand.ts'
import { textsOf } from './locales/texts.ts'
import type { Log } from './logging/log.ts'
import type { SettingsStore } from './storage/settings.ts'
import { Inbox } from './telephony/inbox.ts'
import { createTray, type TrayControl } from './tray/tray.ts'
import { trayView, type TrayAction } from './tray/trayView.ts'
import { openElectronUpdaterFeed } from './update/electronUpdaterFeed.ts'
import { chooseFeed, feedOfPackage } from './update/feedAddress.ts'
import { createUpdates } from './update/updates.ts'
import type { WindowControl } from './window.ts'

export interface ShellParts {
  settings: SettingsStore
  window: WindowControl
  log: Log
  logFile: string
  now: () => Date
  /** Takes away the notifications that stand on the desktop. */
  closeNotifications: () => void
  /** State of the store on this machine, for the diagnostics: numbers and words, nothing personal. */
  storeState: () => DiagnosticFacts['store']
}

/** What the rest of the program asks of its shell. */
export interface ProgramShell {
  readonly handlers: ProgramHandlers
  /** Electron is ready: the tray appears, updates are looked for. */
  readonly start: () => void
  /** The person closes the window. */
  readonly onClosing: (event: { preventDefault(): void }) => void
  /** The page has gone. */
  readonly onPageGone: () => void
  readonly showUnread: (unread: number) => void
  /** The settings were changed by the page. */
  readonly onSettings: () => void
}

function packagedFeed(): string | undefined {
  try {
    return feedOfPackage(readFileSync(join(process.resourcesPath, 'app-update.yml'), 'utf8'))
  } catch {
    return undefined
  }
}

/** How long the page may take to put on the disk what is not there yet, in ms. */
const flushTime = 1_000

/** The program as a part of its desktop: tray, closing and quitting, start at login, updates, diagnostics. */
export function createProgramShell(parts: ShellParts): ProgramShell {
  const { settings, window, log, now } = parts
  const texts = () => textsOf(settings.get().language)
  let tray: TrayControl | undefined
  let unread = 0

  const commands = new Inbox<DesktopCommand>((command) => sendEvent(window.current, 'desktop.command', command), 5)
  const work = createWorkAtHand(() => showTray())
  const updates = createUpdates({
    choose: () => chooseFeed({ setting: settings.get().updateUrl, packaged: packagedFeed(), isPackaged: app.isPackaged }),
    open: openElectronUpdaterFeed,
    work: work.current,
    onState: (state) => sendEvent(window.current, 'update.changed', state),
    now,
    log,
  })

  async function askToQuit(): Promise<boolean> {
    window.show()
    const { quitting, windowTitle } = texts()
    const { response } = await dialog.showMessageBox({
      type: 'warning', title: windowTitle, message: quitting.message, detail: quitting.detail(work.current().unsavedForms),
      buttons: [quitting.stay, quitting.quit], defaultId: 0, cancelId: 0, noLink: true,
    })
    return response === 1
  }
  const guard = createQuitGuard({
    work: work.current,
    ask: askToQuit,
    quit: () => app.quit(),
    async flush() {
      const word = work.next(flushTime)
      sendEvent(window.current, 'desktop.quitting', {})
      await word
    },
    onQuit() {
      updates.stop()
      updates.onQuit()
    },
  })
  app.on('before-quit', (event) => guard.beforeQuit(() => event.preventDefault()))

  function showTray(): void {
    const { doNotDisturb } = settings.get()
    tray?.show(trayView({ unread, waitingCalls: work.current().waitingCalls, doNotDisturb }, texts()))
  }
  function command(name: DesktopCommand): void {
    window.show()
    commands.add(name)
  }
  function act(action: TrayAction): void {
    switch (action) {
      case 'open': return window.show()
      case 'newTicket': return command('newTicket')
      case 'program': return command('showProgram')
      case 'quit': return app.quit()
      case 'doNotDisturb': {
        const changed = settings.set({ doNotDisturb: !settings.get().doNotDisturb })
        sendEvent(window.current, 'settings.changed', changed)
        onSettings()
      }
    }
  }
  function onSettings(): void {
    const { doNotDisturb, startAtLogin } = settings.get()
    if (doNotDisturb) parts.closeNotifications()
    const item = loginItemFor(startAtLogin, app.isPackaged, process.platform)
    if (item) app.setLoginItemSettings(item)
    // The address of the updates may be another one.
    sendEvent(window.current, 'update.changed', updates.state())
    showTray()
  }

  async function explainTray(): Promise<void> {
    const { closing, windowTitle } = texts()
    const { response } = await dialog.showMessageBox({
      type: 'info', title: windowTitle, message: closing.message, detail: closing.detail,
      buttons: [closing.stay, closing.quit], defaultId: 0, cancelId: 0, noLink: true,
    })
    settings.noteTrayExplained()
    if (response === 1) app.quit()
    else window.hide()
  }
  function onClosing(event: { preventDefault(): void }): void {
    const answer = answerToClosing({
      quitting: guard.quitting(), hasTray: tray !== undefined, closeToTray: settings.get().closeToTray,
      explained: settings.trayExplained(), platform: process.platform,
    })
    if (answer === 'close') return
    event.preventDefault()
    if (answer === 'hide') window.hide()
    else if (answer === 'quit') app.quit()
    else explainTray().catch(() => window.hide())
  }

  return {
    handlers: {
      'work.report': work.report,
      'command.pending': () => commands.take(),
      'update.state': updates.state,
      'update.check': async () => {
        void updates.check()
        return updates.state()
      },
      'update.install': () => {
        const answer = updates.mayInstall()
        if (answer.started) void guard.endBy(updates.install)
        return answer
      },
      'diagnostics.copy': () => {
        const text = diagnosticsText(collectDiagnostics({
          logFile: parts.logFile, now: now(), settings: settings.get(), work: work.current(), update: updates.state(), store: parts.storeState(),
        }))
        clipboard.writeText(text)
        return { lines: text.split('\n').length }
      },
      'diagnostics.showLogs': async () => {
        await shell.openPath(dirname(parts.logFile))
      },
    },
    start() {
      tray = createTray(act)
      showTray()
      updates.start()
    },
    onClosing,
    onPageGone() {
      commands.pause()
      work.forget()
    },
    showUnread(count) {
      unread = count
      window.showUnread(count, count === 0 ? '' : texts().tray.unread(count))
      showTray()
    },
    onSettings,
  }
}
