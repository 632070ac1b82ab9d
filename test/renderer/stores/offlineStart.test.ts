// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '#shared/contract/session.ts'
import { sessionTokens } from '../../../renderer/api/client.ts'
import { ApiProblem } from '../../../renderer/api/problem.ts'
import { useSessionStore } from '../../../renderer/stores/session.ts'

vi.mock('../../../renderer/api/bridge.ts', () => ({ isDesktop: true }))
vi.mock('../../../renderer/api/client.ts', () => ({ sessionTokens: { refresh: vi.fn(), forget: vi.fn(), accept: vi.fn() }, client: { signOut: vi.fn() }, anonymousClient: {} }))

const user: Session['user'] = { id: '7', account: 'he', name: '何知秋', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['agent'], ticketTypes: null, permissions: [] }
const opened = { accessToken: 'a', refreshToken: 'r'.repeat(20), expiresAt: '2026-09-29T06:00:00.000Z', user } as Session
const refresh = vi.mocked(sessionTokens.refresh)
const away = new ApiProblem({ status: 0, code: 'server_unreachable' })
const start = () => { setActivePinia(createPinia()); return useSessionStore() }

describe('the desktop program started without the server', () => {
  beforeEach(() => { localStorage.clear(); vi.resetAllMocks(); vi.useRealTimers() })

  it('opens for who was confirmed last, unconfirmed, until the server renews his session', async () => {
    refresh.mockResolvedValueOnce(opened)
    await start().restore()
    refresh.mockRejectedValueOnce(away)
    const session = start()
    await session.restore()
    expect(session).toMatchObject({ restored: true, unconfirmed: true, access: null, user: { id: '7' } })
    session.take(opened)
    expect(session.unconfirmed).toBe(false)
  })

  it('does not where nobody was signed in, after he signed out, or when the server refused his session', async () => {
    refresh.mockRejectedValue(away)
    await expect(start().restore()).rejects.toThrow()
    for (const end of [async () => { await useSessionStore().signOut() }, async () => { useSessionStore().end() }]) {
      start().take(opened)
      await end()
      await expect(start().restore()).rejects.toThrow()
    }
  })

  it('does not a week after the server last confirmed him, nor where the server answers and refuses', async () => {
    start().take(opened)
    vi.useFakeTimers({ now: Date.now() + 8 * 24 * 3_600_000 })
    refresh.mockRejectedValueOnce(away)
    await expect(start().restore()).rejects.toThrow()
    vi.useRealTimers()
    refresh.mockRejectedValueOnce(new ApiProblem({ status: 403, code: 'forbidden', requestId: 'r' }))
    await expect(start().restore()).rejects.toThrow()
  })
})
