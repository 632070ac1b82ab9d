/** What a run has started and must end, in the opposite order, also where it is broken off. */
export interface CleanUp {
  add: (end: () => Promise<void> | void) => void
  run: () => Promise<void>
}

export function createCleanUp(): CleanUp {
  const ends: (() => Promise<void> | void)[] = []
  const run = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) {
      try {
        await end()
      } catch (error) {
        console.error(error)
      }
    }
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void run().finally(() => process.exit(130)))
  return { add: (end) => void ends.push(end), run }
}
