import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { removed, withoutPersonalData } from '../../../main/logging/personalData.ts'

describe('keeping personal data out of the log', () => {
  it.each([
    '13800138000', '+86 138-0013-8000', '138 0013 8000', '(021) 6234 5678', '021-62345678-801', '１３８００１３８０００', '2609003021', 'tel:0755.8888.1234',
    '沈若兰', 'Kunde 王 am Telefon', 'someone@example.com', 'https://user:pass@host', 'C:\\Users\\lin\\AppData', '/home/lin/.config',
    'Bearer abc', 'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxIn0', 'a3f5c0d1e2b4a6978877665544332211', 'cmVmcmVzaC10b2tlbi1vZi10aGUtdGVzdA==',
  ])('removes %s', (value) => expect(withoutPersonalData(value)).toBe(removed))

  it.each(['0.1.0', '45.4.1', 'crashed', 'ENOENT', 'session.save', 'SqliteError', 'win32', 'ipc_failed', '3f2504e0-4f89-41d3-9a0c-0305e82c3301', 'ERR_CONNECTION_REFUSED'])(
    'keeps %s', (value) => expect(withoutPersonalData(value)).toBe(value))

  it('removes a number that somebody could dial, and keeps counts', () => {
    expect(withoutPersonalData(13800138000)).toBe(removed)
    expect(withoutPersonalData(-62345678)).toBe(removed)
    expect(withoutPersonalData(200)).toBe(200)
    expect(withoutPersonalData(true)).toBe(true)
  })

  it('removes every phone number, in whatever words and grouping it stands', () => {
    const digits = fc.stringMatching(/^1[3-9][0-9]{9}$/)
    const separator = fc.constantFrom('', ' ', '-', '.', ' - ', '–')
    fc.assert(fc.property(digits, separator, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (number, between, before, after) => {
      const grouped = [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between)
      expect(withoutPersonalData(`${before}${grouped}${after}`)).toBe(removed)
    }))
  })
})
