import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Measurement } from '../lists/measure.ts'
import { measureLists } from '../lists.ts'
import { judged, noted, notMeasured, timed, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'

const PAGE_GOAL_MS = 50
const KEPT_GOAL_MS = 20
const CLIENTS = 8
const MILLION = 1_000_000

/** One line for all classes whose names begin alike: the worst of them, and how many miss what is asked. */
function line(what: string, prefixes: readonly string[], goalMs: number | null, all: readonly Measurement[], note: string): Finding[] {
  const found = all.filter(({ class: name }) => prefixes.some((prefix) => name.startsWith(prefix)))
  if (found.length === 0) return []
  const worst = found.reduce((one, other) => (other.p95 > one.p95 ? other : one))
  const over = goalMs === null ? [] : found.filter(({ p95 }) => p95 > goalMs)
  const measured = `worst p95 ${worst.p95} ms (${worst.class})`
  const names = over.length === 0 ? '' : `; over it: ${over.map(({ class: name, p95 }) => `${name} ${p95}`).slice(0, 8).join(', ')}${over.length > 8 ? ', …' : ''}`
  return [goalMs === null ? noted(what, measured, `${found.length} classes, ${note}`) : timed(what, `p95 ≤ ${goalMs} ms`, measured, over.length === 0, `${found.length - over.length} of ${found.length} classes within, ${note}${names}`)]
}

/** Lists, home page, counts, queries and search on a large database, which is not made here: that takes a quarter of an hour. */
export async function run({ quick, data }: PartOptions): Promise<Finding[]> {
  const goal = `p95 ≤ ${PAGE_GOAL_MS} ms`
  if (!existsSync(join(data, 'seed.json'))) {
    return [notMeasured('page of any tab at 1,000,000 tickets', goal, `no database in ${data}: npm run bench:seed`), notMeasured('home page, navigation counts', `p95 ≤ ${KEPT_GOAL_MS} ms`, 'the same')]
  }
  const { tickets, measurements, faults, failed } = await measureLists({ data, clients: CLIENTS, servers: 1, requests: quick ? 60 : 200, seconds: quick ? 1 : 4, only: ['page', 'counts', 'home', 'report', 'query', 'search'], explain: !quick, times: true })
  const note = `${tickets.toLocaleString('en-US')} tickets${tickets < MILLION ? ', not a million' : ''}, ${CLIENTS} clients`
  return [
    ...line('page of any tab at 1,000,000 tickets', ['page'], PAGE_GOAL_MS, measurements, note), ...line('home page, navigation counts', ['home', 'counts'], KEPT_GOAL_MS, measurements, note),
    ...line('queries of several conditions', ['query'], null, measurements, note), ...line('search and caller', ['search'], null, measurements, note), ...line('breach report', ['report'], null, measurements, note),
    judged('lists: requests that fail, scans and large sorts', 'none', `${failed} classes failed${quick ? '' : `, ${faults} scans or sorts`}`, failed + faults === 0, quick ? 'plans are not looked at in a quick run' : ''),
  ]
}
