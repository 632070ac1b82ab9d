import { phoneMatchKeys, readPhone } from '../customer/phone.ts'
import { isTicketNumber } from '../ticket/number.ts'
import { normalise } from './normalise.ts'
import { termsOfPhrase } from './terms.ts'

/** Fewer digits of a number find too much (`lists.md`, search box; `api.md`). */
export const FEWEST_DIGITS = 4
/** Fewer characters of a word are no term. */
export const FEWEST_CHARACTERS = 2

/** What a text in the search box asks for. */
export interface SearchReading {
  /** The text is a whole ticket number. */
  readonly ticketNo: string | null
  /** The text is a whole phone number, however it is written; without the country prefix. */
  readonly phone: string | null
  /** One can be called back under it: it is no landline without its area code. */
  readonly callable: boolean
  /** The text is a part of a number: its digits, at least {@link FEWEST_DIGITS}. */
  readonly digits: string | null
  /** The words of the text, normalised; all are to be found. None where it is too short for that. */
  readonly phrases: readonly string[]
  /** Why nothing can be looked for: a number of too few digits, or words of too few characters. */
  readonly tooShort: 'digits' | 'text' | null
}

const NOTHING: SearchReading = { ticketNo: null, phone: null, callable: false, digits: null, phrases: [], tooShort: null }

/** Whether texts can be searched for this: at least one of its words has two characters that stand together. */
export const isSearchable = (text: string): boolean => phrasesOf(text).length > 0

/**
 * White space separates words, each of which is looked for by itself; punctuation within a word stands for any other.
 * Words of one character only narrow down what longer ones find; alone they are none.
 */
export function phrasesOf(text: string): string[] {
  const phrases = [...new Set(text.split(/\s+/u).map((word) => normalise(word)).filter((phrase) => phrase !== ''))]
  return phrases.some((phrase) => termsOfPhrase(phrase).length > 0) ? phrases : []
}

/**
 * Reads what was typed: a ticket number, a phone number however it is written, part of either, or words: of a customer's
 * name, a contract number, of what was said and written.
 */
export function readSearch(text: string): SearchReading {
  const typed = text.normalize('NFKC').trim()
  if (typed === '') return NOTHING
  if (isTicketNumber(typed)) return { ...NOTHING, ticketNo: typed, phrases: phrasesOf(typed) }
  const { phone } = readPhone(typed)
  // In texts a landline is written with and without area code, and with all kinds of signs between them.
  if (phone) return { ...NOTHING, phone: phone.digits, callable: phone.kind !== 'local', digits: phone.digits, phrases: phrasesOf(phoneMatchKeys(phone.digits).at(-1)!) }
  if (/^[+\d\s().-]+$/u.test(typed) && /\d/.test(typed)) {
    const digits = typed.replace(/\D/g, '')
    if (digits.length < FEWEST_DIGITS) return { ...NOTHING, tooShort: 'digits' }
    // Signs within are those of contract numbers; gaps are somebody's own.
    return { ...NOTHING, digits, phrases: phrasesOf(typed.replace(/[+\s]/gu, '')) }
  }
  const phrases = phrasesOf(typed)
  return { ...NOTHING, phrases, tooShort: phrases.length === 0 ? 'text' : null }
}
