import { STREAM_PATH } from '#shared/contract/stream.ts'
import { loadSettings } from './bridge.ts'

/**
 * The stream's address on a server.
 * @param server address of the server, http or https
 */
export const streamAddressOn = (server: string): string => `${server.replace(/^http/i, 'ws').replace(/\/+$/, '')}/api/v1${STREAM_PATH}`

/** The stream's address: a browser's own host; in the desktop program, whose pages come from `app://`, the configured server. */
export async function streamAddress(): Promise<string> {
  const settings = await loadSettings()
  return streamAddressOn(settings?.serverUrl ?? location.origin)
}
