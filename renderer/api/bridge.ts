import type { ChangeableSettings, DesktopBridge, DesktopNotification, DesktopSettings, IncomingCall, OpenTicket } from '#shared/contract/ipc.ts'
import type { Rescue } from '#shared/contract/localStore.ts'
import type { SaveOutcome } from '#shared/contract/saveFile.ts'
import type { LocalStore } from './localStore.ts'
import { saveToDisk } from './saveToDisk.ts'

declare global {
  interface Window {
    /** Given by the preload script of the desktop program; absent in a browser. */
    readonly desktop?: DesktopBridge
  }
}

const desktop = typeof window === 'undefined' ? undefined : window.desktop
const refreshTokenKey = 'gongdan.refreshToken'
const nothingToEnd = (): void => undefined

/** Whether the page runs inside the desktop program. What needs it steps back in a browser. */
export const isDesktop = desktop !== undefined

/** The refresh token of the last session: in the system's key store, or in a browser for as long as the tab lives. */
export async function loadRefreshToken(): Promise<string | null> {
  if (desktop) return (await desktop.session.load()).refreshToken
  return sessionStorage.getItem(refreshTokenKey)
}

/** Keeps the refresh token for the next start (desktop) or reload (browser). */
export async function saveRefreshToken(refreshToken: string): Promise<void> {
  if (desktop) await desktop.session.save({ refreshToken })
  else sessionStorage.setItem(refreshTokenKey, refreshToken)
}

export async function clearRefreshToken(): Promise<void> {
  if (desktop) await desktop.session.clear()
  else sessionStorage.removeItem(refreshTokenKey)
}

/** @throws where the system refuses access to the clipboard */
export async function copyText(text: string): Promise<void> {
  if (desktop) await desktop.clipboard.writeText({ text })
  else await navigator.clipboard.writeText(text)
}

/**
 * Hears of calls: those that came before anybody listened, then each as it comes. In a browser there are none.
 * @returns ends the listening
 */
export function onIncomingCall(listener: (call: IncomingCall) => void): () => void {
  if (!desktop) return nothingToEnd
  const end = desktop.on('call.incoming', listener)
  void desktop.call.pending().then((calls) => calls.forEach(listener))
  return end
}

/** Hears of `gongdan://ticket` links and clicked notifications, as {@link onIncomingCall} does of calls. */
export function onOpenTicket(listener: (link: OpenTicket) => void): () => void {
  if (!desktop) return nothingToEnd
  const end = desktop.on('deep-link.open-ticket', listener)
  void desktop.ticket.pending().then((links) => links.forEach(listener))
  return end
}

/** Where notifications stand: `unasked` and `refused` are a browser's, which shows none without its user's permission. */
export type NotificationAccess = 'granted' | 'unasked' | 'refused'

export function notificationAccess(): NotificationAccess {
  if (desktop) return 'granted'
  if (typeof Notification === 'undefined') return 'refused'
  return Notification.permission === 'granted' ? 'granted' : Notification.permission === 'default' ? 'unasked' : 'refused'
}

/** Has the browser ask its user; only a click of his may. */
export async function askForNotifications(): Promise<NotificationAccess> {
  if (!desktop && typeof Notification !== 'undefined') await Notification.requestPermission()
  return notificationAccess()
}

/**
 * Shows a message on the desktop, once. In the desktop program a click comes back through {@link onOpenTicket}.
 * @param onClick in a browser: what a click does, after the window came to the front
 */
export function showNotification(notification: DesktopNotification, onClick: () => void): void {
  if (desktop) {
    desktop.notification.show(notification).catch(() => undefined)
    return
  }
  if (notificationAccess() !== 'granted') return
  try {
    // One tag is one notification, however many windows of the program are open in the browser.
    const shown = new Notification(notification.title, { body: notification.body, tag: `gongdan-message-${notification.messageId}` })
    shown.onclick = () => {
      window.focus()
      shown.close()
      onClick()
    }
  } catch {
    // A phone's browser takes notifications from service workers alone.
  }
}

/** The program itself: work in hand, updates, what the tray asks, diagnostics. Null in a browser. */
export const program: Pick<DesktopBridge, 'app' | 'work' | 'command' | 'update' | 'diagnostics' | 'on'> | null = desktop ?? null

/** Settings of this machine; null in a browser. */
export async function loadSettings(): Promise<DesktopSettings | null> {
  return desktop ? desktop.settings.get() : null
}

export async function saveSettings(change: Partial<ChangeableSettings>): Promise<void> {
  await desktop?.settings.set(change)
}

/**
 * Lets a person keep a file: where he chooses in the desktop program, where the browser keeps its downloads in a browser.
 * @throws where the desktop program cannot be asked
 */
export async function saveFile(name: string, content: Blob): Promise<SaveOutcome> {
  if (desktop) return desktop.document.saveAs({ name, bytes: new Uint8Array(await content.arrayBuffer()) })
  saveToDisk(content, name)
  return { result: 'saved', path: name }
}

/** Names the window, or the browser's tab. */
export function setWindowTitle(title: string): void {
  document.title = title
  // A window that is just closing has no title to change.
  desktop?.window.title({ title: title.slice(0, 200) }).catch(() => undefined)
}

/**
 * A call is here: in the desktop program the window comes to the front, or, while somebody types, the taskbar says so.
 * @param inFront the call's card is the page in front
 */
export function callForAttention(inFront: boolean): void {
  desktop?.window.attention({ inFront }).catch(() => undefined)
}

/** Shows the number of unread messages at the taskbar; 0 takes it away. */
export function showUnreadCount(unread: number): void {
  void desktop?.window.flash({ unread: Math.min(Math.max(0, unread), 99_999) })
}

/** The store on this machine; null in a browser. */
export const localStore: LocalStore | null = desktop ?? null

/**
 * Hears when something of the outbox changed, in this window or another.
 * @returns ends the listening
 */
export const onOutboxChanged = (listener: () => void): (() => void) => desktop?.on('outbox.changed', listener) ?? nothingToEnd

/**
 * Hears when the open store turned out to be damaged: it was set aside, and this much of it was saved.
 * @returns ends the listening
 */
export const onStoreRescued = (listener: (rescue: Rescue) => void): (() => void) => desktop?.on('store.rescued', listener) ?? nothingToEnd
