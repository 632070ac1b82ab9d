import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DeskWork, UpdateState } from '#shared/contract/desktopProgram.ts'
import type { Log } from '../../../main/logging/log.ts'
import type { FeedChoice } from '../../../main/update/feedAddress.ts'
import { createUpdates, firstLook, lookInterval } from '../../../main/update/updates.ts'
import type { UpdateFeed } from '../../../main/update/updateFeed.ts'

// A fake feed stands in for electron-updater, which loads in real Electron alone: what is shown here is our own part.
const idle: DeskWork = { inCall: false, waitingCalls: 0, unsavedForms: 0, sending: 0, waiting: 0, online: true }
const log: Log = { info: () => undefined, warn: () => undefined, error: () => undefined }

function withFakeFeed(options: { choice?: () => FeedChoice; newest?: () => string | null; fail?: () => boolean } = {}) {
  const seen: { checks: number; downloads: number; restarts: number; onQuit: boolean | null; opened: string[] } = { checks: 0, downloads: 0, restarts: 0, onQuit: null, opened: [] }
  const states: UpdateState[] = []
  let work = idle
  const fakeFeed: UpdateFeed = {
    check: () => {
      seen.checks += 1
      if (options.fail?.()) return Promise.reject(new Error('net::ERR_CONNECTION_REFUSED'))
      const version = options.newest?.() ?? null
      return Promise.resolve(version === null ? null : { version })
    },
    download: (onProgress) => {
      seen.downloads += 1
      for (const percent of [0.4, 49.6, 100]) onProgress(percent)
      return Promise.resolve()
    },
    setInstallOnQuit: (allowed) => { seen.onQuit = allowed },
    installAndRestart: () => { seen.restarts += 1 },
  }
  const updates = createUpdates({
    choose: options.choice ?? (() => ({ url: 'https://updates.example/' })),
    open: (url) => { seen.opened.push(url); return Promise.resolve(fakeFeed) },
    work: () => work, onState: (state) => states.push(state), now: () => new Date('2026-11-22T08:00:00Z'), log,
  })
  return { updates, seen, states, set: (next: Partial<DeskWork>) => { work = { ...idle, ...next } } }
}
beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

describe('updates, with a fake feed', () => {
  it('says why it is off, and never opens a feed', async () => {
    const { updates, seen, states } = withFakeFeed({ choice: () => ({ off: 'no_feed' }) })
    expect(updates.state()).toEqual({ kind: 'off', reason: 'no_feed' })
    await updates.check()
    expect(states).toEqual([{ kind: 'off', reason: 'no_feed' }])
    expect(seen.opened).toEqual([])
  })

  it('begins when an address is set, without a start, and ends when it is taken away', async () => {
    let choice: FeedChoice = { off: 'no_feed' }
    const { updates, seen } = withFakeFeed({ choice: () => choice })
    await updates.check()
    choice = { url: 'https://one.example/' }
    expect(updates.state()).toMatchObject({ kind: 'idle' })
    await updates.check()
    choice = { url: 'https://two.example/' }
    await updates.check()
    expect(seen.opened).toEqual(['https://one.example/', 'https://two.example/'])
    choice = { off: 'no_feed' }
    expect(updates.state()).toEqual({ kind: 'off', reason: 'no_feed' })
  })

  it('looks some time after the start and then every four hours, until it is stopped', async () => {
    const { updates, seen } = withFakeFeed()
    updates.start()
    expect(seen.checks).toBe(0)
    await vi.advanceTimersByTimeAsync(firstLook)
    expect(seen.checks).toBe(1)
    await vi.advanceTimersByTimeAsync(lookInterval)
    expect(seen.checks).toBe(2)
    updates.stop()
    await vi.advanceTimersByTimeAsync(10 * lookInterval)
    expect(seen.checks).toBe(2)
  })

  it('fetches a newer version in the background and says how far it is', async () => {
    const { updates, states, seen } = withFakeFeed({ newest: () => '0.2.0' })
    await updates.check()
    expect(states).toEqual([
      { kind: 'checking' },
      { kind: 'downloading', version: '0.2.0', percent: 0 },
      { kind: 'downloading', version: '0.2.0', percent: 50 },
      { kind: 'downloading', version: '0.2.0', percent: 100 },
      { kind: 'ready', version: '0.2.0' },
    ])
    await updates.check()
    expect(seen.checks).toBe(1)
  })

  it('looks once at a time', async () => {
    const { updates, seen } = withFakeFeed({ newest: () => '0.2.0' })
    await Promise.all([updates.check(), updates.check(), updates.check()])
    expect(seen).toMatchObject({ checks: 1, downloads: 1 })
  })

  it('says that a look failed and succeeds at the next', async () => {
    let away = true
    const { updates } = withFakeFeed({ fail: () => away })
    await updates.check()
    expect(updates.state()).toEqual({ kind: 'idle', checkedAt: '2026-11-22T08:00:00.000Z', failed: true })
    away = false
    await updates.check()
    expect(updates.state()).toMatchObject({ failed: false })
  })

  it.each([['in_call', { inCall: true }], ['calls_waiting', { waitingCalls: 1 }], ['unsaved_forms', { unsavedForms: 1 }], ['sending', { sending: 1 }]] as const)(
    'installs neither now nor on quitting because of %s, and both when it has gone', async (hindrance, work) => {
      const { updates, seen, set } = withFakeFeed({ newest: () => '0.2.0' })
      await updates.check()
      set(work)
      expect(updates.mayInstall()).toEqual({ started: false, hindrances: [hindrance] })
      updates.install()
      updates.onQuit()
      expect(seen).toMatchObject({ restarts: 0, onQuit: false })
      set({})
      expect(updates.mayInstall()).toEqual({ started: true, hindrances: [] })
      updates.install()
      updates.onQuit()
      expect(seen).toMatchObject({ restarts: 1, onQuit: true })
    })

  it('installs nothing while nothing is ready', async () => {
    const { updates, seen } = withFakeFeed()
    await updates.check()
    expect(updates.mayInstall()).toEqual({ started: false, hindrances: [] })
    updates.install()
    updates.onQuit()
    expect(seen).toMatchObject({ restarts: 0, onQuit: false })
  })
})
