import { renewSession, sessionTokens } from './client.ts'
import { streamAddress } from './streamAddress.ts'
import { createStreamConnection } from './streamConnection.ts'
import type { StreamConnection, StreamSurroundings } from './streamConnection.ts'
import { openWebSocket } from './streamSocket.ts'

export type OpenStream = (listeners: Pick<StreamSurroundings, 'onNews' | 'onPresence' | 'onState' | 'onMessage' | 'onCall'>) => StreamConnection

/** The stream with the session's tokens and the browser's WebSocket. */
export const openStream: OpenStream = (listeners) =>
  createStreamConnection({ ...listeners, address: streamAddress, open: openWebSocket, accessToken: sessionTokens.access, renewSession, random: Math.random })
