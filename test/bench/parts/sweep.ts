import { judged, timed, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { measureSweep } from '../sweep.ts'

const MOST_RATIO = 1.5
const LEAST_PER_SECOND = 5_000

/** What the sweep of deadlines costs. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const options = quick ? { few: 3_000, many: 30_000, due: 300, rounds: 5, burst: 3_000, memory: '512M' } : { few: 10_000, many: 1_000_000, due: 1_000, rounds: 7, burst: 20_000, memory: '3G' }
  const { few, many, heaviest, mixed, four } = await measureSweep(options)
  return [
    judged('sweep: cost by what is due', `ratio ≤ ${MOST_RATIO}`, (many / few).toFixed(2), many / few <= MOST_RATIO, `${options.due} due at ${options.few} and at ${options.many} open tickets: ${few.toFixed(0)} and ${many.toFixed(0)} ms; the goal is for 10,000 and 1,000,000`),
    timed('sweep: events a second', `≥ ${LEAST_PER_SECOND}`, `${mixed} with one sweeper, ${four} with four`, Math.max(mixed, four) >= LEAST_PER_SECOND, `${options.burst} of four kinds due at once; of the heaviest kind alone ${heaviest} with one sweeper`),
  ]
}
