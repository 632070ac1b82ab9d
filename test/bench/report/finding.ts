import type { MachineLoad } from './machineLoad.ts'

/**
 * What became of a goal. `limited`: the machine itself, not the program, was the limit, so that the figure says nothing about
 * the goal. `noted`: a figure without a goal.
 */
export type Verdict = 'met' | 'missed' | 'limited' | 'not measured' | 'noted'

/** With more of the processors taken by others, times and rates are those of the others. */
const QUIET_SHARE = 0.25

/** One line of the table. */
export interface Finding {
  what: string
  /** In words; empty where there is none. */
  goal: string
  /** In words, with units. */
  measured: string
  verdict: Verdict
  /** Under which conditions: sizes, which database, what limits. */
  note: string
  /** Whether it is a time or a rate, which others on the machine change; shares, sizes and memory are not. */
  timed?: boolean
}

/** A finding whose verdict is that of a comparison. */
export const judged = (what: string, goal: string, measured: string, isMet: boolean, note = ''): Finding => ({ what, goal, measured, verdict: isMet ? 'met' : 'missed', note })
/** The same of a time or a rate. */
export const timed = (what: string, goal: string, measured: string, isMet: boolean, note = ''): Finding => ({ ...judged(what, goal, measured, isMet, note), timed: true })
export const noted = (what: string, measured: string, note = ''): Finding => ({ what, goal: '', measured, verdict: 'noted', note })
export const notMeasured = (what: string, goal: string, why: string): Finding => ({ what, goal, measured: '–', verdict: 'not measured', note: why })

/** A time that was missed while others had the machine says nothing against the program. */
export const allowForLoad = (findings: readonly Finding[], { others }: MachineLoad): Finding[] =>
  findings.map((finding) => (finding.timed && finding.verdict === 'missed' && others > QUIET_SHARE ? { ...finding, verdict: 'limited' } : finding))
