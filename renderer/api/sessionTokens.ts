import type { Session } from '#shared/contract/session.ts'
import { ApiProblem } from './problem.ts'
import type { SessionTabs } from './sessionTabs.ts'
import { singleFlight } from './singleFlight.ts'

/** Where the refresh token is kept between starts. */
export interface TokenStorage {
  readonly load: () => Promise<string | null>
  readonly save: (refreshToken: string) => Promise<void>
  readonly clear: () => Promise<void>
}

/** The tokens of the session: the access token in memory alone, the refresh token in its storage. */
export interface SessionTokens {
  /** The present access token, or null. */
  readonly access: () => string | null
  /** Takes the tokens of a session that was just opened. */
  readonly accept: (session: Session) => Promise<void>
  /**
   * Exchanges the refresh token; all who ask while it runs share one exchange, in this tab and in the others.
   * @returns null where there is no session to renew: none was kept, or the server no longer takes it
   * @throws ApiProblem where the server cannot be asked; the token is kept
   */
  readonly refresh: () => Promise<Session | null>
  readonly forget: () => Promise<void>
}

/** @param exchange POST /session/refresh */
export function createSessionTokens(storage: TokenStorage, tabs: SessionTabs, exchange: (refreshToken: string) => Promise<Session>): SessionTokens {
  let accessToken: string | null = null

  const forget = async (): Promise<void> => {
    accessToken = null
    await storage.clear()
  }

  const renew = async (): Promise<Session | null> => {
    const kept = await storage.load()
    if (!kept) return null
    const refreshToken = await tabs.newestOf(kept)
    try {
      const session = await exchange(refreshToken)
      accessToken = session.accessToken
      await storage.save(session.refreshToken)
      tabs.announce({ from: refreshToken, to: session.refreshToken })
      return session
    } catch (error) {
      if (!(error instanceof ApiProblem) || (error.status !== 401 && error.status !== 403 && error.status !== 422)) throw error
      await forget()
      return null
    }
  }

  // Kept at once, so that this tab has the new token even if it is reloaded when the other one is gone.
  tabs.onRotation(({ from, to }) => {
    void storage.load().then((kept) => (kept === from ? storage.save(to) : undefined))
  })

  return {
    access: () => accessToken,
    accept: async (session) => {
      accessToken = session.accessToken
      await storage.save(session.refreshToken)
    },
    refresh: singleFlight(() => tabs.exclusively(renew)),
    forget,
  }
}
