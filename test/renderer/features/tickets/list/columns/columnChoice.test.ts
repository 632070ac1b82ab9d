import { describe, expect, it } from 'vitest'
import { COLUMN_WIDTH, TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { listPreferenceBody } from '#shared/contract/listPreference.ts'
import { asPreference, chosenColumns, moved, withShown, withWidth } from '../../../../../../renderer/features/tickets/list/columns/columnChoice.ts'

const STANDARD = ['alert', 'no', 'type', 'customer', 'feedback'] as const
const shownOf = (columns: ReturnType<typeof chosenColumns>): string[] => columns.filter(({ shown }) => shown).map(({ id }) => id)

describe('the columns as a person has them', () => {
  it('are the standard ones where nothing is chosen, and all others hidden behind them', () => {
    const columns = chosenColumns(null, STANDARD)
    expect(shownOf(columns)).toEqual([...STANDARD])
    expect(columns.map(({ id }) => id).toSorted()).toEqual([...TICKET_COLUMN_IDS].toSorted())
  })
  it('stand in his order and width, pass over what this version has not, and hide what he has not placed', () => {
    const columns = chosenColumns([
      { id: 'mall', shown: true, width: 220 }, { id: 'columnOfTomorrow', shown: true, width: 90 }, { id: 'customer', shown: false, width: null }, { id: 'createdBy', shown: true, width: null },
    ], STANDARD)
    expect(shownOf(columns)).toEqual(['alert', 'no', 'mall', 'createdBy'])
    expect(columns.find(({ id }) => id === 'mall')?.width).toBe(220)
    expect(columns).toHaveLength(TICKET_COLUMN_IDS.length)
  })
  it('never lose what a row is told by, whatever was kept', () => {
    expect(shownOf(chosenColumns([{ id: 'mall', shown: true, width: null }, { id: 'no', shown: false, width: 130 }, { id: 'alert', shown: false, width: null }], STANDARD))).toEqual(['alert', 'no', 'mall'])
    const columns = chosenColumns(null, STANDARD)
    expect(withShown(columns, 'no', false)).toEqual(columns)
    expect(moved(columns, 'alert', 5)).toBe(columns)
    expect(moved(columns, 'feedback', 0).map(({ id }) => id).slice(0, 3)).toEqual(['alert', 'no', 'feedback'])
  })
  it('move to the place that was meant, in both directions and not over the ends', () => {
    const ids = (columns: ReturnType<typeof chosenColumns>): string[] => columns.map(({ id }) => id).slice(0, 6)
    const columns = chosenColumns(null, STANDARD)
    expect(ids(moved(columns, 'type', 4))).toEqual(['alert', 'no', 'customer', 'feedback', 'type', columns[5]!.id])
    expect(ids(moved(columns, 'feedback', 2))).toEqual(['alert', 'no', 'feedback', 'type', 'customer', columns[5]!.id])
    expect(moved(columns, 'type', 999).at(-1)?.id).toBe('type')
    expect(moved(columns, 'type', 2)).toEqual(columns)
  })
  it('keep a width within its bounds, and take the standard one again', () => {
    const columns = chosenColumns(null, STANDARD)
    const widthOf = (given: number | null) => withWidth(columns, 'customer', given).find(({ id }) => id === 'customer')?.width
    expect([widthOf(3), widthOf(120.6), widthOf(99_999), widthOf(null)]).toEqual([COLUMN_WIDTH.least, 121, COLUMN_WIDTH.most, null])
  })
  it('are a choice that the server takes', () => {
    expect(listPreferenceBody.safeParse({ columns: asPreference(chosenColumns(null, STANDARD)) }).success).toBe(true)
  })
})
