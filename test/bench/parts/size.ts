import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { judged, notMeasured, type Finding } from '../report/finding.ts'
import { firstLoad } from './size/firstLoad.ts'

const PAGE = join(import.meta.dirname, '../../../out/renderer')
const GOAL_BYTES = 400_000
const WHAT = 'initial JS of the page, gzip'

/** What the built page loads before it shows anything. */
export async function run(): Promise<Finding[]> {
  const goal = `≤ ${GOAL_BYTES / 1000} kB`
  if (!existsSync(join(PAGE, 'index.html'))) return [notMeasured(WHAT, goal, 'the page is not built: npm run build')]
  const { scripts, bytes, heavy } = firstLoad(PAGE)
  return [
    judged(WHAT, goal, `${(bytes / 1000).toFixed(0)} kB`, bytes <= GOAL_BYTES, `${scripts.length} files that out/renderer/index.html names, with all that they import at once`),
    judged('charts and PDF in it', 'loaded when needed', heavy.length === 0 ? 'none' : heavy.join(', '), heavy.length === 0, 'looked for by what only these libraries say'),
  ]
}
