/**
 * The fault matrix of drafts and offline (`desktop.md`): windows on one store send drafts with attachments through a network
 * that breaks to a server that is killed every second, and are killed themselves; then token, mall, permission, disks, clock,
 * store, users and a long outage, each for itself. A window is a process of Node with the desktop program's store and the
 * page's engine and transport; Electron itself is not in it.
 * Run by hand: `npm run fault:outbox -- --drafts 600 --windows 2 --seed 1 --only matrix`.
 */
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startTestDatabase } from '../support/databaseServer.ts'
import { runKilledWindows } from './outbox/killedWindows.ts'
import { seededRandom } from './outbox/random.ts'
import { scenariosOf } from './outbox/scenarios/index.ts'
import { createFaultWorld } from './outbox/world.ts'
import { createCleanUp } from './sweep/cleanUp.ts'
import { describe, type Check } from './sweep/figures.ts'

const { values } = parseArgs({
  options: {
    drafts: { type: 'string', default: '600' }, windows: { type: 'string', default: '2' }, seed: { type: 'string', default: '1' }, minutes: { type: 'string', default: '30' },
    /** `matrix`, `cases`, or a part of a case's name; without it everything. */
    only: { type: 'string' },
  },
})
const [drafts, windows, seed, minutes] = [values.drafts, values.windows, values.seed, values.minutes].map(Number) as [number, number, number, number]
const RATES = { dropBefore: 0.02, cutRequest: 0.02, dropAfter: 0.02, cutAnswer: 0.02, delay: 0.05, watchedDropAfter: 0.1 }
const cleanUp = createCleanUp()
const say = (line: string): void => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`)
const wrongOf = (checks: readonly Check[]): string[] => checks.filter(({ expected, found }) => expected !== found).map(({ what, expected, found }) => `${what}: ${found} INSTEAD OF ${expected}`)
let right = true

async function playMatrix(databaseServerUrl: string): Promise<void> {
  say(`${drafts} drafts with 2 files each from ${windows} windows, seed ${seed}`)
  const figures = await runKilledWindows({
    databaseServerUrl, drafts, filesEach: 2, windows, serverLifeMs: 1_000, windowLifeMs: { least: 1_000, most: 20_000 }, rates: RATES, writingPauseMs: 1_500,
    patienceMs: minutes * 60_000, seed, cleanUp, say,
  })
  const { compared, network, kills, sessions } = figures
  right &&= figures.right
  for (const wrong of wrongOf(figures.checks)) console.log(wrong)
  console.log([
    `fault:outbox: ${figures.right ? 'right' : 'WRONG'}`, `${drafts} drafts with 2 files each from ${windows} windows in ${figures.seconds.toFixed(0)} s${figures.finished ? '' : ', NOT FINISHED'}`,
    `tickets ${describe(compared.tickets)}`, `attachments ${describe(compared.attachments)}`, figures.checks.map(({ what, found }) => `${what} ${found}`).join(', '),
    `server killed ${kills.server} times, windows ${kills.windows}`,
    `${network.exchanges} exchanges: ${network.dropBefore} dropped before, ${network.cutRequest} cut in the request, ${network.dropAfter} dropped after, ${network.cutAnswer} cut in the answer, ${network.delay} delayed, ${network.unreachable} without a server; the answer to a new ticket lost ${network.watchedLost} times`,
    `${figures.brokenOff} files broken off in writing and cleared away`, `order of writing turned round at ${figures.turnedRound} places`, `${sessions.signedIn} signed in, ${sessions.renewed} renewed`, `seed ${seed}`, `load of the machine ${loadavg()[0]!.toFixed(1)}`,
  ].join('; '))
}

async function playCases(databaseServerUrl: string): Promise<void> {
  const world = await createFaultWorld({ databaseServerUrl, random: seededRandom(seed), cleanUp, driven: true })
  for (const { name, title, play } of scenariosOf({ tickets: 50, feedback: 100, stored: 120, hurried: false })) {
    if (values.only && values.only !== 'cases' && !name.includes(values.only)) continue
    const begun = performance.now()
    const shown = await play({ databaseServerUrl, world, cleanUp, seed }).catch((error: unknown) => ({ checks: [{ what: String(error), expected: 1, found: 0 }], note: '' }))
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    if ('skipped' in shown) {
      console.log(`${name}: NOT SHOWN; ${shown.skipped}`)
      continue
    }
    const wrong = wrongOf(shown.checks)
    right &&= wrong.length === 0
    console.log(`${name}: ${wrong.length === 0 ? 'right' : 'WRONG'}; ${title}; ${shown.note}; ${shown.checks.length} counts, ${seconds} s`)
    for (const line of wrong) console.log(`  ${line}`)
    world.proxy.setGone(false)
  }
}

try {
  const databaseServer = await startTestDatabase()
  cleanUp.add(() => databaseServer.stop())
  if (values.only !== 'matrix') await playCases(databaseServer.url)
  if (!values.only || values.only === 'matrix') await playMatrix(databaseServer.url)
  console.log(right ? 'right: every draft once, nothing lost' : 'WRONG')
} finally {
  await cleanUp.run()
}
process.exit(right ? 0 : 1)
