import { app, dialog, net, protocol, session } from 'electron'
import { join } from 'node:path'
import type { IncomingCall, OpenTicket } from '#shared/contract/ipc.ts'
import { listenToDeepLinks } from './deepLinks.ts'
import { storeState } from './diagnostics/storeState.ts'
import { createHandlers } from './ipc/handlers.ts'
import { registerCalls, sendEvent } from './ipc/register.ts'
import { textsOf } from './locales/texts.ts'
import { openLog } from './logging/log.ts'
import { installMenu } from './menu.ts'
import { createNotifications } from './notifications.ts'
import { createFileSaver } from './saving/saveFile.ts'
import { appScheme } from './protocol/appOrigin.ts'
import { createAppProtocol } from './protocol/appProtocol.ts'
import { hiddenSwitch } from './lifecycle/loginItem.ts'
import { createProgramShell } from './programShell.ts'
import { prescribedServerUrl, prescribedUpdateUrl } from './serverUrl.ts'
import { SessionVault } from './storage/sessionVault.ts'
import { openSettings } from './storage/settings.ts'
import { defaultSettings } from './storage/settingsUpgrade.ts'
import { systemEncryption } from './storage/systemEncryption.ts'
import { createLocalStores } from './store/stores.ts'
import { Inbox } from './telephony/inbox.ts'
import { createWindowControl } from './window.ts'
import { openPlaceStore } from './windowPlace/placeStore.ts'
import { restrictNavigation, restrictPermissions } from './windowSecurity.ts'

/** The composition root of the desktop program: only here are parts made and joined. */
function start(): void {
  // Windows shows notifications only of the program that its shortcut names (electron-builder.yml).
  if (process.platform === 'win32') app.setAppUserModelId('cn.gongdan.desktop')
  const now = () => new Date()
  const userData = app.getPath('userData')
  const logFile = join(userData, 'logs', 'main.log')
  const log = openLog(logFile, now)

  const serverOfEnvironment = prescribedServerUrl(process.env)
  if (serverOfEnvironment === null) {
    const texts = textsOf(defaultSettings.language)
    dialog.showErrorBox(texts.windowTitle, texts.wrongServerUrl)
    app.exit(1)
    return
  }
  const settings = openSettings({
    folder: userData,
    prescribedServerUrl: serverOfEnvironment,
    prescribedUpdateUrl: prescribedUpdateUrl(process.env),
    log,
    now,
  })
  const vault = new SessionVault({ file: join(userData, 'sessions.json'), encryption: systemEncryption, log, now })

  const stores = createLocalStores({
    folder: join(userData, 'stores'),
    encryption: systemEncryption,
    log,
    now,
    onOutboxChanged: () => sendEvent(window.current, 'outbox.changed', {}),
    onRescued: (rescue) => sendEvent(window.current, 'store.rescued', rescue),
  })

  const calls = new Inbox<IncomingCall>((call) => sendEvent(window.current, 'call.incoming', call))
  const tickets = new Inbox<OpenTicket>((ticket) => sendEvent(window.current, 'deep-link.open-ticket', ticket))
  const window = createWindowControl({
    preload: join(import.meta.dirname, '../preload/index.cjs'),
    title: textsOf(settings.get().language).windowTitle,
    log,
    places: openPlaceStore(join(userData, 'window-places.json')),
    onClosing: (event) => shell.onClosing(event),
    onPageGone() {
      calls.pause()
      tickets.pause()
      shell.onPageGone()
      stores.pageGone()
    },
  })

  const notifications = createNotifications({
    isQuiet: () => settings.get().doNotDisturb,
    onClick: (ticket) => {
      window.show()
      tickets.add(ticket)
    },
  })

  const shell = createProgramShell({ settings, window, log, logFile, now, closeNotifications: notifications.closeAll, storeState: () => storeState(join(userData, 'stores')) })

  protocol.registerSchemesAsPrivileged([
    { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } },
  ])
  restrictNavigation(() => [new URL(settings.get().serverUrl).host], log)
  const saveFile = createFileSaver({
    downloads: () => app.getPath('downloads'), lastFolder: settings.saveFolder, keepFolder: settings.noteSaveFolder, log,
    ask: async (options) => {
      const owner = window.current()
      const { canceled, filePath } = await (owner ? dialog.showSaveDialog(owner, options) : dialog.showSaveDialog(options))
      return canceled || !filePath ? null : filePath
    },
  })
  registerCalls(createHandlers({ settings, vault, calls, tickets, window, notifications, shell, stores, saveFile }), window.current, log)
  listenToDeepLinks({
    now,
    log,
    onLink: (link) => (link.kind === 'call' ? calls.add(link.call) : tickets.add(link.ticket)),
    onSecondStart: () => {
      if (app.isReady()) window.show()
    },
  })

  app.on('will-quit', () => void stores.close())
  app.on('activate', () => window.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })

  void app.whenReady().then(() => {
    installMenu(app.isPackaged)
    window.applyTheme(settings.get().theme)
    restrictPermissions(session.defaultSession)
    protocol.handle(
      appScheme,
      createAppProtocol({
        root: join(import.meta.dirname, '../renderer'),
        target: () => {
          const { serverUrl, language } = settings.get()
          return { serverUrl, unreachableTitle: textsOf(language).serverUnreachable }
        },
        fetch: (address, init) => net.fetch(address, { ...init, bypassCustomProtocolHandlers: true }),
      }),
    )
    shell.start()
    if (process.argv.includes(hiddenSwitch)) window.load()
    else window.show()
    log.info('started', { version: app.getVersion() })
  })
}

if (app.requestSingleInstanceLock()) start()
else app.quit()
