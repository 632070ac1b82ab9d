/** Printed in the place of a character that the font lacks, as printers do. */
export const SUBSTITUTE = '〓'

/** Marks that have no shape of their own: they join or vary what stands before them. */
const SHAPELESS = /^[\p{Default_Ignorable_Code_Point}\u200b-\u200f\u2028-\u202e\u2060-\u2064]$/u
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/gu

/** The characters of one text as people count them: an emoji of several code points is one. */
const segments = new Intl.Segmenter('zh', { granularity: 'grapheme' })

export interface Readable {
  text: string
  /** A character was replaced. */
  replaced: boolean
}

/**
 * A text of which the font can print every character: what it lacks becomes 〓, never nothing.
 * @param has whether the font has a glyph
 */
export function readable(text: string, has: (codePoint: number) => boolean): Readable {
  const plain = text.replace(/\r\n?/gu, '\n').replace(/\t/gu, '    ').replace(CONTROL, '')
  let replaced = false
  const printable = (character: string): string => {
    const kept = [...character].filter((one) => !SHAPELESS.test(one))
    if (kept.length === 0) return ''
    if (kept.every((one) => one === '\n' || has(one.codePointAt(0)!))) return kept.join('')
    replaced = true
    // What the font has of a composed character stays: a letter without its accent can still be read.
    const [first = ''] = kept
    return kept.length > 1 && has(first.codePointAt(0)!) && /\p{L}/u.test(first) ? first + SUBSTITUTE : SUBSTITUTE
  }
  return { text: [...segments.segment(plain)].map(({ segment }) => printable(segment)).join(''), replaced }
}
