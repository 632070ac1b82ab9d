import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/** ms until a server has migrated, loaded the demonstration data and listens. */
const PATIENCE_MS = 300_000

export interface ServerProcess {
  url: string
  child: ChildProcess
  /** @param signal SIGTERM lets it finish what it is doing */
  stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>
}

/**
 * Starts `server/main.ts` as a process of its own and waits for its `ready` line.
 * @param env besides the environment of this process
 * @param script another one that says `ready URL` and ends with SIGTERM, from the root of the project
 * @throws Error with what the server said if it ends or takes too long
 */
export async function startServerProcess(env: Record<string, string>, script = 'server/main.ts'): Promise<ServerProcess> {
  const child = spawn(process.execPath, [script], {
    cwd: resolve(import.meta.dirname, '../..'), stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env },
  })
  const url = await new Promise<string>((ready, failed) => {
    let said = ''
    const give = (error: Error): void => {
      child.kill('SIGKILL')
      failed(error)
    }
    const timer = setTimeout(() => give(new Error(`the server was not ready within ${PATIENCE_MS} ms:\n${said}`)), PATIENCE_MS)
    const hear = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-20_000)
      const match = /^ready (http:\S+)$/m.exec(said)
      if (!match?.[1]) return
      clearTimeout(timer)
      ready(match[1])
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('exit', (code) => {
      clearTimeout(timer)
      failed(new Error(`the server ended with ${code}:\n${said}`))
    })
  })
  return {
    url, child,
    stop: async (signal = 'SIGTERM') => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'exit')
      child.kill(signal)
      await ended
    },
  }
}
