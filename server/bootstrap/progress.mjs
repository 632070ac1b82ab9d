/** How often a long step shows that it still works, in ms. */
const TICK_INTERVAL = 2000

/** @typedef {(detail: string) => void} Report */
/** @typedef {<Result>(label: string, work: (report: Report) => Promise<Result> | Result) => Promise<Result>} Step */
/** @typedef {{ step: Step, line: (text: string) => void }} Progress */

/**
 * Shows steps as they run: a line at the start, the elapsed seconds and the latest detail every two seconds, the
 * duration at the end. On a terminal the running line is rewritten; elsewhere each is a line of its own.
 * @param {{ write: (text: string) => unknown, isTTY?: boolean }} output
 * @param {() => number} [monotonicClock] milliseconds
 * @returns {Progress}
 */
export function createProgress(output, monotonicClock = () => performance.now()) {
  let rewritable = false

  /** @param {string} text */
  function line(text) {
    if (rewritable) output.write('\r\x1b[K')
    rewritable = false
    output.write(`${text}\n`)
  }

  /** @param {string} text */
  function running(text) {
    if (!output.isTTY) return line(text)
    output.write(`\r\x1b[K${text.slice(0, 110)}`)
    rewritable = true
  }

  /** @type {Step} */
  async function step(label, work) {
    const begun = monotonicClock()
    const elapsed = () => ((monotonicClock() - begun) / 1000).toFixed(1)
    let detail = ''
    running(`- ${label} …`)
    const ticker = setInterval(() => running(`  ${label}: ${elapsed()} s${detail ? `, ${detail}` : ''}`), TICK_INTERVAL)
    try {
      const result = await work((text) => {
        detail = text
      })
      line(`- ${label}: done in ${elapsed()} s`)
      return result
    } catch (error) {
      line(`- ${label}: failed after ${elapsed()} s`)
      throw error
    } finally {
      clearInterval(ticker)
    }
  }

  return { step, line }
}
