/** What a connection tells. After `closed` nothing more comes. */
export interface SocketListeners {
  readonly opened: () => void
  /** @param text what came; undefined where it was no text */
  readonly heard: (text: string | undefined) => void
  /** @param code close code; 1006 where the connection broke */
  readonly closed: (code: number) => void
}

/** As much of a WebSocket as the stream needs. */
export interface StreamSocket {
  readonly send: (text: string) => void
  /** Gives the connection up without waiting for the other side. */
  readonly close: () => void
}

export type OpenSocket = (address: string, listeners: SocketListeners) => StreamSocket

/** Opens a WebSocket of the browser. @throws DOMException where the address is none */
export const openWebSocket: OpenSocket = (address, listeners) => {
  const socket = new WebSocket(address)
  socket.onopen = () => listeners.opened()
  socket.onmessage = (event: MessageEvent<unknown>) => listeners.heard(typeof event.data === 'string' ? event.data : undefined)
  socket.onclose = (event) => listeners.closed(event.code)
  return { send: (text) => socket.send(text), close: () => socket.close() }
}
