import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'

/** Runs `npm run verify-log` on a database. @returns its exit code (0: every log is whole) and its last line */
export async function runVerifyLog(databaseUrl: string): Promise<{ code: number; said: string }> {
  const child = spawn(process.execPath, ['server/tools/verifyLog.ts'], {
    cwd: resolve(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, DATABASE_URL: databaseUrl },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => { said += chunk.toString() })
  const [code] = await once(child, 'close') as [number | null]
  return { code: code ?? 1, said: said.trim().split('\n').at(-1) ?? '' }
}
