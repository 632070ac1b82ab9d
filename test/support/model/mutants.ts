import type { ModelRow } from './transitionTable.ts'

/** A deliberately wrong table: the model that reads it must disagree with the program. */
export interface Mutant {
  name: string
  mutate: (table: ModelRow[]) => ModelRow[]
}

const change = (state: string, operation: string, changed: (row: ModelRow) => Partial<ModelRow>) => (table: ModelRow[]): ModelRow[] =>
  table.map((row) => (row.states.includes(state) && row.operation === operation ? { ...row, ...changed(row) } : row))
const withoutGuard = (guard: string) => ({ guards }: ModelRow): Partial<ModelRow> => ({ guards: guards.filter((name) => name !== guard) })

export const MUTANTS: readonly Mutant[] = [
  { name: '回复 of an unreplied ticket resolves it', mutate: change('unreplied', 'reply', () => ({ to: 'resolved' })) },
  { name: '解决 is possible while a return is pending', mutate: change('replied', 'resolve', withoutGuard('no pending return')) },
  { name: '打回 is the mall’s', mutate: change('resolved', 'send_back', () => ({ actors: ['mall'] })) },
  { name: '退回 is possible while a closure is pending', mutate: change('resolved', 'return', withoutGuard('no pending closure')) },
  { name: 'a visit request within 48 h of the visit date', mutate: change('replied', 'request_visit', withoutGuard('more than 48 h before the visit date')) },
  { name: 'a closed ticket cannot be evaluated', mutate: (table) => table.filter(({ states }) => !states.includes('closed')) },
  { name: 'a closure is the approver’s alone', mutate: change('resolved', 'approve_closure', () => ({ actors: ['cs_approver'] })) },
  { name: 'a consultation can be escalated', mutate: change('replied', 'escalate', () => ({ guards: [] })) },
  { name: '重新处理 opens no round', mutate: change('replied', 'reprocess', () => ({ note: '' })) },
  { name: '反馈 leaves a resolution on record', mutate: change('resolved', 'feedback', ({ note }) => ({ note: note.replace('voids the resolution', '') })) },
  { name: 'an approved return keeps its state', mutate: change('replied', 'approve_return', () => ({ to: 'same' })) },
]
