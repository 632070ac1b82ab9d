import { startEmbeddedDatabase } from './embeddedDatabase.mjs'
import { describeFailure } from './failure.mjs'

/** A database that dies more often than this within `RESTART_PERIOD` has a cause that starting again does not mend. */
const RESTARTS = 5
/** ms */
const RESTART_PERIOD = 600_000

/**
 * Starts the embedded database and, when it dies by itself, starts it again on the same port, so that the server finds
 * it again.
 * @param {string} dataFolder GONGDAN_DATA_DIR
 * @param {Omit<Parameters<typeof startEmbeddedDatabase>[1], 'port'>} context
 * @returns {Promise<{ url: string, failed: Promise<string>, stop: () => Promise<void> }>} `failed` tells why it was given up
 * @throws {import('./failure.mjs').StartFailure}
 */
export async function keepDatabase(dataFolder, context) {
  let running = await startEmbeddedDatabase(dataFolder, context)
  const { url, port } = running
  let stopping = false
  /** @type {number[]} */
  let restarts = []

  /** @returns {Promise<string | undefined>} undefined when it was stopped by us */
  async function watch() {
    for (;;) {
      await running.ended
      if (stopping || context.signal?.aborted) return undefined
      const now = performance.now()
      restarts = [...restarts.filter((moment) => now - moment < RESTART_PERIOD), now]
      if (restarts.length > RESTARTS)
        return `The embedded database ended ${restarts.length} times within ${RESTART_PERIOD / 60_000} minutes`
      context.progress.line('- the embedded database ended unexpectedly; starting it again')
      try {
        running = await startEmbeddedDatabase(dataFolder, { ...context, port })
      } catch (error) {
        return describeFailure(error)
      }
      if (stopping) await running.stop()
    }
  }

  const watched = watch()
  /** @type {Promise<string>} */
  const failed = new Promise((resolve) => void watched.then((reason) => reason !== undefined && resolve(reason)))
  const stop = async () => {
    stopping = true
    await running.stop()
    await watched
  }
  return { url, failed, stop }
}
