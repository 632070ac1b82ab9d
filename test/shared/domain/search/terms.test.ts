import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { excerptAround } from '#shared/domain/search/excerpt.ts'
import { normalise, type Places } from '#shared/domain/search/normalise.ts'
import { phrasesOf } from '#shared/domain/search/readSearch.ts'
import { addTerms, termsOfPhrase } from '#shared/domain/search/terms.ts'

const termsOf = (text: string): Set<number> => {
  const terms = new Set<number>()
  addTerms(normalise(text), terms)
  return terms
}
/** Texts as people write them, with what breaks simpler rules. */
const text = fc.array(fc.oneof(
  fc.constantFrom(...'门板颜色不一样客户要求更换，。！？ \n\t—（）“”·'), fc.constantFrom(...'ABCxyz0123456789-/_%\'"\\'),
  fc.constantFrom('😀', '𠮷', '𠀋', '👨‍👩‍👧', 'ＡＢ', '１２', 'ﬁ', '㎡', '℃', 'é', 'e\u0301', '\u200b', '\ufeff', 'İ', 'ΟΔΟΣ', 'ß', 'ｶﾞ', '\u0000', '㈠', 'ﷺ'), fc.string({ unit: 'grapheme', maxLength: 3 }),
), { maxLength: 60 }).map((parts) => parts.join(''))

describe('the normalised form of a text', () => {
  it.each([
    ['  门板，颜色—不一样！ ', '门板 颜色 不一样'], ['ＬＧ－８８ Model z9', 'lg 88 model z9'], ['２６㎡', '26m2'], ['柜\u200b门\ufe0f', '柜门'],
    ["100%_'\"\\", '100'], ['😀𠮷', '😀𠮷'], ['ΟΔΟΣ', 'οδοσ'], ['\ud800门', '门'], ['', ''], ['。、', ''],
  ])('of %j is %j', (given, expected) => expect(normalise(given)).toBe(expected))

  it('is the same again, and knows for each unit where it came from', () => {
    fc.assert(fc.property(text, (given) => {
      const places: Places = { starts: [], ends: [] }
      const normalised = normalise(given, places)
      expect(normalise(normalised)).toBe(normalised)
      expect(places.starts).toHaveLength(normalised.length)
      for (let at = 0; at < normalised.length; at++) {
        expect(places.starts[at]!).toBeLessThan(places.ends[at]!)
        if (at > 0) expect(places.starts[at]!).toBeGreaterThanOrEqual(places.starts[at - 1]!)
      }
    }), { numRuns: 500 })
  })
})

describe('the terms of a text', () => {
  it('hold the terms of every part of it', () => {
    fc.assert(fc.property(text, fc.nat(), fc.nat(), (given, one, other) => {
      const normalised = normalise(given)
      const [from, to] = [one % (normalised.length + 1), other % (normalised.length + 1)].sort((a, b) => a - b) as [number, number]
      const terms = termsOf(given)
      for (const phrase of phrasesOf(normalised.slice(from, to).trim())) {
        // A cut through a pair of surrogates is no text any more.
        if (!normalised.includes(phrase)) continue
        for (const term of termsOfPhrase(phrase)) expect(terms).toContain(term)
      }
    }), { numRuns: 1_000 })
  })

  it('are whole numbers of 32 bits, and of a phrase never none where two of its characters stand together', () => {
    fc.assert(fc.property(text, (given) => {
      for (const term of termsOf(given)) expect(Number.isInteger(term) && term >= 0 && term <= 0xffff_ffff).toBe(true)
      const normalised = normalise(given)
      expect(termsOfPhrase(normalised).length > 0).toBe(/[^ ]{2}/.test(normalised))
    }), { numRuns: 500 })
  })

  it('tell digits by fours, and short ones by pairs', () => {
    expect(termsOfPhrase('13900002671')).toHaveLength(8)
    expect(termsOfPhrase('z9')).toHaveLength(1)
    expect(termsOfPhrase('z9柜')).toHaveLength(2)
    // The four, and the pair over the border.
    expect(termsOfPhrase('2671柜')).toHaveLength(2)
    expect(termsOfPhrase('柜')).toEqual([])
    expect(termsOfPhrase('😀')).toHaveLength(1)
  })
})

describe('the excerpt around what was found', () => {
  const marked = (given: string, ...phrases: string[]): string => excerptAround(given, phrases).map(({ text: part, hit }) => (hit ? `[${part}]` : part)).join('')

  it('shows the words as they were written, and marks them', () => {
    expect(marked('六块门板里有两块颜色不一样。', '颜色')).toBe('六块门板里有两块[颜色]不一样。')
    expect(marked('型号ＺＡ－３０柜门', 'za 30')).toBe('型号[ＺＡ－３０]柜门')
    expect(marked('门板\n破损，要换门板', '门板', '破损')).toBe('[门板] [破损]，要换[门板]')
    expect(marked('喜欢👨‍👩‍👧柜门', '柜门')).toBe('喜欢👨‍👩‍👧[柜门]')
  })

  it('leaves out what is far from the first hit', () => {
    const long = `${'前'.repeat(200)}门板坏了${'后'.repeat(200)}`
    expect(marked(long, '门板')).toBe(`…${'前'.repeat(18)}[门板]坏了${'后'.repeat(68)}…`)
  })

  it('never cuts a character, and is the text itself where it is short', () => {
    fc.assert(fc.property(text, fc.nat(), (given, at) => {
      const normalised = normalise(given)
      const phrase = normalised.slice(at % (normalised.length + 1)).slice(0, 3).trim()
      const shown = excerptAround(given, phrase && normalised.includes(phrase) ? [phrase] : []).map((part) => part.text).join('')
      if (given.isWellFormed()) expect(shown.isWellFormed()).toBe(true)
      if (given.length <= 90) expect(shown.replaceAll(/\s/gu, '')).toBe(given.replaceAll(/\s/gu, ''))
    }), { numRuns: 500 })
  })
})
