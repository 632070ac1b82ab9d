import type { LookupFunction } from 'node:net'
import { createAddressRule, type AddressRule } from './addresses.ts'
import { ENDPOINT_TIMEOUT_MS, post, type Posted } from './post.ts'
import { createSecretBox, type SecretBox } from './secretBox.ts'

/** What it takes to reach the endpoints of channels. */
export interface ChannelTools {
  secrets: SecretBox
  rule: AddressRule
  post: (url: string, headers: Record<string, string>, bytes: Buffer, signal?: AbortSignal) => Promise<Posted>
}

export interface ChannelToolOptions {
  /** The server's; the key for the secrets of channels is derived from it. */
  secret: string
  /** CIDR ranges that may be reached though they are not public. */
  channelNetworks: readonly string[]
  /** For one try, in ms. */
  timeoutMs?: number
  /** Instead of the system's, for tests. */
  lookup?: LookupFunction
}

export function createChannelTools({ secret, channelNetworks, timeoutMs = ENDPOINT_TIMEOUT_MS, lookup }: ChannelToolOptions): ChannelTools {
  const rule = createAddressRule(channelNetworks)
  return {
    rule, secrets: createSecretBox(secret),
    post: (url, headers, bytes, signal) => post(url, headers, bytes, { timeoutMs, rule, lookup, signal }),
  }
}
