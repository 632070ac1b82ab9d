import type { IncomingMessage } from 'node:http'

/**
 * Where a page may come from besides this server: the desktop program, and the name under which its tests, run in a
 * browser that knows no `app:`, show the same page. No registry has either.
 */
const DESKTOP_ORIGINS: readonly string[] = ['app://gongdan', 'https://gongdan.app.scheme.standin']

/** The name that the browser knows this server by; the proxies in front say it where they are trusted. */
function ownHost({ headers }: IncomingMessage, trustedProxies: number): string | undefined {
  const forwarded = trustedProxies > 0 ? headers['x-forwarded-host'] : undefined
  return (Array.isArray(forwarded) ? forwarded[0] : forwarded)?.split(',')[0]?.trim() ?? headers.host
}

/**
 * Whether a page may open the stream. Browsers apply no same-origin policy to WebSockets, they only say where the page
 * is from; without an origin nobody gets in.
 * @param trustedProxies as in the configuration
 */
export function isOwnOrigin(request: IncomingMessage, trustedProxies: number): boolean {
  const { origin } = request.headers
  if (origin === undefined) return false
  if (DESKTOP_ORIGINS.includes(origin)) return true
  const [url, host] = [URL.parse(origin), ownHost(request, trustedProxies)]
  return url !== null && (url.protocol === 'http:' || url.protocol === 'https:') && host !== undefined && url.host === host.toLowerCase()
}
