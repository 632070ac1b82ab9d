// Electron's `net` without Chromium's network stack: proxies of the system, for one, are not used.
export const net = {
  isOnline: (): boolean => true,
  fetch: (address: string | Request, init: RequestInit & { bypassCustomProtocolHandlers?: boolean } = {}): Promise<Response> => {
    const { bypassCustomProtocolHandlers: _bypass, ...plain } = init
    return fetch(address, plain)
  },
}
