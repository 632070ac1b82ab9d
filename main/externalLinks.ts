/**
 * True for a link that may be opened in the person's browser: http or https, without credentials, on one of
 * the hosts given (with their port, as in `URL.host`).
 */
export function isAllowedExternalLink(address: string, allowedHosts: readonly string[]): boolean {
  const url = URL.parse(address)
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false
  return url.username === '' && url.password === '' && allowedHosts.includes(url.host)
}
