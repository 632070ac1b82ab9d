import { createClient } from '#shared/contract/client.ts'
import type { Session } from '#shared/contract/session.ts'
import { clearRefreshToken, loadRefreshToken, saveRefreshToken } from './bridge.ts'
import { createTransport } from './http.ts'
import type { HttpSurroundings } from './http.ts'
import { connectSessionTabs } from './sessionTabs.ts'
import { createSessionTokens } from './sessionTokens.ts'

/** What the stores put in place at the start; until then the defaults hold. */
const surroundings: { language: () => string; onOutcome: HttpSurroundings['onOutcome']; onSessionEnd: () => void; onSession: (session: Session) => void } = {
  language: () => 'zh-CN',
  onOutcome: () => undefined,
  onSessionEnd: () => undefined,
  onSession: () => undefined,
}

/** Connects the client with the stores; called once by the program's start. */
export function connectClient(given: Partial<typeof surroundings>): void {
  Object.assign(surroundings, given)
}

const anonymous = createClient(createTransport({
  accessToken: () => null,
  renewSession: async () => false,
  language: () => surroundings.language(),
  onOutcome: (outcome) => surroundings.onOutcome(outcome),
}))

/** The tokens of the session in use. */
export const sessionTokens = createSessionTokens(
  { load: loadRefreshToken, save: saveRefreshToken, clear: clearRefreshToken },
  connectSessionTabs(),
  (refreshToken) => anonymous.refreshSession({ body: { refreshToken } }),
)

/**
 * Gets a new access token into place and tells the session store.
 * @returns false where the session has ended
 * @throws ApiProblem where the server cannot be asked
 */
export async function renewSession(): Promise<boolean> {
  const session = await sessionTokens.refresh()
  if (session) surroundings.onSession(session)
  else surroundings.onSessionEnd()
  return session !== null
}

/** The typed client of the API; every endpoint of the contract is a function. Failures are `ApiProblem`s. */
export const client = createClient(createTransport({
  accessToken: sessionTokens.access,
  renewSession,
  language: () => surroundings.language(),
  onOutcome: (outcome) => surroundings.onOutcome(outcome),
}))

/** For what is asked before anybody has signed in. */
export const anonymousClient = anonymous
