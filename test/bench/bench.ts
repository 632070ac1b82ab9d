/**
 * Every measure of the goals of speed that this machine can take, in one table: `npm run bench`. `--only create,read` picks
 * parts, `--quick` takes small sizes, `--minutes 60` is how long the memory of a server is watched, `--data` is the folder of
 * a database of `npm run bench:seed`. What it finds is printed, and kept in `bench-results/`. It ends with 1 where a part
 * failed; a goal that is missed is no failure. Each part runs in a process of its own, and what it leaves is ended.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { DEFAULT_FOLDER } from './database/benchDatabase.ts'
import { allowForLoad, notMeasured, type Finding } from './report/finding.ts'
import { watchLoad } from './report/machineLoad.ts'
import { chooseParts, type Part, type PartOptions } from './report/parts.ts'
import { family, isSameProcess, type KnownProcess } from './report/processorTime.ts'
import { renderRun, writeRun } from './report/results.ts'
import type { PartResult } from './report/table.ts'

const RESULTS = join(import.meta.dirname, '../../bench-results')
/** What a part that is ended may still clear up, in ms. */
const PATIENCE_MS = 5_000

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false }, minutes: { type: 'string' }, data: { type: 'string', default: DEFAULT_FOLDER } },
})
const parts = chooseParts(values.only)
const options: PartOptions = { quick: values.quick, minutes: Number(values.minutes ?? (values.quick ? 1 : 5)), data: values.data }
if (!(options.minutes > 0)) throw new Error('--minutes must be a number above 0')

let running: ChildProcess | null = null
/** Somebody has asked to stop: no further part begins. */
let stopped = false
/** What is being ended. */
let ending: Promise<void> = Promise.resolve()

/** Ends a part and everything that it started. */
async function end(child: ChildProcess): Promise<void> {
  const all: KnownProcess[] = child.pid === undefined ? [] : family(child.pid)
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    for (const each of all.filter(isSameProcess)) process.kill(each.pid, signal)
    if (signal === 'SIGTERM') for (const until = performance.now() + PATIENCE_MS; performance.now() < until && all.some(isSameProcess);) await sleep(100)
  }
}

async function runPart({ name, module, minutes }: Part): Promise<PartResult & { failed: boolean }> {
  const loadOf = watchLoad()
  const begun = performance.now()
  console.log(`\n=== ${name}`)
  const child = fork(join(import.meta.dirname, 'part.ts'), [module, JSON.stringify(options)], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  running = child
  let found: Finding[] | null = null
  let late = false
  child.on('message', (message) => { found = (message as { findings: Finding[] }).findings })
  const limit = (minutes + (name === 'memory' ? options.minutes : 0)) * 60_000
  const timer = setTimeout(() => {
    late = true
    ending = end(child)
  }, limit)
  const code = await new Promise<number | null>((ended) => child.once('exit', ended))
  clearTimeout(timer)
  running = null
  await ending
  const why = late ? `ended after ${limit / 60_000} min` : `the part ended with ${code}; see its output`
  const load = loadOf()
  return { part: name, seconds: Math.round((performance.now() - begun) / 1000), load, findings: found ? allowForLoad(found, load) : [notMeasured(name, '', why)], failed: found === null }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopped = true
    if (running) ending = end(running)
  })
}

const at = new Date()
const results: (PartResult & { failed: boolean })[] = []
for (const part of parts) if (!stopped) results.push(await runPart(part))
const run = { at, quick: options.quick, results: results.map(({ failed: _failed, ...result }) => result) }
console.log(`\n${renderRun(run)}`)
console.log(`Kept in ${writeRun(RESULTS, run)}`)
process.exitCode = results.some(({ failed }) => failed) ? 1 : 0
