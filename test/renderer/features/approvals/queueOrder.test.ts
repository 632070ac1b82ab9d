import { describe, expect, it } from 'vitest'
import { decidedOf, idsBetween, nextAfter, pendingOf, stillSelectable } from '../../../../renderer/features/approvals/queue/queueOrder.ts'
import { approvalExample, decidedExample } from './approvalExample.ts'

const [first, second, third] = ['1', '2', '3'].map((id) => approvalExample({ id })) as [ReturnType<typeof approvalExample>, ReturnType<typeof approvalExample>, ReturnType<typeof approvalExample>]
const ids = (items: readonly { id: string }[]): string[] => items.map((one) => one.id)

describe('the order of a queue', () => {
  it('keeps what waits apart from what is over, each in the order of the server', () => {
    const items = [first, second, decidedExample('9'), decidedExample('8', { state: 'superseded' })]
    expect(ids(pendingOf(items))).toEqual(['1', '2'])
    expect(ids(decidedOf(items))).toEqual(['9', '8'])
  })
  it('opens after a decision the request that followed, after the last one the first that waits, and nothing when all are done', () => {
    expect(nextAfter(1, [first, third])?.id).toBe('3')
    expect(nextAfter(2, [first, second])?.id).toBe('1')
    expect(nextAfter(0, [])).toBeNull()
  })
})

describe('selecting a range', () => {
  it('takes every row between two, whichever came first', () => {
    expect(idsBetween([first, second, third], '3', '1')).toEqual(['1', '2', '3'])
    expect(idsBetween([first, second, third], '2', '3')).toEqual(['2', '3'])
  })
  it('takes the one row where the other has left the queue, and none that is not there', () => {
    expect(idsBetween([first, second], '7', '2')).toEqual(['2'])
    expect(idsBetween([first, second], '1', '7')).toEqual([])
  })
})

describe('a selection over time', () => {
  it('drops what was decided elsewhere, what left the list and what may no longer be decided', () => {
    const now = [first, decidedExample('2'), approvalExample({ id: '3', mayDecide: false })]
    expect([...stillSelectable(new Set(['1', '2', '3', '4']), now)]).toEqual(['1'])
  })
})
