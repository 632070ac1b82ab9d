import type { Stage } from './month/stage.ts'
import type { Truth } from './slow/truth.ts'

/** The played month and what it must come to. */
export interface Played {
  stage: Stage
  truth: Truth
}
