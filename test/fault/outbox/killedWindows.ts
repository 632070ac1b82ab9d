import { readdirSync, utimesSync } from 'node:fs'
import { basename, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { CleanUp } from '../sweep/cleanUp.ts'
import { isRight, type Check, type Compared } from '../sweep/figures.ts'
import { checkContents } from './contents.ts'
import { countOnMachine, countOnServer } from './counts.ts'
import { plannedTicket } from './plan.ts'
import { FAULTS, type FaultProxy, type FaultRates } from './proxy.ts'
import { between, seededRandom } from './random.ts'
import { describeItems, openWindow } from './scenarios/scenario.ts'
import type { WindowProcess } from './windowProcess.ts'
import { createFaultWorld } from './world.ts'

export interface KilledWindowsOptions {
  databaseServerUrl: string
  drafts: number
  filesEach: number
  windows: number
  /** The server is killed so long after each start, in ms. */
  serverLifeMs: number
  /** A window is killed so long after each start, in ms. */
  windowLifeMs: { least: number; most: number }
  rates: FaultRates
  /** Between two drafts of one window, at most, in ms. */
  writingPauseMs: number
  /** How long all of it may take, in ms. */
  patienceMs: number
  seed: number
  cleanUp: CleanUp
  /** Told now and then how far it is. */
  say?: (line: string) => void
}

export interface KilledWindowsFigures {
  compared: { tickets: Compared; attachments: Compared }
  checks: Check[]
  /** Neighbours in the order of writing that the server accepted the other way round. */
  turnedRound: number
  kills: { server: number; windows: number }
  network: ReturnType<FaultProxy['figures']>
  sessions: { signedIn: number; renewed: number }
  /** Files that were being written when a window was killed, and lay there at the end. */
  brokenOff: number
  seconds: number
  finished: boolean
  right: boolean
}

const RUN = 'fault-killed'
const LOOK_MS = 2_000
/** Looks between two lines about how far it is. */
const LOOKS_PER_LINE = 10

/** How old a write that broke off looks when the program is started the next day, in ms; the store takes it away after an hour. */
const NEXT_DAY_MS = 24 * 3_600_000

/** The store's files below a folder: whole ones, and what writes that were killed left behind. */
function filesIn(folder: string): { whole: string[]; brokenOff: string[] } {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && basename(entry.parentPath) === 'files')
    .map((entry) => join(entry.parentPath, entry.name))
  return { whole: files.filter((file) => !file.endsWith('.tmp')), brokenOff: files.filter((file) => file.endsWith('.tmp')) }
}

/** The program is started once more a day later: what is left then stays for good. */
async function startNextDay(folder: string, window: WindowProcess): Promise<void> {
  await window.kill()
  const then = new Date(Date.now() - NEXT_DAY_MS)
  for (const file of filesIn(folder).brokenOff) utimesSync(file, then, then)
  await window.start()
}

/**
 * Windows on one store write drafts with attachments and send them through a network that breaks, to a server that is killed
 * again and again, while they are killed themselves: is every draft one ticket, with its attachments?
 */
export async function runKilledWindows(options: KilledWindowsOptions): Promise<KilledWindowsFigures> {
  const { drafts, filesEach, rates, patienceMs, seed, cleanUp } = options
  const world = await createFaultWorld({ databaseServerUrl: options.databaseServerUrl, random: seededRandom(seed), cleanUp, killed: true })
  const folder = join(world.folder, 'machine')
  const windows = await Promise.all(Array.from({ length: options.windows }, (_, index) => openWindow({ world, cleanUp }, RUN, { folder, session: `session-${index}` })))
  const entries = Array.from({ length: drafts }, (_, index) => plannedTicket({ run: RUN, index, filesEach, writtenAt: new Date().toISOString() }))
  world.proxy.setRates(rates)

  const begun = performance.now()
  const killing = new AbortController()
  const kills = Promise.all([
    world.killAgainAndAgain(options.serverLifeMs, killing.signal),
    ...windows.map((window, index) => window.killAtRandom(seededRandom(seed + 1 + index), options.windowLifeMs, killing.signal)),
  ])
  const writing = Promise.all(windows.map(async (window, index) => {
    const random = seededRandom(seed + 100 + index)
    for (const entry of entries.filter((_, place) => place % windows.length === index)) {
      await window.askUntilAnswered('write', entry)
      await sleep(between(random, 0, options.writingPauseMs))
    }
  }))
  let written = false
  writing.then(() => { written = true }, () => undefined)
  let finished = false
  const watching = (async () => {
    for (let look = 1; !finished && performance.now() - begun < patienceMs; look++) {
      await sleep(LOOK_MS)
      const items = await windows[0]!.askUntilAnswered('list', null)
      finished = written && items.every(({ state }) => state === 'delivered')
      if (look % LOOKS_PER_LINE === 0) options.say?.(`${items.length} written: ${describeItems(items)}; server killed ${world.kills()} times`)
    }
  })()
  await Promise.race([Promise.all([watching, writing]), kills])
  if (finished) await writing
  const seconds = (performance.now() - begun) / 1000
  killing.abort()
  await kills

  const items = await windows[0]!.ask('list', null)
  const position = new Map(items.map((item) => [item.id, item.position]))
  const inOrder = entries.toSorted((one, other) => (position.get(one.id) ?? 0) - (position.get(other.id) ?? 0))
  const { tickets, attachments, turnedRound } = await countOnServer(world.database, RUN, inOrder)
  const [orphans] = await world.database.sequelize.query('SELECT COUNT(*) AS n FROM attachments WHERE ticket_id IS NULL OR record_id IS NULL')
  const { brokenOff } = filesIn(folder)
  await startNextDay(folder, windows[0]!)
  const left = filesIn(folder)
  const checks = [
    ...await countOnMachine(world.database, RUN, entries, items),
    await checkContents(await world.session('HQ/agent'), entries.flatMap(({ files }) => files)),
    { what: 'attachments without a ticket', expected: 0, found: Number((orphans as { n: number }[])[0]!.n) },
    { what: 'files left on this machine after the next start', expected: 0, found: left.whole.length + left.brokenOff.length },
  ]
  const network = world.proxy.figures()
  const figures = windows.map((window) => window.figures())
  return {
    compared: { tickets, attachments }, checks, turnedRound, network, brokenOff: brokenOff.length, seconds, finished,
    kills: { server: world.kills(), windows: windows.reduce((sum, window) => sum + window.kills(), 0) },
    sessions: { signedIn: figures.reduce((sum, { signedIn }) => sum + signedIn, 0), renewed: figures.reduce((sum, { renewed }) => sum + renewed, 0) },
    right: finished && isRight(tickets) && isRight(attachments) && checks.every(({ expected, found }) => expected === found) && FAULTS.every((fault) => rates[fault] === 0 || network[fault] > 0),
  }
}
