import { areaCodeLength, kindOfNumber } from './numberingPlan.ts'

const MASK = '****'

/**
 * A number as those see it who do not handle the ticket, `138****5678` (`interface.md`, Numbers): a mobile keeps three
 * digits in front and four at the end, a landline its area code and the three or four at the end. Four digits at least
 * are hidden; of a number of no known form only the last two are shown, and none if it is short.
 * @param digits normalised digits; what is masked already stays as it is.
 */
export function maskPhone(digits: string): string {
  if (digits.includes('*')) return digits
  switch (kindOfNumber(digits)) {
    case 'mobile':
      return digits.slice(0, 3) + MASK + digits.slice(-4)
    case 'landline': {
      const area = areaCodeLength(digits)
      return digits.slice(0, area) + MASK + digits.slice(area + 4)
    }
    case 'toll_free':
      return digits.slice(0, 3) + MASK + digits.slice(-3)
    case 'local':
      return MASK + digits.slice(4)
    default:
      return digits.length > 6 ? MASK + digits.slice(-2) : MASK
  }
}

/** Seven digits as 3 and 4, eight as 4 and 4. */
const groupLocal = (digits: string): string => `${digits.slice(0, -4)} ${digits.slice(-4)}`

/**
 * A number in groups to be read aloud: `139 0000 2671`, `0571 8888 6666`, `400 123 4567`. What is masked or of no known
 * form stays as it is.
 * @param digits normalised digits.
 */
export function formatPhone(digits: string): string {
  switch (kindOfNumber(digits)) {
    case 'mobile':
      return `${digits.slice(0, 3)} ${groupLocal(digits.slice(3))}`
    case 'landline': {
      const area = areaCodeLength(digits)
      return `${digits.slice(0, area)} ${groupLocal(digits.slice(area))}`
    }
    case 'toll_free':
      return `${digits.slice(0, 3)} ${groupLocal(digits.slice(3))}`
    case 'local':
      return groupLocal(digits)
    default:
      return digits
  }
}
