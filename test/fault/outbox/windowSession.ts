import axios, { type AxiosAdapter } from 'axios'
import { createClient, type Client } from '#shared/contract/client.ts'
import type { Session } from '#shared/contract/session.ts'
import { createTransport, type HttpSurroundings } from '../../../renderer/api/http.ts'
import { connectSessionTabs } from '../../../renderer/api/sessionTabs.ts'
import { createSessionTokens, type TokenStorage } from '../../../renderer/api/sessionTokens.ts'
import { singleFlight } from '../../../renderer/api/singleFlight.ts'
import type { WindowFigures, WindowOptions } from './windowMessages.ts'

/** The page asks its own origin; here the origin is the proxy. */
const nodeAdapter = (serverUrl: string): AxiosAdapter => (config) => axios.getAdapter('http')({ ...config, baseURL: `${serverUrl}/api/v1` })

/**
 * A page's clients: the same parts put together as `renderer/api/client.ts` does, with a person who signs in as soon as the kept
 * session is gone or no longer taken.
 * @param told after every request
 */
export function createWindowClient(
  { serverUrl, organisation, account, password }: WindowOptions, storage: TokenStorage, told: HttpSurroundings['onOutcome'], count: (what: keyof WindowFigures) => void,
): { client: Client; anonymous: Client } {
  const adapter = nodeAdapter(serverUrl)
  const surroundings = { language: () => 'zh-CN', onOutcome: told }
  const anonymous = createClient(createTransport({ ...surroundings, accessToken: () => null, renewSession: async () => false }, adapter))
  const tokens = createSessionTokens(storage, connectSessionTabs(), (refreshToken) => anonymous.refreshSession({ body: { refreshToken } }))

  const signIn = async (): Promise<Session> => {
    const session = await anonymous.signIn({ body: { orgCode: organisation, account, password } })
    await tokens.accept(session)
    count('signedIn')
    return session
  }
  const renew = singleFlight(async () => {
    if (await tokens.refresh()) count('renewed')
    else await signIn()
    return true
  })
  const transport = createTransport({ ...surroundings, accessToken: tokens.access, renewSession: renew }, adapter)
  const client = createClient(async (request) => {
    // At the start there is no access token yet, only what the vault kept.
    if (tokens.access() === null) await renew()
    return transport(request)
  })
  return { client, anonymous }
}
