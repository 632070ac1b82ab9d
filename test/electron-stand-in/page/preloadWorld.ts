// The isolated world in which the preload script runs, with what a sandboxed one may use of Electron.
import { createBridgeSide } from './bridge.ts'
import { decode, encode } from './encoding.ts'

type Listener = (event: unknown, ...args: unknown[]) => void
type Invocation = { resolve: (value: unknown) => void; reject: (error: Error) => void }

/** @param run the preload script, given its `require`, `module`, `exports` and `process` */
export function enterPreloadWorld(
  own: string,
  other: string,
  ipcBinding: string,
  platform: string,
  run: (require: (name: string) => unknown, module: { exports: object }, exports: object, process: object) => void,
): void {
  const world = globalThis as unknown as Record<string, unknown>
  const post = world[ipcBinding] as (message: string) => void
  const bridge = createBridgeSide(own, other)
  const listeners = new Map<string, Listener[]>()
  const invocations = new Map<number, Invocation>()
  let sequence = 0

  const ipcRenderer = {
    invoke: (channel: string, ...args: unknown[]) =>
      new Promise((resolve, reject) => {
        const message = JSON.stringify({ id: ++sequence, channel, args: encode(args) })
        invocations.set(sequence, { resolve, reject })
        post(message)
      }),
    send: (channel: string, ...args: unknown[]) => post(JSON.stringify({ channel, args: encode(args) })),
    on(channel: string, listener: Listener) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    removeListener(channel: string, listener: Listener) {
      listeners.set(
        channel,
        (listeners.get(channel) ?? []).filter((known) => known !== listener),
      )
      return ipcRenderer
    },
  }

  world['standInReceive'] = (text: string) => {
    const message = JSON.parse(text) as { id?: number; channel?: string; error?: string; value: unknown }
    if (message.id === undefined) {
      const args = decode(message.value) as unknown[]
      for (const listener of listeners.get(message.channel ?? '') ?? []) listener({ sender: ipcRenderer }, ...args)
      return
    }
    const invocation = invocations.get(message.id)
    invocations.delete(message.id)
    if (message.error === undefined) invocation?.resolve(decode(message.value))
    else invocation?.reject(new Error(message.error))
  }

  const electron = { ipcRenderer, contextBridge: { exposeInMainWorld: bridge.expose }, webUtils: { getPathForFile: () => '' } }
  const require = (name: string) => {
    if (name === 'electron' || name === 'electron/renderer') return electron
    throw new Error(`module not found: ${name}`)
  }
  const module = { exports: {} }
  run(require, module, module.exports, {
    type: 'renderer',
    sandboxed: true,
    contextIsolated: true,
    platform,
    env: {},
    argv: [],
    versions: {},
  })
}
