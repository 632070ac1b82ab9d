import type { DeskWork, UpdateState } from '#shared/contract/desktopProgram.ts'
import { mayUpdate, updateHindrances, type UpdateHindrance } from '#shared/domain/desktop/updateRule.ts'
import { errorFields, type Log } from '../logging/log.ts'
import type { FeedChoice } from './feedAddress.ts'
import type { UpdateFeed } from './updateFeed.ts'

export interface UpdateParts {
  /** Asked at every look: a changed setting counts without a start. */
  readonly choose: () => FeedChoice
  readonly open: (url: string) => Promise<UpdateFeed>
  readonly work: () => DeskWork
  readonly onState: (state: UpdateState) => void
  readonly now: () => Date
  readonly log: Log
}

export interface Updates {
  readonly state: () => UpdateState
  /** Looks soon, and then every few hours, until {@link stop}. */
  readonly start: () => void
  readonly stop: () => void
  /** Looks now, unless it looks or downloads already. Never rejects: a failure is a state. */
  readonly check: () => Promise<void>
  /** Whether what is ready may be installed now, and what stands against it. */
  readonly mayInstall: () => { started: boolean; hindrances: UpdateHindrance[] }
  /** Ends the program, installs what is ready and starts anew; false and nothing where {@link mayInstall} says no. */
  readonly install: () => boolean
  /** The program ends: decides whether what is ready is installed then. */
  readonly onQuit: () => void
}

/** The first look waits until the program has started, in ms. */
export const firstLook = 30_000
/** Between two looks, in ms: 4 hours. */
export const lookInterval = 4 * 60 * 60_000

/** Looks for updates, fetches them in the background, and installs them only when the rule lets it. */
export function createUpdates({ choose, open, work, onState, now, log }: UpdateParts): Updates {
  let state: UpdateState = { kind: 'idle', checkedAt: null, failed: false }
  let feed: { url: string; updates: UpdateFeed } | undefined
  let timers: (() => void)[] = []

  function set(next: UpdateState): void {
    const changed = JSON.stringify(next) !== JSON.stringify(state)
    state = next
    if (changed) onState(next)
  }
  function offState(): UpdateState | null {
    const choice = choose()
    return 'off' in choice ? { kind: 'off', reason: choice.off } : null
  }
  async function fetch(updates: UpdateFeed): Promise<void> {
    set({ kind: 'checking' })
    const found = await updates.check()
    if (found === null) {
      set({ kind: 'idle', checkedAt: now().toISOString(), failed: false })
      return
    }
    const { version } = found
    set({ kind: 'downloading', version, percent: 0 })
    await updates.download((percent) => set({ kind: 'downloading', version, percent: Math.max(0, Math.min(100, Math.round(percent))) }))
    set({ kind: 'ready', version })
    log.info('update_ready', { version })
  }
  async function check(): Promise<void> {
    if (state.kind === 'checking' || state.kind === 'downloading' || state.kind === 'ready') return
    const choice = choose()
    if ('off' in choice) {
      set({ kind: 'off', reason: choice.off })
      return
    }
    // Said before the first wait, so that a second look finds it.
    set({ kind: 'checking' })
    try {
      if (feed?.url !== choice.url) feed = { url: choice.url, updates: await open(choice.url) }
      await fetch(feed.updates)
    } catch (error) {
      log.warn('update_failed', errorFields(error))
      set({ kind: 'idle', checkedAt: now().toISOString(), failed: true })
    }
  }
  function mayInstall(): { started: boolean; hindrances: UpdateHindrance[] } {
    const hindrances = [...updateHindrances(work())]
    return { started: state.kind === 'ready' && hindrances.length === 0, hindrances }
  }
  return {
    state: () => (state.kind === 'idle' || state.kind === 'off' ? (offState() ?? (state.kind === 'off' ? { kind: 'idle', checkedAt: null, failed: false } : state)) : state),
    start() {
      const first = setTimeout(() => void check(), firstLook)
      const again = setInterval(() => void check(), lookInterval)
      timers = [() => clearTimeout(first), () => clearInterval(again)]
    },
    stop() {
      for (const end of timers.splice(0)) end()
    },
    check,
    mayInstall,
    install() {
      if (state.kind !== 'ready' || !feed || !mayInstall().started) return false
      log.info('update_install', { version: state.version })
      feed.updates.installAndRestart()
      return true
    },
    onQuit() {
      feed?.updates.setInstallOnQuit(state.kind === 'ready' && mayUpdate(work()))
    },
  }
}
