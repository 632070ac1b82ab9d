import { median, percentile } from '../report/statistics.ts'
import { processorTime } from '../report/processorTime.ts'

export interface Driven {
  requests: number
  perSecond: number
  /** ms */
  p50: number
  /** ms */
  p95: number
  /** Processor time in ms for one request, by the name of the process. */
  processor: Record<string, number>
}

export interface DriveOptions {
  clients: number
  /** Ends after so many requests … */
  requests?: number
  /** … or after this time, in ms. */
  mostMs?: number
  /** Whose processor time is asked for, by name. `self` is this process, which holds the clients. */
  pids?: Readonly<Record<string, readonly number[]>>
}

/**
 * Clients that send one request after another, without a pause.
 * @param request gets the number of the request, from 0; it throws where the answer is not what it must be
 */
export async function drive({ clients, requests = Infinity, mostMs = Infinity, pids = {} }: DriveOptions, request: (index: number) => Promise<unknown>): Promise<Driven> {
  const times: number[] = []
  const spent = (): Record<string, number> => Object.fromEntries(Object.entries({ ...pids, clients: [process.pid] }).map(([name, each]) => [name, each.reduce((sum, pid) => sum + processorTime(pid), 0)]))
  let next = 0
  const before = spent()
  const begun = performance.now()
  await Promise.all(Array.from({ length: clients }, async () => {
    while (next < requests && performance.now() - begun < mostMs) {
      const index = next++
      const from = performance.now()
      await request(index)
      times.push(performance.now() - from)
    }
  }))
  const ms = performance.now() - begun
  const after = spent()
  return {
    requests: times.length, perSecond: times.length / (ms / 1000), p50: median(times), p95: percentile(times, 0.95),
    processor: Object.fromEntries(Object.entries(after).map(([name, value]) => [name, (value - before[name]!) / times.length])),
  }
}

/** Processor time of each process for one request, in words. */
export const describeProcessor = ({ processor }: Pick<Driven, 'processor'>): string => Object.entries(processor).map(([name, ms]) => `${name} ${ms.toFixed(2)}`).join(' + ')
