import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalizePhone, phoneMatchKeys, phonesMatch, readPhone } from '#shared/domain/customer/phone.ts'

const digitsOf = (length: number) => fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''))
const mobile = fc.tuple(fc.integer({ min: 3, max: 9 }), digitsOf(9)).map(([second, rest]) => `1${second}${rest}`)
const landline = fc.oneof(
  fc.tuple(fc.constantFrom('010', '021', '029'), fc.integer({ min: 2, max: 8 }), digitsOf(7)),
  fc.tuple(fc.constantFrom('0571', '0755', '0991', '0311'), fc.integer({ min: 2, max: 8 }), fc.oneof(digitsOf(6), digitsOf(7))),
).map(([area, first, rest]) => `${area}${first}${rest}`)

describe('reading a phone number', () => {
  it.each([
    ['13800001111', '13800001111', null],
    ['138 0000 1111', '13800001111', null],
    ['138-0000-1111', '13800001111', null],
    ['+86 138-0000-1111', '13800001111', null],
    ['+8613800001111', '13800001111', null],
    ['(+86) 138 0000 1111', '13800001111', null],
    ['0086 138 0000 1111', '13800001111', null],
    ['8613800001111', '13800001111', null],
    ['013800001111', '13800001111', null],
    ['+86 013800001111', '13800001111', null],
    ['１３８００００１１１１', '13800001111', null],
    ['＋８６－１３８－００００－１１１１', '13800001111', null],
    ['138–0000—1111', '13800001111', null],
    ['\u202a13800001111\u202c', '13800001111', null],
    ['tel:+86-138-0000-1111', '13800001111', null],
    ['13800001111转12', '13800001111', '12'],
    ['0571-88886666', '057188886666', null],
    ['（0571）8888 6666', '057188886666', null],
    ['+86 571 8888 6666', '057188886666', null],
    ['+86 (0)571 8888 6666', '057188886666', null],
    ['0086-0571-88886666', '057188886666', null],
    ['+86 10 6555 1234', '01065551234', null],
    ['861065551234', '01065551234', null],
    ['(010)65551234', '01065551234', null],
    ['0451-8888888', '04518888888', null],
    ['0571-88886666转801', '057188886666', '801'],
    ['0571-88886666 分机 801', '057188886666', '801'],
    ['0571-88886666 分机号：801', '057188886666', '801'],
    ['0571-88886666 ext. 801', '057188886666', '801'],
    ['0571-88886666 Extension 801', '057188886666', '801'],
    ['0571-88886666x801', '057188886666', '801'],
    ['0571-88886666,801', '057188886666', '801'],
    ['0571-88886666，801#', '057188886666', '801'],
    ['0571-88886666#801', '057188886666', '801'],
    ['0571-88886666-801', '057188886666', '801'],
    ['0571-88886666（801）', '057188886666', '801'],
    ['tel:+86-571-88886666;ext=801', '057188886666', '801'],
    ['400-812-3456', '4008123456', null],
    ['4008123456转8', '4008123456', '8'],
    ['+86 800 812 3456', '8008123456', null],
    ['88886666', '88886666', null],
    ['86123456', '86123456', null],
    ['8888666', '8888666', null],
  ])('%s', (input, digits, extension) => {
    expect(readPhone(input)).toEqual({ phone: expect.objectContaining({ digits, extension }), reason: null })
  })

  it.each([
    ['13800001111', 'mobile'], ['057188886666', 'landline'], ['4008123456', 'toll_free'], ['88886666', 'local'],
  ])('tells that %s is %s', (input, kind) => expect(normalizePhone(input)?.kind).toBe(kind))

  it.each([
    ['', 'empty'], ['   ', 'empty'], ['无', 'invalid_characters'], ['abc13800001111', 'invalid_characters'], ['138+00001111', 'invalid_characters'],
    ['13800001111/13900002222', 'several_numbers'], ['13800001111、13900002222', 'several_numbers'], ['13800001111,13900002222', 'several_numbers'],
    ['0571-88886666;88887777', 'several_numbers'], ['+1 212 555 0100', 'foreign_country'], ['00852 2345 6789', 'foreign_country'],
    ['110', 'too_short'], ['95588', 'too_short'], ['+86', 'too_short'], ['138000011112', 'too_long'], ['1380000111', 'unknown_format'],
    ['12800001111', 'unknown_format'], ['057108886666', 'unknown_format'], ['1'.repeat(65), 'too_long'],
  ])('"%s" is none: %s', (input, reason) => {
    expect(readPhone(input)).toEqual({ phone: null, reason })
    expect(normalizePhone(input)).toBeNull()
  })

  it('reads its own result as the same number', () => {
    fc.assert(fc.property(fc.oneof(mobile, landline), (digits) => {
      expect(normalizePhone(digits)?.digits).toBe(digits)
    }), { numRuns: 500 })
  })

  it('sees the same number whatever the prefix, punctuation, width and extension', () => {
    const prefix = fc.constantFrom('', '+86', '+86 ', '0086-', '(+86)', '＋８６', '86')
    const mark = fc.constantFrom('', ' ', '-', '.', ' - ', '）')
    const tail = fc.constantFrom('', '转9', ' ext 802', '，12', '#3')
    const wide = (text: string) => text.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    fc.assert(fc.property(fc.oneof(mobile, landline), prefix, mark, tail, fc.boolean(), (digits, before, between, after, isWide) => {
      const body = [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8)].join(between)
      expect(normalizePhone(before + (isWide ? wide(body) : body) + after)?.digits).toBe(digits)
    }), { numRuns: 1000 })
  })

  it('never throws, and gives digits or a reason, for any text', () => {
    const scribble = fc.array(fc.constantFrom(...'0123456789+-() ,;#x转/*八８'), { maxLength: 70 }).map((list) => list.join(''))
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), scribble), (input) => {
      const { phone, reason } = readPhone(input)
      expect(phone === null).toBe(reason !== null)
      if (phone) expect(phone.digits).toMatch(/^\d{7,12}$/)
    }), { numRuns: 2000 })
  })
})

describe('what a search matches', () => {
  it('is the whole number, and a landline also without area code', () => {
    expect(phoneMatchKeys('13800001111')).toEqual(['13800001111'])
    expect(phoneMatchKeys('057188886666')).toEqual(['057188886666', '88886666'])
    expect(phoneMatchKeys('01065551234')).toEqual(['01065551234', '65551234'])
    expect(phoneMatchKeys('88886666')).toEqual(['88886666'])
  })

  it('is never the same local number of another city', () => {
    expect(phonesMatch('057188886666', '88886666')).toBe(true)
    expect(phonesMatch('88886666', '057188886666')).toBe(true)
    expect(phonesMatch('057188886666', '01088886666')).toBe(false)
    expect(phonesMatch('13800001111', '00001111')).toBe(false)
  })

  it('always has a key in common where two numbers match', () => {
    const number = fc.oneof(mobile, landline, landline.map((digits) => digits.slice(-8)))
    fc.assert(fc.property(number, number, (one, other) => {
      for (const pair of [[one, other], [one, one], [one, one.slice(-8)]] as const) {
        if (phonesMatch(...pair)) expect(phoneMatchKeys(pair[0]).some((key) => phoneMatchKeys(pair[1]).includes(key))).toBe(true)
      }
      expect(phonesMatch(one, other)).toBe(phonesMatch(other, one))
    }), { numRuns: 500 })
  })
})
