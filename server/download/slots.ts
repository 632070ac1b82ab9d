import { ApiError } from '../errors.ts'

/** So many at a time, so many more wait in order. */
export interface Slots {
  /**
   * Waits for a place.
   * @returns gives the place back; to be called once
   * @throws ApiError `rate_limited` where too many wait already; the signal's reason where nobody wants it any more
   */
  take: (signal: AbortSignal) => Promise<() => void>
}

export function createSlots({ places, waiting, retryAfterSeconds }: { places: number; waiting: number; retryAfterSeconds: number }): Slots {
  let free = places
  const queue: (() => void)[] = []
  const give = (): void => {
    const next = queue.shift()
    if (next) next()
    else free++
  }
  const place = (): (() => void) => {
    let given = false
    return () => {
      if (!given) give()
      given = true
    }
  }
  return {
    take: async (signal) => {
      signal.throwIfAborted()
      if (free > 0) {
        free--
        return place()
      }
      if (queue.length >= waiting) throw new ApiError('rate_limited', { retryAfterSeconds })
      const { promise, resolve, reject } = Promise.withResolvers<void>()
      const abandon = (): void => {
        queue.splice(queue.indexOf(resolve), 1)
        reject(signal.reason as Error)
      }
      queue.push(resolve)
      signal.addEventListener('abort', abandon, { once: true })
      await promise
      signal.removeEventListener('abort', abandon)
      return place()
    },
  }
}
