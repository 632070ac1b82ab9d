import type { ViewNames } from '../ticketView.ts'
import { writeInstant } from './instants.ts'
import { LIST_SEPARATOR, wordsOf, type DocumentLanguage, type Words } from './words.ts'

/** What every section is written with. */
export interface ContentContext {
  words: Words
  language: DocumentLanguage
  names: ViewNames
  timeZone: string
  /** ms */
  now: number
  /** An instant in the middle of a sentence. */
  instant: (at: string) => string
  /** The parts that are not empty, as a list in a sentence. */
  list: (parts: readonly string[]) => string
}

export const contextOf = (language: DocumentLanguage, names: ViewNames, timeZone: string, now: number): ContentContext => ({
  words: wordsOf(language), language, names, timeZone, now,
  instant: (at) => writeInstant(at, timeZone),
  list: (parts) => parts.filter((part) => part !== '').join(LIST_SEPARATOR[language]),
})
