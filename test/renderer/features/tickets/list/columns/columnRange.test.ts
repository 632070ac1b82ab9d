import { describe, expect, it } from 'vitest'
import { findTab } from '#shared/domain/lists/tabs.ts'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { CHECK_WIDTH, columnsOf, narrowestWidth, pinnedOffsets } from '../../../../../../renderer/features/tickets/list/columns.ts'
import { columnEdges, firstSeen, lastSeen, placedColumns } from '../../../../../../renderer/features/tickets/list/columns/columnRange.ts'

const columns = columnsOf(findTab('unreplied')!, { room: 1174 }, TICKET_COLUMN_IDS.map((id) => ({ id, shown: true, width: null })))
const edges = columnEdges(columns.map(({ width }) => width ?? 160), CHECK_WIDTH)

describe('the columns that are drawn', () => {
  it('cover what is seen at every place of a sideways scroll, and are far from all', () => {
    const room = 1174
    for (let left = 0; left <= narrowestWidth(columns) - room; left += 13) {
      const drawn = placedColumns(columns, firstSeen(edges, left), lastSeen(edges, left, room)).map(({ column }) => column.id)
      const seen = columns.filter((_, index) => edges[index + 1]! > left && edges[index]! < left + room).map(({ id }) => id)
      expect(seen.every((id) => drawn.includes(id)), String(left)).toBe(true)
      expect(drawn.length).toBeLessThan(26)
    }
  })
  it('keep those that stay in place, and each its own place in the grid', () => {
    const drawn = placedColumns(columns, 20, 24)
    expect(drawn.map(({ column }) => column.id)).toEqual(['alert', 'no', ...TICKET_COLUMN_IDS.slice(20, 24)])
    expect(drawn.map(({ place }) => place)).toEqual([2, 3, 22, 23, 24, 25])
  })
  it('are all of them where there is room', () => {
    expect(placedColumns(columns, 0, columns.length)).toHaveLength(columns.length)
    expect(lastSeen(edges, 0, 99_999)).toBe(columns.length)
  })
  it('that stay in place stand beside each other', () => {
    expect(pinnedOffsets([{ id: 'alert', width: 130 }, { id: 'no', width: 96 }, { id: 'mall', width: 80 }])).toEqual({ '--gd-left-alert': `${CHECK_WIDTH}px`, '--gd-left-no': `${CHECK_WIDTH + 130}px` })
  })
})
