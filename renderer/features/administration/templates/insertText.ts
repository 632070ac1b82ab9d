/** A text with its cursor or what is selected in it. */
export interface Selected {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Puts a piece in place of what is selected; the cursor then stands behind it. */
export function insertText({ text, start, end }: Selected, piece: string): Selected {
  const at = start + piece.length
  return { text: text.slice(0, start) + piece + text.slice(end), start: at, end: at }
}

/** What stands in braces and is none of the known names, once each. */
export function unknownNames(text: string, known: readonly string[]): string[] {
  return [...new Set([...text.matchAll(/\{([^{}]*)\}/g)].map((match) => match[1] ?? '').filter((name) => !known.includes(name)))]
}
