import { incomingCall, openTicket, type IncomingCall, type OpenTicket } from '#shared/contract/ipc.ts'

/** The scheme that softphones and messages use to reach this program. */
export const deepLinkScheme = 'gongdan'

export type DeepLink = { kind: 'call'; call: IncomingCall } | { kind: 'ticket'; ticket: OpenTicket }

const maxLength = 1024

/**
 * The parameters of a query, percent-decoded; a plus sign stays one, because softphones write `phone=+86…`
 * without encoding it. Undefined if malformed or if a name comes twice: which of the two was meant is unknown.
 */
function parseQuery(query: string): Map<string, string> | undefined {
  const parameters = new Map<string, string>()
  for (const pair of query.split('&').filter((part) => part !== '')) {
    const at = pair.indexOf('=')
    if (at < 1) return undefined
    try {
      const name = decodeURIComponent(pair.slice(0, at))
      if (parameters.has(name)) return undefined
      parameters.set(name, decodeURIComponent(pair.slice(at + 1)))
    } catch {
      return undefined
    }
  }
  return parameters
}

/**
 * Reads `gongdan://call?phone=…&callId=…&line=…` and `gongdan://ticket/NO` (`desktop.md`, On a call).
 * The link comes from any program on the machine: what is not exactly of this form is refused. Parameters
 * that we do not know are passed over; telephone systems add their own.
 * @param now the moment at which the link arrived
 */
export function parseDeepLink(text: string, now: Date): DeepLink | undefined {
  if (text.length > maxLength) return undefined
  // Windows and browsers add a slash after the host.
  const match = /^gongdan:\/\/(call|ticket)(?:\/([^/?#]*))?\/?(?:\?([^#]*))?$/i.exec(text.trim())
  if (!match) return undefined
  const [, kind, path = '', query = ''] = match
  if (kind?.toLowerCase() === 'ticket') {
    const ticket = openTicket.safeParse({ no: path })
    return ticket.success && query === '' ? { kind: 'ticket', ticket: ticket.data } : undefined
  }
  if (path !== '') return undefined
  const parameters = parseQuery(query)
  if (!parameters) return undefined
  const optional = (name: string) => parameters.get(name) || undefined
  const call = incomingCall.safeParse({
    phone: parameters.get('phone')?.trim(),
    callId: optional('callId'),
    line: optional('line'),
    at: now.toISOString(),
  })
  return call.success ? { kind: 'call', call: call.data } : undefined
}

/** The deep link among the arguments of a start, where Windows puts it; Chromium may have reordered them. */
export function findDeepLink(argv: readonly string[]): string | undefined {
  return argv.findLast((argument) => argument.toLowerCase().startsWith(`${deepLinkScheme}://`))
}
