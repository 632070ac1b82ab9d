/** The page's own scheme and host: `app://gongdan/`. */
export const appScheme = 'app'
export const appHost = 'gongdan'
export const appEntry = `${appScheme}://${appHost}/index.html`

/** True for an address of the program's own page, whatever its path. Opaque and malformed addresses are not. */
export function isAppUrl(address: string): boolean {
  const url = URL.parse(address)
  // A scheme that Node does not know has the origin 'null', so scheme and host are compared themselves.
  return url !== null && url.protocol === `${appScheme}:` && url.host === appHost && url.username === '' && url.password === ''
}

/** True for the one document that the window may show; forwarded answers of the server are never shown as a page. */
export function isAppDocument(address: string): boolean {
  if (!isAppUrl(address)) return false
  const { pathname } = new URL(address)
  return pathname === '/' || pathname === '/index.html'
}
