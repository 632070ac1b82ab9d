import { send } from './call.ts'
import type { QueryClass } from './classes.ts'

export interface Measurement {
  class: string
  requests: number
  failed: number
  p50: number
  p95: number
  max: number
  goalMs: number | null
}

export interface MeasureOptions {
  urls: readonly string[]
  clients: number
  /** At least so many requests, unless time is up. */
  requests: number
  /** ms for one class. */
  mostMs: number
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
const round = (ms: number): number => Math.round(ms * 10) / 10

/** All clients send one request after another without a pause. The first round warms up and does not count. */
export async function measureClass({ name, calls, goalMs }: QueryClass, { urls, clients, requests, mostMs }: MeasureOptions): Promise<Measurement> {
  const times: number[] = []
  let failed = 0
  let sent = 0
  for (const call of calls.slice(0, 40)) await send(urls[0]!, call)
  const until = performance.now() + mostMs
  const client = async (): Promise<void> => {
    while (sent < requests && performance.now() < until) {
      const index = sent++
      const { status, ms } = await send(urls[index % urls.length]!, calls[index % calls.length]!)
      times.push(ms)
      if (status >= 300) failed++
    }
  }
  await Promise.all(Array.from({ length: clients }, client))
  times.sort((one, other) => one - other)
  return { class: name, requests: times.length, failed, p50: round(at(times, 0.5)), p95: round(at(times, 0.95)), max: round(times.at(-1) ?? 0), goalMs }
}
