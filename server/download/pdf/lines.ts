/** May not begin a line: closing signs, stops, and what belongs to what stands before (GB/T 15834, 避头). */
const NEVER_FIRST = '、。，．：；！？）】〕］｝〉》」』”’…—·‧～%‰℃°′″,.:;!?)]}›»〗〙〛〞ー々〻ァィゥェォャュョッぁぃぅぇぉゃゅょっ'
/** May not end a line: opening signs and those of currency (避尾). */
const NEVER_LAST = '（【〔［｛〈《「『“‘([{‹«〖〘〚〝￥¥$€£#'

/** Numbers with their signs, words of letters and addresses are not broken; everything else is, sign by sign. */
const UNIT = /[\p{Script=Latin}\p{N}\p{M}_@#$€£¥￥%‰+\-./:,&'’=?~*\\|<>^]+|./gsu

/** Pieces between which a line may be broken; a space stays with what stands before it. */
export function breakable(paragraph: string): string[] {
  const pieces: string[] = []
  for (const unit of paragraph.match(UNIT) ?? []) {
    const before = pieces.at(-1)
    if (before !== undefined && (unit === ' ' || NEVER_FIRST.includes(unit[0]!) || NEVER_LAST.includes(before.at(-1)!))) pieces[pieces.length - 1] = before + unit
    else pieces.push(unit)
  }
  return pieces
}

type WidthOf = (text: string) => number

/** Cuts what is wider than a line anywhere: nothing is left out and nothing runs over the edge. */
function cut(piece: string, width: number, widthOf: WidthOf): string[] {
  const parts: string[] = []
  let [part, filled] = ['', 0]
  for (const character of piece) {
    const own = widthOf(character)
    if (part !== '' && filled + own > width) {
      parts.push(part);
      [part, filled] = ['', 0]
    }
    part += character
    filled += own
  }
  return [...parts, part]
}

function breakParagraph(paragraph: string, width: number, widthOf: WidthOf): string[] {
  const lines: string[] = []
  let [line, filled] = ['', 0]
  for (const piece of breakable(paragraph)) {
    if (line !== '' && filled + widthOf(piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      [line, filled] = ['', 0]
    }
    const parts = widthOf(piece.trimEnd()) > width ? cut(piece, width, widthOf) : [piece]
    lines.push(...parts.slice(0, -1))
    line = parts.length > 1 ? parts.at(-1)! : line + piece
    filled = widthOf(line)
  }
  return [...lines, line.trimEnd()]
}

/**
 * Breaks a text into lines as Chinese is set: no closing sign begins a line, no opening sign ends one, numbers and words of
 * letters stay whole unless they are wider than a line.
 * @param width of a line, in the unit of `widthOf`
 * @param widthOf of a text is the sum of its characters'
 */
export const breakLines = (text: string, width: number, widthOf: WidthOf): string[] =>
  text.split('\n').flatMap((paragraph) => breakParagraph(paragraph, width, widthOf))
