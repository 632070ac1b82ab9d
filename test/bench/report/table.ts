import type { Finding } from './finding.ts'
import type { MachineLoad } from './machineLoad.ts'

/** What a part found, and how busy the machine was meanwhile. */
export interface PartResult {
  part: string
  seconds: number
  load: MachineLoad
  findings: Finding[]
}

const HEADS = ['part', 'what', 'goal', 'measured', 'verdict', 'load', 'note'] as const

/** The load in words: the average of a minute, and what others than the benchmark took of the processors. */
export const describeLoad = ({ average, others }: MachineLoad): string => `${average.toFixed(1)}, others ${Math.round(others * 100)} %`

const escape = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')

/** The one table of all parts, in Markdown with aligned columns, so that it reads in a terminal and in a file. */
export function renderTable(results: readonly PartResult[]): string {
  const rows = results.flatMap(({ part, load, findings }) => findings.map(({ what, goal, measured, verdict, note }) => [part, what, goal, measured, verdict, describeLoad(load), note].map(escape)))
  const widths = HEADS.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]!.length)))
  const line = (cells: readonly string[]): string => `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`.replace(/ +\|$/, ' |')
  return [line(HEADS), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n')
}

/** How often which verdict was given, in words. */
export function countVerdicts(results: readonly PartResult[]): string {
  const findings = results.flatMap((result) => result.findings)
  return (['met', 'missed', 'limited', 'not measured'] as const).map((verdict) => `${findings.filter((finding) => finding.verdict === verdict).length} ${verdict}`).join(', ')
}
