import type { ChangeableSettings, DesktopBridge, DesktopSettings, IncomingCall, OpenTicket } from '#shared/contract/ipc.ts'

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

/** Hears of `gongdan://ticket` links, as {@link onIncomingCall} does of calls. */
export function onOpenTicket(listener: (link: OpenTicket) => void): () => void {
  if (!desktop) return nothingToEnd
  const end = desktop.on('deep-link.open-ticket', listener)
  void desktop.ticket.pending().then((links) => links.forEach(listener))
  return end
}

/** Settings of this machine; null in a browser. */
export async function loadSettings(): Promise<DesktopSettings | null> {
  return desktop ? desktop.settings.get() : null
}

export async function saveSettings(change: Partial<ChangeableSettings>): Promise<void> {
  await desktop?.settings.set(change)
}

/** Names the window, or the browser's tab. */
export function setWindowTitle(title: string): void {
  document.title = title
  // A window that is just closing has no title to change.
  desktop?.window.title({ title: title.slice(0, 200) }).catch(() => undefined)
}

/** Shows the number of unread messages at the taskbar; 0 takes it away. */
export function showUnreadCount(unread: number): void {
  void desktop?.window.flash({ unread: Math.min(Math.max(0, unread), 99_999) })
}
