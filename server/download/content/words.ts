import chineseDocument from '#shared/locales/zh-CN/document.ts'
import chineseEnums from '#shared/locales/zh-CN/enums.ts'
import chineseSurvey from '#shared/locales/zh-CN/surveyWords.ts'
import chineseTicket from '#shared/locales/zh-CN/ticketWords.ts'
import englishDocument from '#shared/locales/en-US/document.ts'
import englishEnums from '#shared/locales/en-US/enums.ts'
import englishSurvey from '#shared/locales/en-US/surveyWords.ts'
import englishTicket from '#shared/locales/en-US/ticketWords.ts'
import type { SameKeys } from '#shared/locales/sameKeys.ts'

/** Languages that a file can be made in. */
export type DocumentLanguage = 'zh-CN' | 'en-US'

const chinese = { document: chineseDocument, enums: chineseEnums, survey: chineseSurvey, ticket: chineseTicket }
export type Words = SameKeys<typeof chinese>
const english: Words = { document: englishDocument, enums: englishEnums, survey: englishSurvey, ticket: englishTicket }

export const wordsOf = (language: DocumentLanguage): Words => (language === 'en-US' ? english : chinese)

/** Puts values in the places of a text, such as `{at}`. What is put in is never looked at again. */
export const fill = (text: string, values: Record<string, string | number>): string =>
  text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))

/** The word of an id that may come from another version of the program; without one the id itself. */
export const wordOf = (words: Readonly<Record<string, unknown>>, id: string): string => {
  const word = Object.hasOwn(words, id) ? words[id] : undefined
  return typeof word === 'string' ? word : id
}

/** What separates the parts of a list in a sentence. */
export const LIST_SEPARATOR: Record<DocumentLanguage, string> = { 'zh-CN': '、', 'en-US': ', ' }
