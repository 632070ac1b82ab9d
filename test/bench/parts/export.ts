import { freePort } from '#server/bootstrap/ports.mjs'
import { measureExport } from '../export.ts'
import { noted, type Finding } from '../report/finding.ts'
import type { PartOptions } from '../report/parts.ts'
import { median } from '../report/statistics.ts'

/** An export of as many tickets as a file holds. */
export async function run({ quick }: PartOptions): Promise<Finding[]> {
  const [tickets, rounds] = quick ? [10_000, 1] : [100_000, 3]
  const figures = await measureExport({ tickets, rounds, port: await freePort() })
  const of = (value: (each: (typeof figures)[number]) => number): number => median(figures.map(value))
  return [noted(`export of ${tickets} tickets with 20 columns`, `${of(({ seconds }) => seconds).toFixed(1)} s`, `memory of the server ${of(({ base }) => base).toFixed(0)} → ${Math.max(...figures.map(({ highest }) => highest)).toFixed(0)} MiB; p95 of a page for somebody else ${of(({ before }) => before).toFixed(0)} ms before, ${of(({ during }) => during).toFixed(0)} ms meanwhile`)]
}
