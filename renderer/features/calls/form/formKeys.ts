import { LEVELS_OF_TYPE, type TicketLevel, type TicketType } from '#shared/domain/ticket/types.ts'

/** Alt and the first letter of the type's pinyin: 投诉 tousu, 售服 shoufu, 咨询 zixun. */
const typeOfLetter: Readonly<Record<string, TicketType>> = { t: 'complaint', s: 'service', z: 'consult' }
/** Alt and the first letter of 级别 jibie goes to the level. */
const levelLetter = 'j'

/** What a key with Alt means in the call form. Read from the key's place, since Alt changes the character on some systems. */
export function meaningOfAltKey(code: string): TicketType | 'level' | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() ?? ''
  return letter === levelLetter ? 'level' : (typeOfLetter[letter] ?? null)
}

/** The level that a key chooses while the level group has the focus: the level's own character, 0 for none. */
export function levelOfKey(type: TicketType, key: string): TicketLevel | null {
  if (key === '0') return 'none'
  const wanted = key.toUpperCase()
  return LEVELS_OF_TYPE[type].find((level) => level === wanted) ?? null
}
