import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatTicketNumber, isTicketNumber, monthKeyOf, parseTicketNumber, TICKET_NUMBER_BLOCK_SIZE } from '#shared/domain/ticket/number.ts'

describe('ticket numbers', () => {
  it.each([
    ['2104', 1, '2104000001'], ['2609', 2984, '2609002984'], ['2612', 999_999, '2612999999'],
    ['2612', 1_000_000, '26121000000'], ['0001', 12_345_678, '000112345678'],
  ])('of month %s, count %d', (month, count, number) => {
    expect(formatTicketNumber(month, count)).toBe(number)
    expect(parseTicketNumber(number)).toEqual({ month, count })
  })

  it.each([
    '', '210400001', '2113000001', '2100000001', '2104000000', '21040000001', '2104000001 ', ' 2104000001', '2104-000001', '２１０４０００００１', '2104000001a',
    '2104' + '9'.repeat(20),
  ])('"%s" is none', (text) => {
    expect(parseTicketNumber(text)).toBeNull()
    expect(isTicketNumber(text)).toBe(false)
  })

  it.each([
    ['2026-11-30T15:59:59.999Z', 'Asia/Shanghai', '2611'], ['2026-11-30T16:00:00Z', 'Asia/Shanghai', '2612'],
    ['2026-12-31T16:00:00Z', 'Asia/Shanghai', '2701'], ['2027-01-01T04:59:59Z', 'America/New_York', '2612'],
  ])('%s belongs in %s to month %s', (instant, timeZone, month) => expect(monthKeyOf(new Date(instant), timeZone)).toBe(month))

  it('come back from their text for every month and count', () => {
    const month = fc.tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 1, max: 12 }))
      .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(''))
    fc.assert(fc.property(month, fc.integer({ min: 1, max: 999_999_999_999 }), (key, count) => {
      expect(parseTicketNumber(formatTicketNumber(key, count))).toEqual({ month: key, count })
    }))
  })

  it('are refused for a month or count that cannot be', () => {
    for (const month of ['2613', '26', '', 'abcd']) expect(() => formatTicketNumber(month, 1)).toThrow(RangeError)
    for (const count of [0, -1, 1.5, Number.NaN, 2 ** 53]) expect(() => formatTicketNumber('2611', count)).toThrow(RangeError)
  })

  it('are handed out a hundred at a time', () => expect(TICKET_NUMBER_BLOCK_SIZE).toBe(100))
})
