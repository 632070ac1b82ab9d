/**
 * What search makes of a text: compatibility forms become plain ones (NFKC), capitals small, marks that nobody sees go, and
 * punctuation and white space become one space between the words. Done cluster by cluster (a character with its combining
 * marks), so that each unit of the result knows where it came from.
 */

/** Units of UTF-16 that cannot be in the middle of a cluster, without a look at the tables of Unicode. */
const isPlain = (unit: number): boolean => unit < 0x300 || (unit >= 0x3400 && unit <= 0x9fff)
const MARK = /^[\p{M}\uff9e\uff9f]/u
const INVISIBLE = /[\p{Cf}\p{Variation_Selector}]/gu
const CAPITAL = /[\p{Lu}\p{Lt}]/gu
/** U+FFFD stands for what was no text; a lone surrogate becomes one in the database. */
const SEPARATOR = /[\p{P}\p{Z}\p{Cc}\p{Cs}\ufffd]/gu

const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff
const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff

/** Where the character that begins at `at` ends, without its marks. */
const afterCharacter = (text: string, at: number): number =>
  at + (isHighSurrogate(text.charCodeAt(at)) && isLowSurrogate(text.charCodeAt(at + 1)) ? 2 : 1)

function clusterEnd(text: string, at: number): number {
  let end = afterCharacter(text, at)
  while (end < text.length && !isPlain(text.charCodeAt(end))) {
    const next = afterCharacter(text, end)
    if (!MARK.test(text.slice(end, next))) break
    end = next
  }
  return end
}

/** Each character by itself: what stands before or after it must not change it, or a part of a text would not be found in it. */
const lowered = (text: string): string => text.replace(CAPITAL, (capital) => capital.toLowerCase())
const normalisedCluster = (cluster: string): string => lowered(cluster.normalize('NFKC')).replace(INVISIBLE, '').replace(SEPARATOR, ' ')

/** Of single units: nearly all text is made of a few thousand characters. */
const known: string[] = []
function normalisedOf(text: string, at: number, end: number): string {
  if (end - at > 1) return normalisedCluster(text.slice(at, end))
  return (known[text.charCodeAt(at)] ??= normalisedCluster(text.charAt(at)))
}

/** For each unit of a normalised text, from where to where in the original what it came from stands. */
export interface Places {
  readonly starts: number[]
  readonly ends: number[]
}

/** @param places filled with where each unit came from */
export function normalise(text: string, places?: Places): string {
  let normalised = ''
  let gap = false
  for (let at = 0; at < text.length;) {
    const end = clusterEnd(text, at)
    for (const unit of normalisedOf(text, at, end).split('')) {
      if (unit === ' ') {
        gap = normalised !== ''
        continue
      }
      normalised += gap ? ` ${unit}` : unit
      if (places) for (let count = gap ? 2 : 1; count > 0; count--) {
        places.starts.push(at)
        places.ends.push(end)
      }
      gap = false
    }
    at = end
  }
  return normalised
}
