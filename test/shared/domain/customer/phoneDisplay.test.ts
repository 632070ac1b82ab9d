import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatPhone, maskPhone } from '#shared/domain/customer/phone.ts'

describe('showing a phone number', () => {
  it.each([
    ['13800005678', '138****5678', '138 0000 5678'],
    ['13900002671', '139****2671', '139 0000 2671'],
    ['057188886666', '0571****6666', '0571 8888 6666'],
    ['04518888666', '0451****666', '0451 888 8666'],
    ['01065551234', '010****1234', '010 6555 1234'],
    ['4008123456', '400****456', '400 812 3456'],
    ['88886666', '****6666', '8888 6666'],
    ['8888666', '****666', '888 8666'],
    ['95588', '****', '95588'],
    ['1234567890123', '****23', '1234567890123'],
    ['', '****', ''],
  ])('%s is masked %s and read %s', (digits, masked, shown) => {
    expect(maskPhone(digits)).toBe(masked)
    expect(formatPhone(digits)).toBe(shown)
  })

  it('leaves what is masked as it is', () => {
    expect(maskPhone('138****5678')).toBe('138****5678')
    expect(formatPhone('138****5678')).toBe('138****5678')
  })

  it('hides four digits at least of any number, and groups without changing a digit', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 20 }).map((list) => list.join('')), (digits) => {
      const visible = maskPhone(digits).replace(/\D/g, '').length
      expect(visible).toBeLessThanOrEqual(Math.max(0, digits.length - 4))
      expect(formatPhone(digits).replaceAll(' ', '')).toBe(digits)
    }), { numRuns: 1000 })
  })
})
