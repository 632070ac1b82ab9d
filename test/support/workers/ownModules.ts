import { readFileSync } from 'node:fs'
import { afterAll, expect, vi } from 'vitest'

/**
 * Set-up of every test file in a worker that files share, and with it the modules of the program. A file that puts another
 * module in the place of one gets modules of its own, and leaves none of them to the files after it.
 */
const { testPath } = expect.getState()
if (testPath !== undefined && /^vi\.mock\(/m.test(readFileSync(testPath, 'utf8'))) {
  vi.resetModules()
  afterAll(() => { vi.resetModules() })
}
