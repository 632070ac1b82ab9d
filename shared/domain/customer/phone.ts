import { areaCodeLength, kindOfNumber, type PhoneKind } from './numberingPlan.ts'

export { formatPhone, maskPhone } from './phoneDisplay.ts'

/** A phone number of China, digits only, without the country prefix (`api.md`, Enumerations). */
export interface Phone {
  /** A landline begins with its area code (`057188886666`) unless it was given without one; a mobile has no leading 0. */
  digits: string
  /** What is dialled after the connection; never part of the number. */
  extension: string | null
  kind: PhoneKind
}

/** Why a text is no phone number that we can call. */
export const PHONE_FAULTS = [
  'empty', 'invalid_characters', 'several_numbers', 'foreign_country', 'too_short', 'too_long', 'unknown_format',
] as const
export type PhoneFault = (typeof PHONE_FAULTS)[number]

export type PhoneReading = { phone: Phone; reason: null } | { phone: null; reason: PhoneFault }

const fail = (reason: PhoneFault): PhoneReading => ({ phone: null, reason })

/** Full-width forms become ASCII; every dash becomes `-`; a `tel:` in front and invisible marks go. */
const plainText = (input: string): string =>
  input.normalize('NFKC')
    .replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]/g, '')
    .replace(/[\u2010-\u2015\u2212\u30fc\u2500\uff0d~_]/g, '-')
    .trim()
    .replace(/^tel:\s*/i, '')

const EXTENSION = /^(.*?\d.*?)\s*(?:[,;]\s*)?(?:转接?|分机号?|extension|ext|x|#|,|;)[\s.:=]*(\d{1,8})#?$/i
/** A third group of digits after an area code and a number: `010-12345678-801`, `010-12345678(801)`. */
const TRAILING_EXTENSION = /^(.*\d.*)[-(]\s*(\d{1,6})\)?$/
const SHORTEST = 7
/** With the 0 of an area code; without it one less. */
const LONGEST = 12
/** No way of writing a number needs more; the patterns need not look at a novel. */
const MOST_CHARACTERS = 64

/** The number behind the country prefix, whose leading 0 is left out when it is dialled from abroad. */
const behindPrefix = (digits: string): string | null =>
  [digits, `0${digits}`].map(withoutTrunkZero).find((candidate) => (kindOfNumber(candidate) ?? 'local') !== 'local') ?? null

/** People write a mobile number with the 0 that long-distance calls once needed. */
const withoutTrunkZero = (digits: string): string =>
  digits.startsWith('0') && kindOfNumber(digits.slice(1)) === 'mobile' ? digits.slice(1) : digits

/** `86` without a plus is a prefix only where a whole number follows: a local number may begin with 86 as well. */
function withoutCountryPrefix(text: string): { digits: string } | { fault: PhoneFault } {
  const digits = text.replace(/\D/g, '')
  const marked = /^\(?\s*(?:\+|00)/.test(text)
  const international = marked ? digits.replace(/^00/, '') : digits
  if (marked && !international.startsWith('86')) return { fault: 'foreign_country' }
  if (marked) {
    const national = international.slice(2)
    return { digits: behindPrefix(national) ?? national }
  }
  if (digits.startsWith('86') && digits.length >= SHORTEST + 5) return { digits: behindPrefix(digits.slice(2)) ?? digits }
  return { digits: withoutTrunkZero(digits) }
}

function readNumber(text: string, extension: string | null): PhoneReading {
  if (/[/|、,;\n]/.test(text)) return fail('several_numbers')
  if (!/^[+\d\s().[\]-]+$/.test(text) || text.lastIndexOf('+') > 1) return fail('invalid_characters')
  const number = withoutCountryPrefix(text)
  if ('fault' in number) return fail(number.fault)
  const { digits } = number
  if (digits.length < SHORTEST) return fail('too_short')
  const kind = kindOfNumber(digits)
  if (kind) return { phone: { digits, extension, kind }, reason: null }
  return fail(digits.length > (digits.startsWith('0') ? LONGEST : LONGEST - 1) ? 'too_long' : 'unknown_format')
}

/**
 * Reads a phone number as people and telephone systems write it: `+86`, `0086`, area code, spaces, dashes, brackets,
 * full-width digits, and an extension behind 转, 分机, ext, x, # or a comma (`desktop.md`, On a call; `api.md`).
 */
export function readPhone(input: string): PhoneReading {
  if (input.length > MOST_CHARACTERS) return fail('too_long')
  const text = plainText(input)
  if (text === '') return fail('empty')
  const [, main, extension] = EXTENSION.exec(text) ?? []
  if (main !== undefined && extension !== undefined) {
    // A comma or semicolon also separates two numbers.
    return extension.length >= SHORTEST && readNumber(extension, null).phone ? fail('several_numbers') : readNumber(main, extension)
  }
  const whole = readNumber(text, null)
  if (whole.phone) return whole
  const [, number, group] = TRAILING_EXTENSION.exec(text) ?? []
  if (number === undefined || group === undefined) return whole
  const dashed = readNumber(number, group)
  return dashed.phone && dashed.phone.kind !== 'local' ? dashed : whole
}

/** The phone number in a text, or null if there is none that is valid; `readPhone` says why. */
export const normalizePhone = (input: string): Phone | null => readPhone(input).phone

/** A landline's number without its area code; any other number as it is. */
const localPart = (digits: string): string =>
  kindOfNumber(digits) === 'landline' ? digits.slice(areaCodeLength(digits)) : digits

/**
 * Under which keys a number is stored and looked up: all its digits, a landline also without area code. Two numbers
 * that share only the short key can be of different cities: what an index finds by it is checked with `phonesMatch`.
 * @param digits normalised digits.
 */
export const phoneMatchKeys = (digits: string): string[] => [...new Set([digits, localPart(digits)])]

/** Whether two normalised numbers can be the same line: equal, or equal but for an area code that one does not have. */
export const phonesMatch = (one: string, other: string): boolean => one === other || localPart(one) === other || one === localPart(other)
