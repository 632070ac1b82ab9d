/** Messages of another language: the same keys all the way down, each with a text of its own. */
export type SameKeys<Messages> = { [Key in keyof Messages]: Messages[Key] extends string ? string : SameKeys<Messages[Key]> }
