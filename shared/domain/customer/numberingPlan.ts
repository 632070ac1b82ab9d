/** Kinds of number in the numbering plan of China (+86). A `local` number is a landline without its area code. */
export const PHONE_KINDS = ['mobile', 'landline', 'toll_free', 'local'] as const
export type PhoneKind = (typeof PHONE_KINDS)[number]

/** National forms, digits only: landlines with the 0 of their area code, mobiles without one. */
const FORMS: readonly (readonly [PhoneKind, RegExp])[] = [
  ['mobile', /^1[3-9]\d{9}$/],
  ['toll_free', /^[48]00\d{7}$/],
  ['landline', /^0(?:10|2\d)[1-9]\d{7}$/],
  ['landline', /^0[3-9]\d{2}[1-9]\d{6,7}$/],
  ['local', /^[1-9]\d{6,7}$/],
]

/** The kind of a national number, null if it has none of the forms. */
export const kindOfNumber = (digits: string): PhoneKind | null => FORMS.find(([, form]) => form.test(digits))?.[0] ?? null

/** Digits of a landline's area code: three for Beijing and the 02x cities, four elsewhere. */
export const areaCodeLength = (digits: string): number => (/^0(?:10|2)/.test(digits) ? 3 : 4)
