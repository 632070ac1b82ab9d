import { readFixture } from '../csv.ts'

/** A row of `transitions.csv` as the model reads it. */
export interface ModelRow {
  states: string[]
  operation: string
  /** In the words of the file: `cs`, `cs_approver`, `mall`, `dept`, `dealer`, `assistant`, `customer`. */
  actors: string[]
  /** In the words of the file. */
  guards: string[]
  /** A state, or `same`. */
  to: string
  note: string
}

const split = (cell: string, separator: string): string[] => cell.split(separator).map((part) => part.trim()).filter((part) => part !== '')

/** The rows of the file, in its order. */
export const readTransitionTable = (): ModelRow[] =>
  readFixture<'state' | 'operation' | 'actor' | 'guard' | 'to_state' | 'note'>('transitions.csv').map((row) => ({
    states: split(row.state, '|'), operation: row.operation, actors: split(row.actor, '|'), guards: split(row.guard, ';'), to: row.to_state, note: row.note,
  }))

/** Operations of an existing ticket; 保存 and 自助报修 begin one. */
export const operationsOf = (table: readonly ModelRow[]): string[] =>
  [...new Set(table.filter(({ states }) => !states.includes('new')).map(({ operation }) => operation))]
