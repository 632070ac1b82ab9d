import { describe, expect, it } from 'vitest'
import { inOrder, phoneActions, splitActions } from '../../../../../renderer/features/tickets/page/actionOrder.ts'
import { filterCounts, timelineEntries } from '../../../../../renderer/features/tickets/page/timelineEntries.ts'
import { TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { recordExample } from '../ticketExample.ts'

const round = { number: 1, dueAt: '2026-09-28T01:26:00.000Z', timely: true }
const records = [
  recordExample({ id: '1', operation: 'feedback', at: '2026-09-23T01:00:00.000Z' }),
  recordExample({ id: '2', operation: 'reply', at: '2026-09-23T02:00:00.000Z' }),
  recordExample({ id: '3', operation: 'reply', origin: 'close', at: '2026-09-24T02:00:00.000Z', round }),
  recordExample({ id: '4', operation: 'resolve', origin: 'close', at: '2026-09-24T02:00:00.000Z' }),
  recordExample({ id: '5', operation: 'close', at: '2026-09-24T02:00:00.000Z' }),
  recordExample({ id: '6', operation: 'feedback', at: '2026-09-25T02:00:00.000Z' }),
]

describe('the timeline', () => {
  it('shows a text once and says what else it counts as', () => {
    const entries = timelineEntries(records)
    expect(entries.map((entry) => entry.record.id)).toEqual(['6', '5', '2', '1'])
    expect(entries[1]).toMatchObject({ countsAs: ['reply', 'resolve'], newest: true, record: { round } })
  })
  it('numbers feedback from the first and marks one text alone as the newest', () => {
    const entries = timelineEntries(records)
    expect(entries.map((entry) => entry.feedbackNumber)).toEqual([2, null, null, 1])
    expect(entries.filter((entry) => entry.newest)).toHaveLength(1)
  })
  it('marks the text of a return that counts as the newest reply', () => {
    const returned = [...records, recordExample({ id: '7', operation: 'reply', origin: 'return', at: '2026-09-26T02:00:00.000Z' }), recordExample({ id: '8', operation: 'return', at: '2026-09-26T02:00:00.000Z' })]
    expect(timelineEntries(returned).filter((entry) => entry.newest).map((entry) => entry.record.id)).toEqual(['8'])
  })
  it('keeps a synced record whose origin is not there', () => {
    expect(timelineEntries([recordExample({ id: '1', operation: 'reply', origin: 'resolve' })])).toHaveLength(1)
  })
  it('counts a closing under replies and solutions too', () => {
    const counts = Object.fromEntries(filterCounts(timelineEntries(records)).map((chip) => [chip.id, chip.count]))
    expect(counts).toEqual({ all: 4, feedback: 2, reply: 2, resolve: 1, close: 1 })
  })
})

describe('the buttons', () => {
  it('have a place for every operation', () => {
    expect(inOrder(TICKET_OPERATIONS)).toHaveLength(TICKET_OPERATIONS.length)
  })
  it('go behind more only where more than one would', () => {
    expect(splitActions(['reply', 'resolve', 'close'], 3)).toEqual({ shown: ['reply', 'resolve', 'close'], hidden: [] })
    expect(splitActions(['reply', 'resolve', 'close', 'return'], 3)).toEqual({ shown: ['reply', 'resolve'], hidden: ['close', 'return'] })
  })
  it('are one large and at most four small on a phone', () => {
    const actions = phoneActions(['reply', 'return', 'resolve', 'close', 'request_visit', 'send_back'])
    expect(actions).toEqual({ main: 'reply', small: ['resolve', 'close', 'return'], hidden: ['request_visit', 'send_back'] })
  })
})
