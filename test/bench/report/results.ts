import { mkdirSync, writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { countVerdicts, renderTable, type PartResult } from './table.ts'

export interface BenchRun {
  at: Date
  quick: boolean
  results: readonly PartResult[]
}

const machine = (): string => `${cpus().length} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), ${Math.round(totalmem() / 1024 ** 3)} GiB`

/** What is printed and kept: the table, and under which conditions it was made. */
export function renderRun({ at, quick, results }: BenchRun): string {
  return [
    `Benchmark of ${at.toISOString()}${quick ? ', quick sizes' : ''}; ${machine()}; Node ${process.versions.node}`, '', renderTable(results), '', `${countVerdicts(results)}.`,
    'limited: the machine was the limit and not the program, or others had more than a quarter of it (others). Shares and sizes hold then too, though less exactly.',
  ].join('\n')
}

/** Writes a run as Markdown and JSON, under its time and as `latest`. @returns the path of the Markdown */
export function writeRun(folder: string, run: BenchRun): string {
  mkdirSync(folder, { recursive: true })
  const json = JSON.stringify({ ...run, machine: machine(), node: process.versions.node }, null, 2)
  const path = (name: string, ending: string): string => join(folder, `${name}.${ending}`)
  const stamp = run.at.toISOString().replace(/\.\d+Z$/, 'Z').replaceAll(':', '-')
  for (const name of [stamp, 'latest']) {
    writeFileSync(path(name, 'md'), `${renderRun(run)}\n`)
    writeFileSync(path(name, 'json'), `${json}\n`)
  }
  return path(stamp, 'md')
}
