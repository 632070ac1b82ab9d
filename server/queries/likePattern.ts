/** `%`, `_` and `\` of the user are text, not patterns. */
export const escapeLike = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

/** A text as a LIKE pattern that finds what begins with it. */
export const beginningWith = (text: string): string => `${escapeLike(text)}%`
