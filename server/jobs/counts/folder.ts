import { foldChanges } from '../../counts/fold.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Services } from '../../services.ts'
import { startLoop, type Loop } from '../loop.ts'

/** Counts are exact whenever they are read; this keeps short what is to be added up while one reads. */
const EVERY_MS = 500

/** Starts adding up the changes of the kept counts: on every server, one at a time. */
export function startFolder({ database }: Services, logger: Logger): Pick<Loop, 'stop'> {
  let stopped = false
  const loop = startLoop({ name: 'count folding', logger, everyMs: EVERY_MS }, async () => {
    for (let more = true; more && !stopped;) more = (await foldChanges(database)).more
  })
  return {
    async stop() {
      stopped = true
      await loop.stop()
    },
  }
}
