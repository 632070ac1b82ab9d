import { describe, expect, it } from 'vitest'
import { findTab, TICKET_TABS } from '#shared/domain/lists/tabs.ts'
import { ticketQueryBody } from '#shared/contract/query.ts'
import { columnsOf, gridTemplate, showsOtherYear } from '../../../../../renderer/features/tickets/list/columns.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'

const idsOf = (tab: string, room: number): TicketColumnId[] => columnsOf(findTab(tab)!, { room }).map((column) => column.id)

describe('the columns of a list', () => {
  it('stand in the order of the design', () => {
    expect(idsOf('unreplied', 1174)).toEqual(['alert', 'no', 'type', 'customer', 'phone', 'feedback', 'mall', 'handler', 'replyDueAt', 'feedbackCount', 'createdBy'])
  })
  it('say the state only where the tab mixes states', () => {
    expect(idsOf('replied', 1174)).not.toContain('state')
    for (const tab of ['all', 'open', 'unread', 'late_reply', 'dissatisfied']) expect(idsOf(tab, 1174)).toContain('state')
  })
  it('leave out the mall where all rows are of the reader’s own, and give its room to the others', () => {
    const ids = columnsOf(findTab('open')!, { room: 1174, oneMall: true }).map((column) => column.id)
    expect(ids).not.toContain('mall')
    expect(ids).toContain('createdBy')
  })
  it('become more where there is room, and exactly one takes the rest', () => {
    for (const tab of TICKET_TABS) {
      expect(idsOf(tab.id, 1728).length).toBeGreaterThan(idsOf(tab.id, 1174).length)
      expect(columnsOf(tab, { room: 1174 }).filter((column) => column.width === null)).toHaveLength(1)
    }
    expect(gridTemplate(columnsOf(findTab('unreplied')!, { room: 1174 }))).toMatch(/^34px 122px .*minmax\(140px, 1fr\)/)
  })
  it('sort only by what the contract can sort by', () => {
    for (const tab of TICKET_TABS) {
      for (const { sort } of columnsOf(tab, { room: 1728 })) {
        if (sort) expect(ticketQueryBody.safeParse({ tab: tab.id, sort: { field: sort, direction: 'asc' } }).success, sort).toBe(true)
      }
    }
  })
})

describe('times of another year', () => {
  const row = { createdAt: '2026-03-01T00:00:00Z', receivedAt: null, replyDueAt: null, resolveDueAt: null, visitAt: null, updatedAt: '2026-03-01T00:00:00Z', closedAt: null }
  it('are told by the year of the configured zone', () => {
    expect(showsOtherYear([row], 2026, 'Asia/Shanghai')).toBe(false)
    expect(showsOtherYear([row, { ...row, receivedAt: '2025-12-31T15:59:59Z' }], 2026, 'Asia/Shanghai')).toBe(true)
    expect(showsOtherYear([{ ...row, receivedAt: '2025-12-31T16:00:00Z' }], 2026, 'Asia/Shanghai')).toBe(false)
    expect(showsOtherYear([{ ...row, visitAt: '2026-12-31T16:00:00Z' }], 2026, 'Asia/Shanghai')).toBe(true)
  })
})
