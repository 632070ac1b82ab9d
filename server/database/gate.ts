import { ConnectionAcquireTimeoutError } from 'sequelize'

/** Lets a number of jobs run at the same time; the others wait in the order in which they came. */
export interface Gate {
  /** @throws ConnectionAcquireTimeoutError for a job that waited too long */
  pass: <Result>(job: () => Promise<Result>) => Promise<Result>
}

/**
 * @param places jobs at the same time
 * @param patienceMs how long a job may wait
 */
export function createGate(places: number, patienceMs: number): Gate {
  let free = places
  const waiting = new Set<() => void>()

  const enter = (): Promise<void> => {
    if (free > 0) {
      free--
      return Promise.resolve()
    }
    return new Promise((resolve, reject) => {
      const proceed = (): void => {
        clearTimeout(timer)
        resolve()
      }
      const timer = setTimeout(() => {
        waiting.delete(proceed)
        reject(new ConnectionAcquireTimeoutError(new Error('too many transactions are waiting')))
      }, patienceMs)
      waiting.add(proceed)
    })
  }
  /** The place goes to who has waited longest. */
  const leave = (): void => {
    const [next] = waiting
    if (!next) {
      free++
      return
    }
    waiting.delete(next)
    next()
  }

  return {
    async pass(job) {
      await enter()
      try {
        return await job()
      } finally {
        leave()
      }
    },
  }
}
