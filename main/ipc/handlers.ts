import { app, clipboard } from 'electron'
import type { IncomingCall, OpenTicket } from '#shared/contract/ipc.ts'
import type { Notifications } from '../notifications.ts'
import type { SessionVault } from '../storage/sessionVault.ts'
import type { SettingsStore } from '../storage/settings.ts'
import type { Inbox } from '../telephony/inbox.ts'
import type { WindowControl } from '../window.ts'
import type { IpcHandlers } from './answer.ts'

export interface HandlerParts {
  settings: SettingsStore
  vault: SessionVault
  calls: Inbox<IncomingCall>
  tickets: Inbox<OpenTicket>
  window: WindowControl
  notifications: Notifications
}

const platformOf = (platform: string) => (platform === 'win32' || platform === 'darwin' ? platform : 'linux')

/** What each call of the page does. */
export function createHandlers({ settings, vault, calls, tickets, window, notifications }: HandlerParts): IpcHandlers {
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
    'window.flash': ({ unread }) => window.showUnread(unread),
    'notification.show': (notification) => notifications.show(settings.get().serverUrl, notification),
    'clipboard.writeText': ({ text }) => clipboard.writeText(text),
    'settings.get': () => settings.get(),
    'settings.set': (changes) => {
      const changed = settings.set(changes)
      window.applyTheme(changed.theme)
      if (changed.doNotDisturb) notifications.closeAll()
      return changed
    },
  }
}
