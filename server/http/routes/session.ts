import { presentSession, presentUser } from '../../presenters/user.ts'
import type { Handlers } from '../handler.ts'

/** Signing in and out, and what a program may know of the server before that. */
export const sessionHandlers: Pick<Handlers, 'getServerInfo' | 'signIn' | 'refreshSession' | 'signOut' | 'getMe'> = {
  getServerInfo: async ({ context, services }) => ({
    body: { version: context.version, demo: context.demo, timeZone: services.timeZone, now: services.clock.now().toISOString() },
  }),
  signIn: async ({ context, validateBody, remoteAddress }) => ({ body: presentSession(await context.sessions.signIn(validateBody(), remoteAddress)) }),
  refreshSession: async ({ context, validateBody }) => ({ body: presentSession(await context.sessions.refresh(validateBody().refreshToken)) }),
  signOut: async ({ context, family }) => {
    await context.sessions.signOut(family)
    return { body: {} }
  },
  getMe: async ({ caller }) => ({ body: presentUser(caller.user) }),
}
