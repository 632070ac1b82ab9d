import { residentMemory } from '../report/processorTime.ts'
import { median, slope, type Point } from '../report/statistics.ts'

export interface MemoryFigures {
  /** MB */
  max: number
  /** By how much it grows in the second half, in MB a minute. */
  growth: number
  /** The middle value of the last quarter less that of the third, in MB. */
  drift: number
}

/** @param points minutes and MB */
export function memoryFigures(points: readonly Point[]): MemoryFigures {
  const quarter = (number: number): number[] => points.slice(Math.floor((points.length * (number - 1)) / 4), Math.floor((points.length * number) / 4)).map(({ y }) => y)
  return { max: Math.max(...points.map(({ y }) => y)), growth: slope(points.slice(Math.floor(points.length / 2))), drift: median(quarter(4)) - median(quarter(3)) }
}

/** Looks at the memory of a process again and again. @param everyMs time between two looks @returns ends it and tells minutes and MB */
export function watchMemory(pid: number, everyMs: number): () => Point[] {
  const begun = performance.now()
  const points: Point[] = []
  const look = (): void => { points.push({ x: (performance.now() - begun) / 60_000, y: residentMemory(pid) }) }
  look()
  const timer = setInterval(look, everyMs)
  return () => {
    clearInterval(timer)
    look()
    return points
  }
}
