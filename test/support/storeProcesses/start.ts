import { spawn, type ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

const script = resolve(import.meta.dirname, 'storeProcess.ts')

export interface StoreProcess {
  child: ChildProcess
  /** What it has said so far. */
  lines: Record<string, unknown>[]
  /** The first line that has a name, as soon as it is said. */
  said(name: string): Promise<Record<string, unknown>>
  ended: Promise<void>
}

/** Starts {@link ./storeProcess.ts}. @param limit largest file it may write, in blocks of 512 bytes (POSIX `ulimit -f`) */
export function startStoreProcess(work: string, root: string, owner: string, limit?: number): StoreProcess {
  const node = [process.execPath, '--no-warnings', script, work, root, owner]
  const child = limit === undefined ? spawn(process.execPath, node.slice(1)) : spawn('sh', ['-c', `ulimit -f ${limit}; exec "$@"`, 'sh', ...node])
  const lines: Record<string, unknown>[] = []
  const waiting: { name: string; tell: (line: Record<string, unknown>) => void }[] = []
  let rest = ''
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n')
    rest = parts.pop() ?? ''
    for (const part of parts) {
      const line = JSON.parse(part) as Record<string, unknown>
      lines.push(line)
      for (const { name, tell } of waiting) if (name in line) tell(line)
    }
  })
  let complaint = ''
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint += text })
  const ended = new Promise<void>((done, fail) => {
    child.on('close', (code, signal) => (code === 0 || signal === 'SIGKILL' ? done() : fail(new Error(`exit code ${code}: ${complaint}`))))
  })
  return {
    child, lines, ended,
    said: (name) => Promise.race([
      new Promise<Record<string, unknown>>((tell) => {
        const known = lines.find((line) => name in line)
        if (known) tell(known)
        else waiting.push({ name, tell })
      }),
      ended.then(() => {
        const known = lines.find((line) => name in line)
        if (known) return known
        throw new Error(`The process ended without saying '${name}'`)
      }),
    ]),
  }
}
