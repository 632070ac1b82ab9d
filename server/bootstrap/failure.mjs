/**
 * A reason why the program cannot go on that the person at the machine can act upon.
 * It is shown as its message alone, without a stack, and ends the process with a non-zero code.
 */
export class StartFailure extends Error {
  /** @override */
  name = 'StartFailure'
}

/** The work was stopped by a signal; nothing is wrong. */
export class Interrupted extends Error {
  /** @override */
  name = 'Interrupted'
}

/**
 * One line (or few) for the terminal: expected failures by their message, unexpected ones with their stack.
 * @param {unknown} error
 * @returns {string}
 */
export function describeFailure(error) {
  if (error instanceof StartFailure) return error.message
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
