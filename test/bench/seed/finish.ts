import { recount } from '#server/counts/recount.ts'
import { readyCounts } from '#server/counts/ready.ts'
import type { Database } from '#server/database/database.ts'
import { buildIndex } from '#server/search/bulk/buildIndex.ts'

/** What is kept beside the tickets and can be made from them. @returns the rows that it wrote */
export interface FinishingStep {
  step: string
  run: (database: Database, timeZone: string) => Promise<number>
}

/** In this order, when everything else is written. */
export const FINISHING_STEPS: readonly FinishingStep[] = [
  {
    step: 'kept counts',
    async run(database, timeZone) {
      const { corrected } = await recount(database, timeZone)
      await readyCounts(database, timeZone)
      return corrected
    },
  },
  { step: 'terms of the full text', run: async (database) => (await buildIndex(database, new Date())).rows },
]
