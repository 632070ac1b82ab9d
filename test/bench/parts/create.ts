import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '#server/database/database.ts'
import { startQuietServer } from '../baseline/quietServer.ts'
import { recordStatements, type SentStatement } from '../baseline/recordStatements.ts'
import { createReplayer, idColumnsOf, scriptOf, type Replayer, type Script } from '../baseline/replay.ts'
import { describeProcessor, drive, type Driven } from '../load/drive.ts'
import { install, signIn, type Installation } from '../load/install.ts'
import { creation, succeed } from '../load/tickets.ts'
import { judged, noted, timed, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { processorTime } from '../report/processorTime.ts'
import { median, percentile } from '../report/statistics.ts'
import { readNumber } from '../seed/steps.ts'

const CLIENTS = 8
/** What `quality.md` says of Request Tracker 5 on a machine of this kind: it is not run here. */
const REQUEST_TRACKER = 9.4
const GOAL_SHARE = 0.4
const GOAL_FACTOR = 30
/** Before anything counts: statements are prepared, code is compiled, pools are filled. */
const WARM_UP = 200
/** What happens after the answer (counting up, delivery, index) may take so long, in ms. */
const SETTLE_MS = 60_000

/** The statements of many creations, one after another, by the program itself. */
async function record(installation: Installation, databaseUrl: string, count: number): Promise<Script[]> {
  let take: () => SentStatement[] = () => []
  const server = await startQuietServer(databaseUrl, installation.folder, 'the secret of a server that only records', (database) => { take = recordStatements(database) })
  try {
    const idColumns = await idColumnsOf(server.database)
    const token = await signIn(server.url)
    await succeed(server.url, creation(0, token))
    take()
    const scripts: Script[] = []
    for (let index = 1; index <= count; index++) {
      await succeed(server.url, creation(index, token))
      scripts.push(scriptOf(take(), idColumns))
    }
    return scripts
  } finally {
    await server.stop()
  }
}

/** Waits until nothing of what was created waits for the jobs any more. @returns ms */
async function settle(database: Database): Promise<number> {
  const begun = performance.now()
  const waiting = "SELECT (SELECT COUNT(*) FROM search_queue) + (SELECT COUNT(*) FROM count_changes) + (SELECT COUNT(*) FROM outbox WHERE state = 'waiting') AS n"
  while (performance.now() - begun < SETTLE_MS && (await readNumber(database, waiting)) > 0) await sleep(100)
  return performance.now() - begun
}

interface Round { raw: number; rawP95: number; rawProcessor: Driven['processor']; program: Driven; alone: Driven; afterwards: { server: number; database: number } }

async function measureRaw(replayer: Replayer, scripts: readonly Script[], databasePid: number): Promise<Pick<Round, 'raw' | 'rawP95' | 'rawProcessor'>> {
  const spent = (): [number, number] => [processorTime(databasePid), processorTime(process.pid)]
  const before = spent()
  const { times, ms } = await replayer.run(scripts)
  const after = spent()
  return {
    raw: scripts.length / (ms / 1000), rawP95: percentile(times, 0.95),
    rawProcessor: { database: (after[0] - before[0]) / scripts.length, clients: (after[1] - before[1]) / scripts.length },
  }
}

/** Creating tickets with everything, against the same statements without anything, in turns. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const [rounds, size] = quick ? [3, 400] : [5, 1_500]
  const installation = await install()
  try {
    const { databasePid } = installation
    const [recorded, replayed, live] = [await installation.addDatabase(), await installation.addDatabase(), await installation.addDatabase()]
    const scripts = await record(installation, recorded.url, WARM_UP + rounds * size)
    const server = await installation.startServer(live.url)
    const quiet = await installation.startServer(recorded.url, 'test/bench/baseline/quietServerProcess.ts')
    const tokens = { server: await signIn(server.url), quiet: await signIn(quiet.url) }
    let index = scripts.length
    const create = (url: string, token: string) => (): Promise<void> => succeed(url, creation(++index, token))
    const replayer = await createReplayer(replayed.url, CLIENTS)
    await replayer.run(scripts.slice(0, WARM_UP))
    await drive({ clients: CLIENTS, requests: WARM_UP }, create(server.url, tokens.server))
    await drive({ clients: CLIENTS, requests: WARM_UP }, create(quiet.url, tokens.quiet))
    const found: Round[] = []
    for (let round = 0; round < rounds; round++) {
      await settle(live.database)
      const raw = await measureRaw(replayer, scripts.slice(WARM_UP + round * size, WARM_UP + (round + 1) * size), databasePid)
      const spent = (): { server: number; database: number } => ({ server: processorTime(server.child.pid!), database: processorTime(databasePid) })
      const program = await drive({ clients: CLIENTS, requests: size, pids: { server: [server.child.pid!], database: [databasePid] } }, create(server.url, tokens.server))
      const answered = spent()
      await settle(live.database)
      const settled = spent()
      const alone = await drive({ clients: CLIENTS, requests: size, pids: { server: [quiet.child.pid!], database: [databasePid] } }, create(quiet.url, tokens.quiet))
      found.push({ ...raw, program, alone, afterwards: { server: (settled.server - answered.server) / size, database: (settled.database - answered.database) / size } })
      console.log(`round ${round + 1}: raw ${raw.raw.toFixed(0)} /s, program ${program.perSecond.toFixed(0)} /s (${((program.perSecond / raw.raw) * 100).toFixed(0)} %), without jobs ${alone.perSecond.toFixed(0)} /s`)
    }
    await replayer.close()
    const tickets = await readNumber(live.database, 'SELECT COUNT(*) FROM tickets')
    if (tickets !== WARM_UP + rounds * size) throw new Error(`${tickets} tickets are in the database, ${WARM_UP + rounds * size} were acknowledged`)
    return describe(found, scripts.at(-1)!.length, size)
  } finally {
    await installation.stop()
  }
}

function describe(rounds: readonly Round[], statements: number, size: number): Finding[] {
  const of = (value: (round: Round) => number): number => median(rounds.map(value))
  const share = of(({ program, raw }) => program.perSecond / raw)
  const perSecond = of(({ program }) => program.perSecond)
  const shares = rounds.map(({ program, raw }) => Math.round((program.perSecond / raw) * 100))
  const middle = rounds.find(({ program, raw }) => program.perSecond / raw === share)!
  return [
    judged('create with everything, of raw mysql2 with the same statements', `≥ ${GOAL_SHARE * 100} %`, `${(share * 100).toFixed(0)} % (${perSecond.toFixed(0)} /s of ${of(({ raw }) => raw).toFixed(0)} /s)`, share >= GOAL_SHARE,
      `${CLIENTS} clients, durable commits, ${statements} statements each, median of ${rounds.length} rounds of ${size} in turns (${Math.min(...shares)} to ${Math.max(...shares)} %); p95 ${of(({ program }) => program.p95).toFixed(1)} and ${of(({ rawP95 }) => rawP95).toFixed(1)} ms`),
    timed('create, of Request Tracker', `> ${GOAL_FACTOR} times`, `${(perSecond / REQUEST_TRACKER).toFixed(0)} times`, perSecond / REQUEST_TRACKER > GOAL_FACTOR, `${REQUEST_TRACKER} /s is a figure of the specification, on a like machine; not measured here`),
    noted('create without what runs beside requests', `${(of(({ alone, raw }) => alone.perSecond / raw) * 100).toFixed(0)} % of raw (${of(({ alone }) => alone.perSecond).toFixed(0)} /s)`, 'a server without sweep, delivery, stream, counting up and index'),
    noted('processor time of a creation, ms', describeProcessor(middle.program), `raw: ${describeProcessor({ processor: middle.rawProcessor })}; without jobs: ${describeProcessor(middle.alone)}; after the last answer: server ${middle.afterwards.server.toFixed(2)} + database ${middle.afterwards.database.toFixed(2)}`),
  ]
}
