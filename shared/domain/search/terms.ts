/**
 * A text is found by its terms: each two neighbouring units of UTF-16 of its words, packed into 32 bits, so that a
 * character beyond the basic plane (an emoji, a rare Han character) is a term by itself. Runs of Latin letters and digits
 * have their fours besides: pairs of digits stand in half of all texts, and nobody looks for "13".
 */

const PAIR_BITS = 16
const FOUR = 4
const ALPHABET = 36
const SPACE = 0x20

/** From 0 to 35 for `0`–`9` and `a`–`z`; -1 for everything else. */
const rankOf = (unit: number): number => (unit >= 0x30 && unit <= 0x39 ? unit - 0x30 : unit >= 0x61 && unit <= 0x7a ? unit - 0x61 + 10 : -1)

const pairAt = (text: string, at: number): number | null => {
  const [first, second] = [text.charCodeAt(at), text.charCodeAt(at + 1)]
  return first === SPACE || second === SPACE || Number.isNaN(second) ? null : ((first << PAIR_BITS) | second) >>> 0
}

/** Below every pair: the first unit of a pair is no control character, and 36 to the fourth has 21 bits. */
function fourAt(text: string, at: number): number | null {
  let four = 0
  for (let index = at; index < at + FOUR; index++) {
    const rank = index < text.length ? rankOf(text.charCodeAt(index)) : -1
    if (rank < 0) return null
    four = four * ALPHABET + rank
  }
  return four
}

/** All terms of a text, for the index. @param normalised as `normalise` gives it */
export function addTerms(normalised: string, terms: Set<number>): void {
  for (let at = 0; at < normalised.length; at++) {
    const pair = pairAt(normalised, at)
    if (pair !== null) terms.add(pair)
    const four = fourAt(normalised, at)
    if (four !== null) terms.add(four)
  }
}

/** The units from `at` on that are Latin letters or digits. */
function runLength(text: string, at: number): number {
  let end = at
  while (end < text.length && rankOf(text.charCodeAt(end)) >= 0) end++
  return end - at
}

/**
 * The terms that every text with this phrase in it has, as few as say the same: of a run of four Latin letters or digits
 * and more its fours alone.
 */
export function termsOfPhrase(phrase: string): number[] {
  const terms = new Set<number>()
  for (let at = 0; at < phrase.length;) {
    const run = runLength(phrase, at)
    if (run >= FOUR) {
      for (let start = at; start + FOUR <= at + run; start++) terms.add(fourAt(phrase, start)!)
      at += run - 1
    }
    // Within a shorter run, or from one kind of character to the next.
    const pair = pairAt(phrase, at)
    if (pair !== null) terms.add(pair)
    at++
  }
  return [...terms]
}
