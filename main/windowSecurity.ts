import { app, shell, type Session, type WebContents } from 'electron'
import { isAllowedExternalLink } from './externalLinks.ts'
import type { Log } from './logging/log.ts'
import { isAppDocument, isAppUrl } from './protocol/appOrigin.ts'

/** What the page may be granted: copying text, notifications, and its own server inside the company's network. */
const grantedPermissions = new Set([
  'clipboard-sanitized-write',
  'notifications',
  'local-network',
  'local-network-access',
  'loopback-network',
])

/** Denies every permission but the granted ones, and those to every page but our own. */
export function restrictPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback) => {
    callback(grantedPermissions.has(permission) && isAppUrl(contents.getURL()))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, requestingOrigin) => grantedPermissions.has(permission) && isAppUrl(requestingOrigin),
  )
  session.setDevicePermissionHandler(() => false)
}

function keepOnOwnPage(contents: WebContents, allowedHosts: () => readonly string[], log: Log): void {
  const refuse = (event: { preventDefault(): void; url: string }) => {
    if (isAppDocument(event.url)) return
    event.preventDefault()
    log.warn('navigation_refused')
  }
  contents.on('will-frame-navigate', refuse)
  contents.on('will-redirect', refuse)
  contents.on('will-attach-webview', (event) => event.preventDefault())
  contents.setWindowOpenHandler(({ url }) => {
    if (isAllowedExternalLink(url, allowedHosts())) void shell.openExternal(url)
    else log.warn('window_open_refused')
    return { action: 'deny' }
  })
}

/**
 * Holds every page of the program, present and future, to its own document: no navigation away, no further windows.
 * @param allowedHosts hosts whose links open in the person's browser
 */
export function restrictNavigation(allowedHosts: () => readonly string[], log: Log): void {
  app.on('web-contents-created', (_event, contents) => keepOnOwnPage(contents, allowedHosts, log))
}
