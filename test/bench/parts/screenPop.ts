import { electronExecutable } from '../../support/electronExecutable.ts'
import { timed, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { measureScreenPop } from '../screenPop.ts'

const GOAL_MS = 300

/** From the telephone's event to the card. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const { customers, calls, p50, p95, max } = await measureScreenPop(quick ? 5_000 : 100_000, quick ? 20 : 200)
  const where = electronExecutable().isReal ? 'Electron' : 'under the stand-in of Electron'
  return [timed('screen pop: telephone event to card', `p95 ≤ ${GOAL_MS} ms`, `p95 ${p95} ms`, p95 <= GOAL_MS, `${calls} calls, ${customers} customers, ${where}; p50 ${p50} ms, max ${max} ms`)]
}
