/**
 * Runs an action once for all who ask while it is under way; they share its result or failure.
 * @param action must not depend on who asks
 */
export function singleFlight<Result>(action: () => Promise<Result>): () => Promise<Result> {
  let running: Promise<Result> | undefined
  return () => {
    running ??= action().finally(() => { running = undefined })
    return running
  }
}
