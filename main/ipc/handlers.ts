import { app, clipboard } from 'electron'
import type { IncomingCall, OpenTicket } from '#shared/contract/ipc.ts'
import type { Notifications } from '../notifications.ts'
import type { SessionVault } from '../storage/sessionVault.ts'
import type { SettingsStore } from '../storage/settings.ts'
import type { Inbox } from '../telephony/inbox.ts'
import type { WindowControl } from '../window.ts'
import type { IpcHandlers } from './answer.ts'
import type { FileSaver } from '../saving/saveFile.ts'
import type { ProgramShell } from '../programShell.ts'
import type { LocalStores } from '../store/stores.ts'
import { createStoreHandlers } from './storeHandlers.ts'

export interface HandlerParts {
  settings: SettingsStore
  vault: SessionVault
  calls: Inbox<IncomingCall>
  tickets: Inbox<OpenTicket>
  window: WindowControl
  notifications: Notifications
  shell: ProgramShell
  stores: LocalStores
  saveFile: FileSaver
}

const platformOf = (platform: string) => (platform === 'win32' || platform === 'darwin' ? platform : 'linux')

/** What each call of the page does. */
export function createHandlers({ settings, vault, calls, tickets, window, notifications, shell, stores, saveFile }: HandlerParts): IpcHandlers {
  return {
    'app.info': () => ({ version: app.getVersion(), platform: platformOf(process.platform) }),
    'session.load': () => vault.load(settings.get().serverUrl),
    'session.save': ({ refreshToken }) => vault.save(settings.get().serverUrl, refreshToken),
    'session.clear': () => {
      notifications.closeAll()
      return vault.clear(settings.get().serverUrl)
    },
    'call.pending': () => calls.take(),
    'ticket.pending': () => tickets.take(),
    'window.title': ({ title }) => window.setTitle(title),
    'window.attention': ({ inFront }) => window.callForAttention(inFront),
    'window.flash': ({ unread }) => shell.showUnread(unread),
    'notification.show': (notification) => notifications.show(settings.get().serverUrl, notification),
    'clipboard.writeText': ({ text }) => clipboard.writeText(text),
    'settings.get': () => settings.get(),
    'settings.set': async (changes) => {
      const serverBefore = settings.get().serverUrl
      const changed = settings.set(changes)
      // What is written from now on is not the other server's; its store opens with the next sign-in there.
      if (changed.serverUrl !== serverBefore) await stores.close()
      window.applyTheme(changed.theme)
      shell.onSettings()
      return changed
    },
    ...shell.handlers,
    'document.saveAs': saveFile,
    ...createStoreHandlers(stores, () => settings.get().serverUrl),
  }
}
