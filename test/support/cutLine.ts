import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { once } from 'node:events'

/** A line to a server or a database that can be cut: what is seen over it is what is seen of a broken network. */
export interface Line {
  /** The target through it. */
  readonly url: string
  /** Ends every connection and takes none any more. */
  readonly cut: () => void
  readonly mend: () => void
  readonly close: () => Promise<void>
}

/**
 * @param target URL of the server or the database
 * @param from the address of this machine that the target sees
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
  const server = createServer((caller) => {
    keep(caller)
    if (isCut) {
      caller.destroy()
      return
    }
    const upstream = connect({ port: Number(port), host: hostname, ...(from === undefined ? {} : { localAddress: from }) })
    keep(upstream)
    caller.pipe(upstream).pipe(caller)
    caller.on('close', () => upstream.destroy())
    upstream.on('close', () => caller.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(target)
  through.hostname = '127.0.0.1'
  through.port = String((server.address() as AddressInfo).port)
  const endAll = (): void => { for (const socket of sockets) socket.destroy() }
  return {
    url: through.href.replace(/\/$/, ''),
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
