import { describe, expect, it } from 'vitest'
import { countPlaywright, countVitest, judgeSuite, sumCounts } from '#test/runner/counts.mjs'

describe('the numbers of vitest', () => {
  it('are passed, failed and skipped tests', () => {
    const report = {
      numPassedTests: 7,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [{ status: 'failed', assertionResults: [{ status: 'failed' }] }],
    }
    expect(countVitest(report)).toEqual({ passed: 7, failed: 2, skipped: 2 })
  })

  it('count a file that cannot be loaded as one failure', () => {
    const testResults = [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{ status: 'passed' }] },
    ]
    expect(countVitest({ numPassedTests: 1, numFailedTests: 0, testResults })).toEqual({ passed: 1, failed: 1, skipped: 0 })
  })
})

describe('the numbers of Playwright', () => {
  it('count a flaky test and an error outside the tests as failures', () => {
    expect(countPlaywright({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] })).toEqual({
      passed: 5,
      failed: 3,
      skipped: 2,
    })
  })
})

describe('a suite', () => {
  it('has failed when it crashed after passing tests', () => {
    expect(judgeSuite(1, { passed: 5, failed: 0, skipped: 0 })).toEqual({ passed: 5, failed: 1, skipped: 0 })
  })

  it('has failed without a report, and when it ran nothing', () => {
    expect(judgeSuite(0, undefined).failed).toBe(1)
    expect(judgeSuite(0, { passed: 0, failed: 0, skipped: 3 }).failed).toBe(1)
  })

  it('has its own numbers otherwise', () => {
    expect(judgeSuite(0, { passed: 5, failed: 0, skipped: 1 })).toEqual({ passed: 5, failed: 0, skipped: 1 })
    expect(judgeSuite(1, { passed: 5, failed: 2, skipped: 0 })).toEqual({ passed: 5, failed: 2, skipped: 0 })
  })

  it('adds to the sum of all', () => {
    expect(
      sumCounts([
        { passed: 1, failed: 0, skipped: 0 },
        { passed: 2, failed: 3, skipped: 4 },
      ]),
    ).toEqual({ passed: 3, failed: 3, skipped: 4 })
  })
})
