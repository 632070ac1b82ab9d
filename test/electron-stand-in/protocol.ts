// Custom schemes. Chromium from Debian knows none, so `app://host/path` is shown to it as
// `https://host.app.scheme.standin/path`, requests to which never leave this process.
type ProtocolHandler = (request: Request) => Response | Promise<Response>

const handlers = new Map<string, ProtocolHandler>()

export const protocol = {
  registerSchemesAsPrivileged(): void {},
  handle(scheme: string, handler: ProtocolHandler): void {
    handlers.set(scheme, handler)
  },
  unhandle(scheme: string): void {
    handlers.delete(scheme)
  },
  isProtocolHandled: (scheme: string): boolean => handlers.has(scheme),
}

export const customSchemePattern = 'https://*.scheme.standin/*'

/** The address that Chromium is given for one of the program. */
export function toChromium(address: string): string {
  const match = /^([a-z][a-z0-9-]*):\/\/([^/?#]+)(.*)$/s.exec(address)
  const [, scheme = '', host = '', rest = ''] = match ?? []
  return handlers.has(scheme) ? `https://${host}.${scheme}.scheme.standin${rest || '/'}` : address
}

/** The program's address for one of Chromium. */
export function fromChromium(address: string): string {
  return address.replace(/^https:\/\/([^/]*)\.([a-z0-9-]+)\.scheme\.standin\b/, '$2://$1')
}

/** The handler for an address of the program, if its scheme is a custom one. */
export function handlerOf(address: string): ProtocolHandler | undefined {
  return handlers.get(address.slice(0, address.indexOf(':')))
}
