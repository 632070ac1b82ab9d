// The context bridge. Each world of the page runs one side; the sides talk by DOM events that carry JSON text, which
// are synchronous, so that an error in a call is thrown where it was called. Only text crosses: no world gets an
// object of the other.
import { decode, encode } from './encoding.ts'

type AnyFunction = (...args: unknown[]) => unknown
interface BridgeMessage {
  kind: 'expose' | 'call' | 'returned' | 'threw' | 'promised' | 'resolved' | 'rejected'
  id?: string
  value?: unknown
}

export interface BridgeSide {
  /** Gives a value of this world to the other one under a name. */
  expose(name: string, value: unknown): void
  /** Called in the other world with what was exposed. */
  onExposed: (name: string, value: unknown) => void
}

export function createBridgeSide(own: string, other: string): BridgeSide {
  const functions = new Map<string, AnyFunction>()
  const promises = new Map<string, { resolve: (value: unknown) => void; reject: (error: unknown) => void }>()
  let sequence = 0
  let answer: BridgeMessage | undefined

  const tell = (message: BridgeMessage) => window.dispatchEvent(new CustomEvent(other, { detail: JSON.stringify(message) }))
  const nameOf = (value: AnyFunction): string => {
    const id = `${own}-${++sequence}`
    functions.set(id, value)
    return id
  }
  // Of an error nothing but its message crosses, as with Electron's bridge.
  const errorOf = (error: unknown) => encode(error instanceof Error ? error : new Error(String(error)))
  const functionOf =
    (id: string) =>
    (...args: unknown[]) => {
      answer = undefined
      tell({ kind: 'call', id, value: encode(args, nameOf) })
      const received = answer as BridgeMessage | undefined
      answer = undefined
      if (!received) throw new Error('context bridge: no answer')
      if (received.kind === 'threw') throw decode(received.value)
      if (received.kind === 'promised')
        return new Promise((resolve, reject) => promises.set(received.id ?? '', { resolve, reject }))
      return decode(received.value, functionOf)
    }
  const call = (message: BridgeMessage): BridgeMessage => {
    try {
      const value = functions.get(message.id ?? '')?.(...(decode(message.value, functionOf) as unknown[]))
      if (!(value instanceof Promise)) return { kind: 'returned', value: encode(value, nameOf) }
      const id = `${own}-${++sequence}`
      value.then(
        (result) => tell({ kind: 'resolved', id, value: encode(result, nameOf) }),
        (error) => tell({ kind: 'rejected', id, value: errorOf(error) }),
      )
      return { kind: 'promised', id }
    } catch (error) {
      return { kind: 'threw', value: errorOf(error) }
    }
  }

  const side: BridgeSide = {
    expose: (name, value) => void tell({ kind: 'expose', id: name, value: encode(value, nameOf) }),
    onExposed: () => undefined,
  }
  window.addEventListener(own, (event) => {
    const message = JSON.parse((event as CustomEvent<string>).detail) as BridgeMessage
    const id = message.id ?? ''
    if (message.kind === 'expose') side.onExposed(id, decode(message.value, functionOf))
    else if (message.kind === 'call') tell(call(message))
    else if (message.kind === 'resolved' || message.kind === 'rejected') {
      const promise = promises.get(id)
      promises.delete(id)
      if (message.kind === 'resolved') promise?.resolve(decode(message.value, functionOf))
      else promise?.reject(decode(message.value))
    } else answer = message
  })
  return side
}
