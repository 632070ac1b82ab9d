import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Role } from '#shared/domain/organisation/roles.ts'
import { isCallCenter, visibilityOf } from '#shared/domain/permissions.ts'
import type { Action, UserFacts } from '#shared/domain/permissions.ts'
import type { ServerInfo, Session, User } from '#shared/contract/session.ts'
import { isDesktop } from '../api/bridge.ts'
import { anonymousClient, client, sessionTokens } from '../api/client.ts'
import { toProblem } from '../api/problem.ts'
import { useClockStore } from './clock.ts'
import { forgetIdentity, keepIdentity, keptIdentity } from './keptIdentity.ts'

/** Who is signed in, and what the server says about itself. */
export const useSessionStore = defineStore('session', () => {
  const user = ref<User | null>(null)
  /** The session ended by itself; what is open stays until the same user signs in again. */
  const expired = ref(false)
  /** Whether the start has found out if somebody is signed in. */
  const restored = ref(false)
  /**
   * The program was started without the server: who was signed in last on this machine goes on writing, and nothing is
   * sent or read until the server has renewed his session.
   */
  const unconfirmed = ref(false)
  /** The present access token's end, in ms of the server's time; another object with each renewal. */
  const access = shallowRef<{ readonly expiresAt: number } | null>(null)
  const serverInfo = ref<ServerInfo | null>(null)

  const facts = computed<UserFacts | null>(() => user.value && {
    organisationCode: user.value.organisation.code, organisationKind: user.value.organisation.kind,
    roles: user.value.roles, ticketTypes: user.value.ticketTypes,
  })
  /** A user without any role that may see tickets has no ticket module. */
  const hasTicketModule = computed(() => facts.value !== null && visibilityOf(facts.value) !== 'none')
  const worksInCallCenter = computed(() => facts.value !== null && isCallCenter(facts.value))

  const may = (action: Action): boolean => user.value?.permissions.includes(action) ?? false
  const holds = (role: Role): boolean => user.value?.roles.includes(role) ?? false

  function take(session: Session): void {
    user.value = session.user
    expired.value = false
    unconfirmed.value = false
    access.value = { expiresAt: Date.parse(session.expiresAt) }
    if (isDesktop) keepIdentity(session.user, Date.now())
  }
  /** The server no longer takes the session. */
  function end(): void {
    forgetIdentity()
    if (user.value) expired.value = true
  }

  /** @throws ApiProblem */
  async function loadServerInfo(): Promise<void> {
    const info = await anonymousClient.getServerInfo()
    serverInfo.value = info
    const clock = useClockStore()
    clock.timeZone = info.timeZone
    clock.observe(Date.parse(info.now), true)
  }
  /**
   * Goes on with the session of the last start, where there is one. The desktop program opens without the server too, with
   * the identity that was kept: see {@link unconfirmed}.
   * @throws ApiProblem where the server cannot be asked and nobody can go on without it
   */
  async function restore(): Promise<void> {
    try {
      const session = await sessionTokens.refresh()
      if (session) take(session)
      else forgetIdentity()
    } catch (error) {
      // A token was kept, or nothing would have been asked; only the server can say whether it still holds.
      const problem = toProblem(error)
      const kept = isDesktop && (problem.status === 0 || problem.status >= 500) ? keptIdentity(Date.now()) : null
      if (!kept) throw problem
      user.value = kept
      unconfirmed.value = true
    }
    restored.value = true
  }
  /** @throws ApiProblem */
  async function signIn(orgCode: string, account: string, password: string): Promise<void> {
    const session = await anonymousClient.signIn({ body: { orgCode, account, password } })
    await sessionTokens.accept(session)
    take(session)
    restored.value = true
  }
  /** Ends the session here in any case; on the server too where it can be reached. */
  async function signOut(): Promise<void> {
    try {
      await client.signOut()
    } finally {
      await sessionTokens.forget()
      forgetIdentity()
      user.value = null
      access.value = null
      expired.value = false
      unconfirmed.value = false
    }
  }
  /** @throws ApiProblem */
  async function loadMe(): Promise<void> {
    user.value = await client.getMe()
  }
  return { user, expired, unconfirmed, restored, access, serverInfo, facts, hasTicketModule, worksInCallCenter, may, holds, take, end, loadServerInfo, restore, signIn, signOut, loadMe }
})
