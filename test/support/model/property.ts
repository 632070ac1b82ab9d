import fc from 'fast-check'
import type { Program } from './program.ts'
import { story } from './steps.ts'
import { tellStory, type Tally } from './tellStory.ts'
import type { ModelRow } from './transitionTable.ts'

export interface PropertyOptions {
  table: readonly ModelRow[]
  program: Program
  customerId: string
  /** One series of stories for each; the series are told beside one another. */
  seeds: readonly number[]
  /** Stories of all series together. */
  runs: number
  tally: Tally
  /** Look for the shortest story that shows it; on unless told. */
  shrink?: boolean
}

/** Stories of one series that are told at the same time. */
const LANES = 2

/** Looking for the shortest story ends after this time, in ms; the shortest so far is given. */
const SHRINKING_MS = 60_000

/**
 * Tells stories until model and program disagree.
 * @returns the shortest story found, as a table with what to set to tell it again; null where they agree
 */
export async function findDisagreement({ table, program, customerId, seeds, runs, tally, shrink = true }: PropertyOptions): Promise<string | null> {
  let first: { seed: number; at: number } | null = null
  const each = Math.ceil(runs / (seeds.length * LANES))
  /** Once one series has found something the others tell no more, and it goes on for a while to find it shorter. */
  const isOver = (seed: number): boolean => first !== null && (first.seed !== seed || performance.now() - first.at > SHRINKING_MS)

  const tellSeries = async (seed: number): Promise<string | null> => {
    const property = fc.asyncProperty(story, async (drawn) => {
      if (isOver(seed)) return
      try {
        await tellStory(table, program, customerId, drawn, tally)
      } catch (error) {
        // Two series may find something at the same time.
        if (first !== null && first.seed !== seed) return
        first ??= { seed, at: performance.now() }
        throw error
      }
    })
    const outcome = await fc.check(property, { seed, numRuns: each, endOnFailure: !shrink })
    if (!outcome.failed) return null
    const reason = outcome.errorInstance instanceof Error ? outcome.errorInstance.message : String(outcome.errorInstance)
    return `GONGDAN_MODEL_SEED=${seed} tells it again; found after ${outcome.numRuns} stories of its series, shortened ${outcome.numShrinks} times\n${reason}`
  }
  const found = await Promise.all(seeds.flatMap((seed) => Array.from({ length: LANES }, (_, lane) => tellSeries(seed + lane * 1_000_003))))
  return found.find((reason) => reason !== null) ?? null
}
