import { describe, expect, it } from 'vitest'
import { isFixedColumn, isTicketColumn, TICKET_COLUMN_IDS, TICKET_COLUMNS } from '#shared/domain/lists/columns.ts'
import { TICKET_FIELD_PATHS, TICKET_FIELDS, type TicketField, type TicketFieldPath } from '#shared/domain/lists/fields.ts'
import chinese from '#shared/locales/zh-CN/listWords.ts'
import english from '#shared/locales/en-US/listWords.ts'

/** The version says nothing to a person, a full text is a place to look in and not a value, and what follows from others is seen by them. */
const hasColumn = (path: TicketFieldPath): boolean => {
  const { kind, anyOf }: TicketField = TICKET_FIELDS[path]
  return path !== 'version' && kind !== 'full_text' && anyOf === undefined
}

describe('the columns of the lists', () => {
  it('show every field that a person would read, each in one place', () => {
    const shown = TICKET_COLUMN_IDS.flatMap((id) => [...TICKET_COLUMNS[id].fields])
    expect(shown.toSorted()).toEqual(TICKET_FIELD_PATHS.filter(hasColumn).toSorted())
  })
  it('begin with the alert and the number, which always stay', () => {
    expect(TICKET_COLUMN_IDS.filter(isFixedColumn)).toEqual(['alert', 'no'])
    expect(TICKET_COLUMN_IDS.slice(0, 2)).toEqual(['alert', 'no'])
  })
  it('have words in both languages', () => {
    for (const words of [chinese, english]) expect(Object.keys(words.column).toSorted()).toEqual([...TICKET_COLUMN_IDS].toSorted())
  })
  it('are told from what only looks like one', () => {
    expect(isTicketColumn('mall')).toBe(true)
    expect(isTicketColumn('toString')).toBe(false)
    expect(isTicketColumn('gone')).toBe(false)
  })
})
