/** Tells listeners of this process that something has happened. A hint: whoever listens also looks by himself. */
export interface Signal {
  ring: () => void
  /** @returns ends the listening */
  listen: (listener: () => void) => () => void
}

export function createSignal(): Signal {
  const listeners = new Set<() => void>()
  return {
    ring: () => { for (const listener of listeners) listener() },
    listen: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}
