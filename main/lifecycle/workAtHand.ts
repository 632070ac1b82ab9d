import type { DeskWork } from '#shared/contract/desktopProgram.ts'

const nothing: DeskWork = { inCall: false, waitingCalls: 0, unsavedForms: 0, sending: 0, waiting: 0, online: false }

/** What the page said last of what the person has in hand. */
export interface WorkAtHand {
  readonly current: () => DeskWork
  readonly report: (work: DeskWork) => void
  /** Resolves with the page's next word, at the latest after `ms`; at once where no page has said anything. */
  readonly next: (ms: number) => Promise<void>
  /** The page has gone, and with it what was not on the disk; nobody is left to say that it is done. */
  readonly forget: () => void
}

/** @param onChange something is different from before */
export function createWorkAtHand(onChange: (work: DeskWork) => void): WorkAtHand {
  let current = nothing
  let heard = false
  const waiting = new Set<() => void>()
  const set = (work: DeskWork) => {
    const changed = JSON.stringify(work) !== JSON.stringify(current)
    current = work
    if (changed) onChange(work)
  }
  const tell = () => {
    for (const resolve of [...waiting]) resolve()
  }
  return {
    current: () => current,
    report(work) {
      heard = true
      set(work)
      tell()
    },
    next(ms) {
      if (!heard) return Promise.resolve()
      return new Promise((resolve) => {
        const end = () => {
          clearTimeout(timer)
          waiting.delete(end)
          resolve()
        }
        const timer = setTimeout(end, ms)
        waiting.add(end)
      })
    },
    forget() {
      heard = false
      set(nothing)
      tell()
    },
  }
}
