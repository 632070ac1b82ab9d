import type { CurrentUser } from '../caller.ts'
import { fill } from '../download/content/words.ts'
import type { Cell, Sheet } from './cells.ts'
import type { ExportWords } from './exportWords.ts'
import type { ExportRun } from './runExport.ts'

export interface ExportInfo {
  words: ExportWords
  /** ISO 8601. */
  madeAt: string
  madeBy: Pick<CurrentUser, 'name' | 'organisationName'>
  timeZone: string
  /** What was asked for: item and value. */
  facts: readonly (readonly [item: string, value: Cell])[]
  run: Pick<ExportRun, 'figures' | 'snapshot'>
}

/** The last sheet: what was asked for, when and by whom, and whether all of it is there. */
export function infoSheet({ words: { export: { info } }, madeAt, madeBy, timeZone, facts, run: { figures, snapshot } }: ExportInfo): Sheet {
  return {
    name: info.sheet,
    columns: [{ title: info.item, width: 20 }, { title: info.value, width: 80 }],
    // Asked for when the rows have been written: only then their number is known, and the connection is of no more use.
    batches: async function* () {
      await snapshot.close()
      yield [
        ...facts,
        [info.rows, figures.rows],
        [info.complete, figures.cut ? fill(info.cut, { cap: figures.rows.toLocaleString('en-US') }) : info.complete],
        [info.madeAt, { at: madeAt }], [info.madeBy, `${madeBy.name} · ${madeBy.organisationName}`], [info.zone, timeZone],
      ]
    },
  }
}
