import type { Services } from '../services.ts'
import { noteProgress, type ExportFigures } from './exportRecords.ts'
import type { GuardedFile } from './lastBytes.ts'

const BEAT_MS = 500
/** Who takes nothing for so long is not there any more, whatever his connection says, in ms. */
const PATIENCE_MS = 60_000

/** The signs of life of an export. */
export interface Beat {
  /** From now on its reader is looked at too. */
  watch: (file: GuardedFile) => void
  /** What is under way says nothing any more. */
  stop: () => void
}

/** Nobody takes what is there. */
function tookNothing(ms: number): Error {
  const error = new Error(`The reader has taken nothing for ${ms} ms.`)
  // As everything that took too long.
  error.name = 'TimeoutError'
  return error
}

/**
 * Twice a second notes how far an export is and asks whether it is still wanted.
 * @param onUnwanted hears once that it is to end: without an error where its user wants that
 */
export function startBeat(services: Services, { id, patienceMs = PATIENCE_MS }: { id: string; patienceMs?: number }, figures: ExportFigures, onUnwanted: (error: Error | null) => void): Beat {
  let file: GuardedFile | null = null
  let [beats, noting, taken, idleMs] = [0, false, 0, 0]

  function end(error: Error | null): void {
    if (timer) clearInterval(timer)
    timer = null
    onUnwanted(error)
  }
  function lookAtReader({ waits, taken: takenNow }: GuardedFile): void {
    idleMs = waits() && takenNow() === taken ? idleMs + BEAT_MS : 0
    taken = takenNow()
    if (idleMs >= patienceMs) end(tookNothing(patienceMs))
  }
  async function note(): Promise<void> {
    noting = true
    try {
      // After the end the row says that it runs no more: that is no wish of its user's.
      if ((await noteProgress(services, id, figures, ++beats)) && timer) end(null)
    } catch {
      // What is noted is a courtesy: a database that is away ends the export where its rows are read.
    } finally {
      noting = false
    }
  }
  let timer: NodeJS.Timeout | null = setInterval(() => {
    if (file) lookAtReader(file)
    if (!noting && timer) void note()
  }, BEAT_MS)
  return {
    watch: (given) => { file = given },
    stop: () => {
      if (timer) clearInterval(timer)
      timer = null
    },
  }
}
