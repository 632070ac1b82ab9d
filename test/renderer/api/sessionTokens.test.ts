import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Session } from '#shared/contract/session.ts'
import { ApiProblem } from '../../../renderer/api/problem.ts'
import { follow } from '../../../renderer/api/sessionTabs.ts'
import type { SessionTabs } from '../../../renderer/api/sessionTabs.ts'
import { createSessionTokens } from '../../../renderer/api/sessionTokens.ts'
import type { TokenStorage } from '../../../renderer/api/sessionTokens.ts'

const sessionWith = (number: number): Session => ({
  accessToken: `access-${number}`, refreshToken: `refresh-${number}`, expiresAt: '2026-09-29T06:00:00Z',
  user: { id: '1', account: 'agent', name: '何知秋', organisation: { code: 'HQ', name: '客服中心', kind: 'hq' }, roles: ['agent'], ticketTypes: null, permissions: [] },
})
function storageWith(token: string | null): TokenStorage & { value: string | null } {
  const storage = {
    value: token,
    load: async () => storage.value,
    save: async (refreshToken: string) => { storage.value = refreshToken },
    clear: async () => { storage.value = null },
  }
  return storage
}

/** Tabs of one browser: one lock, and rotations known to all at once. */
function browser(): () => SessionTabs {
  const rotations = new Map<string, string>()
  const listeners: Parameters<SessionTabs['onRotation']>[0][] = []
  let queue: Promise<unknown> = Promise.resolve()
  return () => ({
    exclusively: (work) => {
      const result = queue.then(work)
      queue = result.catch(() => undefined)
      return result
    },
    newestOf: async (token) => follow(rotations, token),
    announce: (rotation) => {
      rotations.set(rotation.from, rotation.to)
      for (const listener of listeners) listener(rotation)
    },
    onRotation: (listener) => { listeners.push(listener) },
  })
}

describe('createSessionTokens', () => {
  const used: string[] = []
  /** As the server: each token works once. */
  const exchange = vi.fn(async (refreshToken: string): Promise<Session> => {
    if (used.includes(refreshToken)) throw new ApiProblem({ status: 401, code: 'unauthenticated' })
    used.push(refreshToken)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return sessionWith(used.length)
  })
  beforeEach(() => {
    used.length = 0
    exchange.mockClear()
  })

  it('exchanges once for all who ask at the same time', async () => {
    const storage = storageWith('refresh-0')
    const tokens = createSessionTokens(storage, browser()(), exchange)
    const sessions = await Promise.all(Array.from({ length: 20 }, () => tokens.refresh()))
    expect(exchange).toHaveBeenCalledOnce()
    expect(new Set(sessions.map((session) => session?.accessToken))).toEqual(new Set(['access-1']))
    expect(tokens.access()).toBe('access-1')
    expect(storage.value).toBe('refresh-1')
  })
  it('exchanges anew the next time, with the new token', async () => {
    const tokens = createSessionTokens(storageWith('refresh-0'), browser()(), exchange)
    await tokens.refresh()
    await tokens.refresh()
    expect(used).toEqual(['refresh-0', 'refresh-1'])
  })
  it('never uses one token twice, though two tabs were copied from one', async () => {
    const connect = browser()
    const first = createSessionTokens(storageWith('refresh-0'), connect(), exchange)
    const second = createSessionTokens(storageWith('refresh-0'), connect(), exchange)
    const sessions = await Promise.all([first.refresh(), second.refresh(), first.refresh(), second.refresh()])
    expect(sessions.every((session) => session !== null)).toBe(true)
    expect(used).toEqual(['refresh-0', 'refresh-1'])
    await first.refresh()
    expect(used).toEqual(['refresh-0', 'refresh-1', 'refresh-2'])
  })
  it('keeps the token that another tab got, for a reload when the other tab is gone', async () => {
    const connect = browser()
    const sleeping = storageWith('refresh-0')
    createSessionTokens(sleeping, connect(), exchange)
    await createSessionTokens(storageWith('refresh-0'), connect(), exchange).refresh()
    await Promise.resolve()
    expect(sleeping.value).toBe('refresh-1')
  })
  it('forgets a token that the server no longer takes', async () => {
    used.push('refresh-0')
    const storage = storageWith('refresh-0')
    const tokens = createSessionTokens(storage, browser()(), exchange)
    expect(await tokens.refresh()).toBeNull()
    expect(storage.value).toBeNull()
    expect(tokens.access()).toBeNull()
  })
  it('keeps the token while the server cannot be reached', async () => {
    exchange.mockRejectedValueOnce(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    const storage = storageWith('refresh-0')
    const tokens = createSessionTokens(storage, browser()(), exchange)
    await expect(tokens.refresh()).rejects.toMatchObject({ code: 'server_unreachable' })
    expect(storage.value).toBe('refresh-0')
    expect(await tokens.refresh()).not.toBeNull()
  })
  it('asks nobody where no session was kept', async () => {
    const tokens = createSessionTokens(storageWith(null), browser()(), exchange)
    expect(await tokens.refresh()).toBeNull()
    expect(exchange).not.toHaveBeenCalled()
  })
})

describe('follow', () => {
  it('goes to the newest successor and ends even in a circle', () => {
    expect(follow(new Map([['a', 'b'], ['b', 'c']]), 'a')).toBe('c')
    expect(follow(new Map(), 'a')).toBe('a')
    expect(['a', 'b']).toContain(follow(new Map([['a', 'b'], ['b', 'a']]), 'a'))
  })
})
