// `npm test`: installs what the tests need and runs every suite; the last line is `N passed, N failed`.
// `npm run check`: lint, types, import rules and unit tests alone.
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureBuilt } from '../server/bootstrap/build.mjs'
import { describeFailure } from '../server/bootstrap/failure.mjs'
import { ensureInstalled } from '../server/bootstrap/install.mjs'
import { checkNode, withNode } from '../server/bootstrap/node.mjs'
import { createProgress } from '../server/bootstrap/progress.mjs'
import { watchForStop } from '../server/bootstrap/shutdown.mjs'
import { sumCounts } from './runner/counts.mjs'
import { ensureRequirements } from './runner/requirements.mjs'
import { playwrightSuite, scriptChecks, vitestSuite } from './runner/suites.mjs'

/** @import { Counts } from './runner/counts.mjs' */
/** @import { Suite } from './runner/suites.mjs' */

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const onlyCheck = process.argv[2] === 'check'
const progress = createProgress(process.stdout)
const signal = watchForStop()

/** @type {Suite[]} */
const checks = [
  scriptChecks(['lint', 'types', 'layers']),
  vitestSuite(['unit', 'page'], ['shared', 'main', 'packaging', 'bootstrap', 'renderer']),
]

/** A build that fails is one failed check; the tests in the browser need it. @type {(node: string) => Suite} */
const build = (node) => ({
  name: 'build',
  async run() {
    await ensureBuilt(root, { node, progress, signal })
    return { passed: 1, failed: 0, skipped: 0 }
  },
})

/**
 * @param {Suite} suite
 * @param {NodeJS.ProcessEnv} env
 * @returns {Promise<Counts>}
 */
async function runSuite(suite, env) {
  progress.line(`\n=== ${suite.name}`)
  const begun = performance.now()
  /** @type {Counts} */
  let counts
  try {
    counts = await suite.run({ root, env, signal })
  } catch (error) {
    progress.line(describeFailure(error))
    counts = { passed: 0, failed: 1, skipped: 0 }
  }
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  progress.line(`=== ${suite.name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`)
  return counts
}

/** @returns {Promise<Counts>} */
async function main() {
  try {
    checkNode()
    const node = await ensureInstalled(root, { progress, signal })
    if (!onlyCheck) await ensureRequirements(progress)
    const env = withNode(node, root)
    const suites = onlyCheck
      ? checks
      : [...checks, vitestSuite(['server'], ['server']), build(node), playwrightSuite('test/e2e/playwright.config.ts')]
    /** @type {Counts[]} */
    const results = []
    for (const suite of suites) {
      if (signal.aborted) break
      results.push(await runSuite(suite, env))
    }
    const sum = sumCounts(results)
    return signal.aborted ? { ...sum, failed: Math.max(1, sum.failed) } : sum
  } catch (error) {
    process.stderr.write(`\n${describeFailure(error)}\n`)
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const { passed, failed } = await main()
process.stdout.write(`\n${passed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)
