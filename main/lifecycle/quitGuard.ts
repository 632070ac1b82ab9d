import type { DeskWork } from '#shared/contract/desktopProgram.ts'
import { losesByQuitting } from '#shared/domain/desktop/updateRule.ts'

export interface QuitGuardParts {
  readonly work: () => DeskWork
  /** Has the page put on the disk what is not there yet, and waits for its word; never rejects and never takes long. */
  readonly flush: () => Promise<void>
  /** Asks the person whether unsaved text may go; true: it may. Rejects where nothing can be asked. */
  readonly ask: () => Promise<boolean>
  /** Ends the program; comes back here as {@link QuitGuard.beforeQuit}. */
  readonly quit: () => void
  /** The program ends for sure. */
  readonly onQuit: () => void
  readonly wait?: (ms: number) => Promise<void>
}

export interface QuitGuard {
  /** The program is ending and nothing stands against it. */
  readonly quitting: () => boolean
  /** @param prevent keeps the program running */
  readonly beforeQuit: (prevent: () => void) => void
  /** Ends the program if nothing is lost by it or the person agrees, by `end` in place of a plain quit. @param end false: it did not end after all */
  readonly endBy: (end: () => boolean) => Promise<void>
}

/** A form is on the disk within a second (`desktop.md`): so long a quit waits before it asks, in ms. */
const savingTime = 1_500
const look = 100

/** Lets the program end when nothing is lost by it, or when the person said so. */
export function createQuitGuard(parts: QuitGuardParts): QuitGuard {
  const { work, flush, ask, quit, onQuit, wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms)) } = parts
  let allowed = false
  let deciding = false

  async function isAllowed(): Promise<boolean> {
    await flush()
    for (let waited = 0; waited < savingTime && losesByQuitting(work()); waited += look) await wait(look)
    if (!losesByQuitting(work())) return true
    // A question that cannot be shown must not keep a program running for ever.
    return ask().catch(() => true)
  }
  async function endBy(end: () => boolean): Promise<void> {
    if (deciding) return
    deciding = true
    try {
      if (await isAllowed()) {
        // Said before, because the quit comes back here in the middle of it.
        allowed = true
        allowed = end()
      }
    } finally {
      deciding = false
    }
  }
  return {
    quitting: () => allowed,
    beforeQuit(prevent) {
      if (allowed) {
        onQuit()
        return
      }
      prevent()
      void endBy(() => {
        quit()
        return true
      })
    },
    endBy,
  }
}
