/** Headers that belong to one connection and are never passed on (RFC 9110, 7.6.1). */
const hopByHop = [
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]

/** What the next request sets itself, and what only makes sense between a page and its own origin. */
const ofThePage = ['host', 'content-length', 'accept-encoding', 'origin', 'referer', 'cookie']

/** The body arrives decoded and is sent again, so its old length and coding are wrong; cookies are not used. */
const ofTheServer = ['content-length', 'content-encoding', 'set-cookie', 'content-security-policy', 'strict-transport-security']

function without(headers: Headers, names: readonly string[], prefixes: readonly string[] = []): Headers {
  const listed = (headers.get('connection') ?? '').split(',').map((name) => name.trim().toLowerCase())
  const refused = new Set([...hopByHop, ...names, ...listed])
  const kept = new Headers()
  for (const [name, value] of headers) {
    if (!refused.has(name) && !prefixes.some((prefix) => name.startsWith(prefix))) kept.append(name, value)
  }
  return kept
}

/** The headers of a request of the page that the server is to see. */
export function forwardedRequestHeaders(headers: Headers): Headers {
  return without(headers, ofThePage, ['sec-', 'proxy-'])
}

/**
 * The headers of an answer of the server that the page is to see. Whatever the server sends stays data:
 * shown as a document it could run nothing.
 */
export function forwardedResponseHeaders(headers: Headers): Headers {
  const kept = without(headers, ofTheServer, ['access-control-'])
  kept.set('content-security-policy', "default-src 'none'; sandbox")
  kept.set('x-content-type-options', 'nosniff')
  return kept
}
