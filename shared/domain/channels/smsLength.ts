/** Characters of a short message in UCS-2, alone and as one part of several (the header of a part takes three). */
const UCS2 = { alone: 70, part: 67 }
/** The same in the 7-bit alphabet of GSM 03.38, whose extension characters take two. */
const GSM7 = { alone: 160, part: 153 }
const GSM7_BASIC = '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
const GSM7_EXTENSION = '\f^{}\\[~]|€'

/** How long a text message is and how many short messages carry it; a text with one Chinese character is UCS-2 as a whole. */
export interface SmsLength {
  /** Characters as a person counts them. */
  readonly characters: number
  readonly parts: number
}

/** Septets of a text in the 7-bit alphabet; null where a character is not in it. */
function septetsOf(characters: readonly string[]): number | null {
  let septets = 0
  for (const character of characters) {
    if (GSM7_BASIC.includes(character)) septets += 1
    else if (GSM7_EXTENSION.includes(character)) septets += 2
    else return null
  }
  return septets
}

/** Parts that a text takes where a character (1 or 2 units) is never divided between two. */
function partsOf(sizes: readonly number[], limits: { alone: number; part: number }): number {
  const total = sizes.reduce((sum, size) => sum + size, 0)
  if (total === 0) return 0
  if (total <= limits.alone) return 1
  let [parts, used] = [1, 0]
  for (const size of sizes) {
    if (used + size > limits.part) [parts, used] = [parts + 1, 0]
    used += size
  }
  return parts
}

export function smsLength(text: string): SmsLength {
  const characters = [...text]
  const parts = septetsOf(characters) === null
    ? partsOf(characters.map(({ length }) => length), UCS2)
    : partsOf(characters.map((character) => (GSM7_BASIC.includes(character) ? 1 : 2)), GSM7)
  return { characters: characters.length, parts }
}
