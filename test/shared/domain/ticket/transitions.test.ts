import { describe, expect, it } from 'vitest'
import { GUARDS } from '#shared/domain/ticket/guards.ts'
import { CREATING_OPERATIONS, TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { TICKET_STATES } from '#shared/domain/ticket/states.ts'
import { ACTORS, rowsFor, rowsForActors, TRANSITIONS, type Transition } from '#shared/domain/ticket/transitions.ts'
import { readFixture } from '#test/support/csv.ts'

const table = readFixture<'state' | 'operation' | 'actor' | 'guard' | 'to_state' | 'note'>('transitions.csv')

/** A row in the words of the file. */
const worded = (row: Transition) => ({
  state: row.from.join('|'), operation: row.operation, actor: row.actors.join('|'),
  guard: row.guards.map((name) => GUARDS[name].text).join('; '), to_state: row.to,
})

describe('the table of transitions', () => {
  it('has the 51 rows of the file', () => {
    expect(table).toHaveLength(51)
    expect(TRANSITIONS).toHaveLength(51)
  })

  it.each(table.map(({ note: _note, ...row }, index) => [index + 2, row.state, row.operation, row] as const))('says on line %i (%s, %s) what the file says', (line, _state, _operation, row) => {
    expect(worded(TRANSITIONS[line - 2]!)).toEqual(row)
  })

  it('names every state, operation and guard that there is', () => {
    expect(new Set(TRANSITIONS.map(({ operation }) => operation))).toEqual(new Set([...CREATING_OPERATIONS, ...TICKET_OPERATIONS]))
    expect(new Set(TRANSITIONS.flatMap(({ from, to }) => [...from, to]))).toEqual(new Set([...TICKET_STATES, 'new', 'same']))
    expect(new Set(TRANSITIONS.flatMap(({ guards }) => guards))).toEqual(new Set(Object.keys(GUARDS)))
  })

  it('leaves nothing to do on a cancelled ticket, and only 评价 on a closed one', () => {
    expect(TRANSITIONS.filter(({ from }) => from.includes('cancelled'))).toEqual([])
    expect(TRANSITIONS.filter(({ from }) => from.includes('closed')).map(({ operation, to }) => [operation, to])).toEqual([['evaluate', 'closed']])
  })
})

describe('the rows of a state and an operation', () => {
  it('are found in the order of the table', () => {
    expect(rowsFor('unreplied', 'close').map(({ actors, to }) => [actors[0], to])).toEqual([['dealer', 'closed'], ['mall', 'resolved'], ['dept', 'closed']])
    expect(rowsFor('replied', 'approve_return')).toHaveLength(1)
    expect(rowsFor('new', 'intake')).toHaveLength(1)
  })

  it('are none for a pair that is no row', () => expect(rowsFor('cancelled', 'feedback')).toEqual([]))

  it.each([
    [['mall'], ['dealer', 'mall']], [['dept'], ['dealer', 'dept']], [['mall', 'dept'], ['dealer', 'mall', 'dept']], [['cs', 'cs_approver', 'assistant', 'customer'], []], [[], []],
  ] as const)('belong to their actors: of 完结 %j may use the rows of %j', (actors, rows) => {
    expect(rowsForActors(rowsFor('unreplied', 'close'), new Set(actors)).map((row) => row.actors[0])).toEqual([...rows])
  })

  it('name no actor that nobody can be', () => {
    expect(new Set(TRANSITIONS.flatMap(({ actors }) => actors))).toEqual(new Set([...ACTORS, 'dealer']))
  })
})
