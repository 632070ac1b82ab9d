import { openSync, type Font } from 'fontkit'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const packageFile = createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')
/** Noto Sans for simplified Chinese; a file takes in the characters that it uses, so that its text can be selected and searched. */
const fileOf = (weight: 'Regular' | 'Bold'): string => join(dirname(packageFile), '..', 'fonts', `NotoSansHans-${weight}.otf`)

export type Weight = 'regular' | 'bold'
export const TYPEFACE_FILES: Record<Weight, string> = { regular: fileOf('Regular'), bold: fileOf('Bold') }

export interface Typeface {
  has: (codePoint: number) => boolean
  /** Of a text in points. @param size of the type, in points */
  widthOf: (text: string, size: number) => number
}

/** Measures by the advance of each character: kerning only makes the print narrower. */
export function openTypeface(weight: Weight): Typeface {
  const font = openSync(TYPEFACE_FILES[weight]) as Font
  const advances = new Map<number, number>()
  const advanceOf = (codePoint: number): number => {
    let advance = advances.get(codePoint)
    if (advance === undefined) {
      advance = font.glyphForCodePoint(codePoint).advanceWidth / font.unitsPerEm
      advances.set(codePoint, advance)
    }
    return advance
  }
  return {
    has: (codePoint) => font.hasGlyphForCodePoint(codePoint),
    widthOf: (text, size) => {
      let sum = 0
      for (const character of text) sum += advanceOf(character.codePointAt(0)!)
      return sum * size
    },
  }
}
