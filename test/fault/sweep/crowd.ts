import { setTimeout as sleep } from 'node:timers/promises'
import { startServerProcess, type ServerProcess } from '../../support/serverProcess.ts'

/** Several server processes, one of which is killed every now and then and started again. */
export interface Crowd {
  /** Of the servers that run at this moment. */
  urls: () => string[]
  kills: () => number
  /** Kills one after the other until it is told to stop. */
  killInTurn: (everyMs: number, signal: AbortSignal) => Promise<void>
  stop: () => Promise<void>
}

/** A server whose node of the database is away does not start; then it is tried again. */
const START_TRIES = 10
const START_PAUSE_MS = 1_000

async function startPatiently(environment: Record<string, string>): Promise<ServerProcess> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await startServerProcess(environment)
    } catch (error) {
      if (attempt === START_TRIES) throw error
      await sleep(START_PAUSE_MS)
    }
  }
}

/** @param environments one for each server */
export async function startCrowd(environments: readonly Record<string, string>[]): Promise<Crowd> {
  const running: (ServerProcess | null)[] = []
  const stopAll = async (): Promise<void> => void (await Promise.all(running.map((server) => server?.stop())))
  try {
    for (const environment of environments) running.push(await startServerProcess(environment))
  } catch (error) {
    await stopAll()
    throw error
  }
  let kills = 0
  let starting: Promise<void> = Promise.resolve()

  const restart = async (index: number): Promise<void> => {
    const victim = running[index]
    running[index] = null
    await victim?.stop('SIGKILL')
    kills++
    running[index] = await startPatiently(environments[index]!)
  }
  return {
    urls: () => running.flatMap((server) => (server ? [server.url] : [])),
    kills: () => kills,
    async killInTurn(everyMs, signal) {
      for (let turn = 0; ; turn++) {
        await sleep(everyMs, undefined, { signal }).catch(() => undefined)
        if (signal.aborted) break
        const index = turn % environments.length
        if (!running[index]) continue
        const restarted = restart(index)
        starting = Promise.all([starting, restarted]).then(() => undefined)
        restarted.catch(() => undefined)
      }
      await starting
    },
    async stop() {
      await starting.catch(() => undefined)
      await stopAll()
    },
  }
}
