/**
 * What the page may load and connect to.
 * @param serverUrl address of the server: its WebSocket is the one connection that does not go through `app://`
 */
export function contentSecurityPolicy(serverUrl: string): string {
  const { host, protocol } = new URL(serverUrl)
  const stream = `${protocol === 'https:' ? 'wss' : 'ws'}://${host}`
  return [
    "default-src 'self'",
    "script-src 'self'",
    // Element Plus places its floating parts with style attributes.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    `connect-src 'self' ${stream}`,
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}

/** The headers of every file of the page. */
export function pageHeaders(serverUrl: string): Record<string, string> {
  return {
    'content-security-policy': contentSecurityPolicy(serverUrl),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': 'no-cache',
  }
}
