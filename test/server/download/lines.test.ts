import { describe, expect, it } from 'vitest'
import { readable } from '#server/download/pdf/characters.ts'
import { breakLines } from '#server/download/pdf/lines.ts'

/** Chinese signs are two wide, the others one. */
const widthOf = (text: string): number => [...text].reduce((sum, sign) => sum + (sign.codePointAt(0)! < 0x2000 ? 1 : 2), 0)
const lines = (text: string, width: number): string[] => breakLines(text, width, widthOf)

describe('lines of Chinese', () => {
  it('begin with no closing sign and end with no opening one', () => {
    expect(lines('一二三四，五六七八', 8)).toEqual(['一二三', '四，五六', '七八'])
    expect(lines('一二三（四五六）七', 8)).toEqual(['一二三', '（四五', '六）七'])
  })
  it('keep numbers and words whole', () => {
    expect(lines('单号 SF1000000001 已发', 14)).toEqual(['单号', 'SF1000000001', '已发'])
    expect(lines('共￥1,200.00元整', 11)).toEqual(['共', '￥1,200.00', '元整'])
  })
  it('cut what is wider than a line, and lose nothing of any text', () => {
    expect(lines('A'.repeat(25), 10)).toEqual(['A'.repeat(10), 'A'.repeat(10), 'A'.repeat(5)])
    for (const text of ['“《（——……”。，！', '。'.repeat(40), `好${'（'.repeat(30)}`, 'a b  c，d（e）“f”'.repeat(9)]) {
      expect(lines(text, 9).join('').replace(/ /g, '')).toBe(text.replace(/ /g, ''))
      expect(Math.max(...lines(text, 9).map(widthOf))).toBeLessThanOrEqual(10)
    }
  })
  it('keep the breaks that were typed', () => expect(lines('一\n\n二', 8)).toEqual(['一', '', '二']))
})

describe('characters that the font lacks', () => {
  const has = (codePoint: number): boolean => codePoint < 0x10000 && codePoint !== 0x301
  it('become a sign each, never nothing', () => {
    expect(readable('吉𠮷野', has)).toEqual({ text: '吉〓野', replaced: true })
    expect(readable('怒😡👨‍👩‍👧🇨🇳完', has)).toEqual({ text: '怒〓〓〓完', replaced: true })
    expect(readable('e\u0301', has)).toEqual({ text: 'e〓', replaced: true })
  })
  it('are not found where there are none; marks without a shape go', () => {
    expect(readable('甲\u200b乙\u0007\r\n丙\t丁', has)).toEqual({ text: '甲乙\n丙    丁', replaced: false })
  })
})
