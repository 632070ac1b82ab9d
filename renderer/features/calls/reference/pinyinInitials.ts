/** The first character of each initial in the order of pinyin; no syllable begins with i, u or v. */
const boundaries: readonly (readonly [letter: string, first: string])[] = [
  ['a', '阿'], ['b', '八'], ['c', '嚓'], ['d', '哒'], ['e', '妸'], ['f', '发'], ['g', '旮'], ['h', '哈'], ['j', '讥'], ['k', '咔'], ['l', '垃'],
  ['m', '妈'], ['n', '拿'], ['o', '讴'], ['p', '妑'], ['q', '七'], ['r', '呥'], ['s', '仨'], ['t', '他'], ['w', '穵'], ['x', '夕'], ['y', '丫'], ['z', '匝'],
]
const collator = new Intl.Collator('zh-Hans-CN-u-co-pinyin')

function initialOf(character: string): string {
  if (!/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase() : ''
  return boundaries.findLast(([, first]) => collator.compare(first, character) <= 0)?.[0] ?? ''
}

const known = new Map<string, string>()

/** The pinyin initials of a text, `澜州江北商场` → `lzjbsc`: how people type names without choosing characters. */
export function pinyinInitials(text: string): string {
  const found = known.get(text)
  if (found !== undefined) return found
  const initials = [...text].map(initialOf).join('')
  known.set(text, initials)
  return initials
}

/** Whether a typed text finds one of these words: as part of it, or by the initials. */
export function findsByName(typed: string, ...words: readonly string[]): boolean {
  const wanted = typed.trim().toLowerCase()
  return wanted === '' || words.some((word) => word.toLowerCase().includes(wanted) || pinyinInitials(word).includes(wanted))
}
