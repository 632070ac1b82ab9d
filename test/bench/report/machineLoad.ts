import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { ownProcessorTime } from './processorTime.ts'

export interface MachineLoad {
  /** The system's average of the last minute. */
  average: number
  /** Share of all processors that others than this process and its ended children took, 0 to 1. */
  others: number
}

const TICK_MS = 10

/** Time that all processors together were busy since the machine started, in ms. */
function busyTime(): number {
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0] = readFileSync('/proc/stat', 'utf8').split('\n')[0]!.trim().split(/\s+/).slice(1).map(Number)
  return (user + nice + system + irq + softirq) * TICK_MS
}

/** Begins to watch the machine. @returns how busy it was since then; what this process started must have ended before */
export function watchLoad(): () => MachineLoad {
  const begun = { at: performance.now(), busy: busyTime(), own: ownProcessorTime() }
  return () => {
    const capacity = (performance.now() - begun.at) * availableParallelism()
    const others = busyTime() - begun.busy - (ownProcessorTime() - begun.own)
    return { average: loadavg()[0]!, others: Math.min(1, Math.max(0, others / capacity)) }
  }
}
