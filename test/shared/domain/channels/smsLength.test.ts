import { describe, expect, it } from 'vitest'
import { smsLength } from '#shared/domain/channels/smsLength.ts'

describe('smsLength', () => {
  it.each([
    ['', 0, 0], ['请', 1, 1], ['请'.repeat(70), 70, 1], ['请'.repeat(71), 71, 2], ['请'.repeat(134), 134, 2], ['请'.repeat(135), 135, 3],
    ['a'.repeat(160), 160, 1], ['a'.repeat(161), 161, 2], ['a'.repeat(306), 306, 2], ['a'.repeat(307), 307, 3],
  ])('counts %j: %i characters in %i messages', (text, characters, parts) => {
    expect(smsLength(text)).toEqual({ characters, parts })
  })
  it('takes two for an extension character, and one Chinese character makes the whole text UCS-2', () => {
    expect(smsLength('['.repeat(80)).parts).toBe(1)
    expect(smsLength('['.repeat(81)).parts).toBe(2)
    expect(smsLength(`${'a'.repeat(70)}请`).parts).toBe(2)
  })
  it('counts a character beyond the first plane once and never divides it', () => {
    expect(smsLength('𠮷'.repeat(35))).toEqual({ characters: 35, parts: 1 })
    // 33 pairs fill 66 of 67 units; the 34th would stand over the border.
    expect(smsLength('𠮷'.repeat(67))).toEqual({ characters: 67, parts: 3 })
  })
})
