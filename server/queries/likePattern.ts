/** A text as a LIKE pattern that finds what begins with it; the signs of patterns lose their meaning. */
export const beginningWith = (text: string): string => `${text.replace(/[\\%_]/g, '\\$&')}%`
