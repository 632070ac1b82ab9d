import { normalise, type Places } from './normalise.ts'

/** A piece of a text that was found; `hit` is to be marked. */
export interface ExcerptPart {
  readonly text: string
  readonly hit: boolean
}

/** Characters before the first hit, and of the whole excerpt. */
const BEFORE = 18
const LENGTH = 90

interface Range { from: number; to: number }

/** Where the phrases stand in the original text, in order; what overlaps is one. */
function hitsOf(normalised: string, { starts, ends }: Places, phrases: readonly string[]): Range[] {
  const hits: Range[] = []
  for (const phrase of phrases) {
    for (let at = normalised.indexOf(phrase); at >= 0; at = normalised.indexOf(phrase, at + phrase.length)) {
      hits.push({ from: starts[at]!, to: ends[at + phrase.length - 1]! })
    }
  }
  const ordered = hits.sort((one, other) => one.from - other.from || other.to - one.to)
  const merged: Range[] = []
  for (const hit of ordered) {
    const last = merged.at(-1)
    if (last && hit.from <= last.to) last.to = Math.max(last.to, hit.to)
    else merged.push({ ...hit })
  }
  return merged
}

/** A place that is not within a pair of surrogates. */
const wholeAt = (text: string, at: number): number => (/^[\udc00-\udfff]$/.test(text.charAt(at)) ? at - 1 : at)
const onOneLine = (text: string): string => text.replace(/\s+/gu, ' ')

/** How many of the phrases stand in the text. */
export function countPhrases(text: string, phrases: readonly string[]): number {
  const normalised = normalise(text)
  return phrases.filter((phrase) => normalised.includes(phrase)).length
}

/**
 * The part of a text around what was found, for one line.
 * @param phrases normalised
 * @returns no part that is a hit where nothing of them stands in the text
 */
export function excerptAround(text: string, phrases: readonly string[]): ExcerptPart[] {
  const places: Places = { starts: [], ends: [] }
  const normalised = normalise(text, places)
  const hits = hitsOf(normalised, places, phrases)
  const first = hits[0]?.from ?? 0
  const from = text.length <= LENGTH ? 0 : wholeAt(text, Math.max(0, first - BEFORE))
  const to = wholeAt(text, Math.min(text.length, Math.max(from + LENGTH, hits[0]?.to ?? 0)))
  const parts: ExcerptPart[] = []
  const add = (start: number, end: number, hit: boolean): void => {
    const part = onOneLine(text.slice(start, end))
    if (part !== '') parts.push({ text: part, hit })
  }
  if (from > 0) parts.push({ text: '…', hit: false })
  let at = from
  for (const hit of hits.filter((one) => one.to <= to)) {
    add(at, hit.from, false)
    add(hit.from, hit.to, true)
    at = hit.to
  }
  add(at, to, false)
  if (to < text.length) parts.push({ text: '…', hit: false })
  return parts
}
