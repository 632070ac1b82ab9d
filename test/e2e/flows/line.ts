import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A line to the server that can be cut: what a page sees of it is what it sees of a broken network. */
export interface Line {
  /** Address for the page. */
  readonly url: string
  /** Ends every connection and takes none any more. */
  readonly cut: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/**
 * @param target address of the server, http
 * @param from the address of this machine that the server sees
 */
export async function openLine(target: string, from?: string): Promise<Line> {
  const { hostname, port } = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false
  const keep = (socket: Socket): void => {
    sockets.add(socket)
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  }
  const server = createServer((page) => {
    keep(page)
    if (isCut) {
      page.destroy()
      return
    }
    const upstream = connect({ port: Number(port), host: hostname, ...(from === undefined ? {} : { localAddress: from }) })
    keep(upstream)
    page.pipe(upstream).pipe(page)
    page.on('close', () => upstream.destroy())
    upstream.on('close', () => page.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endAll = (): void => { for (const socket of sockets) socket.destroy() }
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut: () => {
      isCut = true
      endAll()
    },
    mend: () => { isCut = false },
    close: async () => {
      endAll()
      server.close()
      await once(server, 'close')
    },
  }
}
