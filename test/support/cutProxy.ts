import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A way to a database that can be cut. */
export interface CutProxy {
  /** The database through it. */
  url: string
  /** Every connection breaks off, and none is made, until it is mended. */
  cut: () => void
  mend: () => void
  stop: () => Promise<void>
}

/** @param target URL of the database */
export async function startCutProxy(target: string): Promise<CutProxy> {
  const to = new URL(target)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((incoming) => {
    if (isCut) return void incoming.destroy()
    const outgoing = connect(Number(to.port), to.hostname)
    for (const [one, other] of [[incoming, outgoing], [outgoing, incoming]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.once('error', () => other.destroy())
      one.once('close', () => {
        sockets.delete(one)
        other.destroy()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const through = new URL(target)
  through.port = String((server.address() as AddressInfo).port)
  const breakOff = (): void => { for (const socket of sockets) socket.destroy() }
  return {
    url: through.href,
    cut: () => {
      isCut = true
      breakOff()
    },
    mend: () => { isCut = false },
    stop: async () => {
      breakOff()
      server.close()
      await once(server, 'close')
    },
  }
}
