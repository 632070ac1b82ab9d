import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'
import type { TicketColumnId } from '#shared/domain/lists/columns.ts'
import { TICKET_COLUMNS } from '#shared/domain/lists/columns.ts'
import type { TicketLevel, TicketType } from '#shared/domain/ticket/types.ts'
import chineseBreaches from '#shared/locales/zh-CN/breachWords.ts'
import chineseEnums from '#shared/locales/zh-CN/enums.ts'
import chineseExport from '#shared/locales/zh-CN/exportWords.ts'
import chineseList from '#shared/locales/zh-CN/listWords.ts'
import englishBreaches from '#shared/locales/en-US/breachWords.ts'
import englishEnums from '#shared/locales/en-US/enums.ts'
import englishExport from '#shared/locales/en-US/exportWords.ts'
import englishList from '#shared/locales/en-US/listWords.ts'
import type { SameKeys } from '#shared/locales/sameKeys.ts'
import { fill, wordOf } from '../download/content/words.ts'

export type ExportLanguage = 'zh-CN' | 'en-US'

const chinese = { breach: chineseBreaches, enums: chineseEnums, export: chineseExport, list: chineseList }
export type ExportWords = SameKeys<typeof chinese>
const english: ExportWords = { breach: englishBreaches, enums: englishEnums, export: englishExport, list: englishList }

export const exportWordsOf = (language: ExportLanguage): ExportWords => (language === 'en-US' ? english : chinese)

/** The words of a field of the ticket, by its path; the path itself where there are none. */
export function fieldWord({ list }: ExportWords, path: TicketFieldPath): string {
  const found = path.split('.').reduce<unknown>((at, part) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[part] : undefined), list.field)
  return typeof found === 'string' ? found : path
}

/** The head of a column as the list has it; that of its field where the list has no word of its own. */
export function columnWord(words: ExportWords, id: TicketColumnId): string {
  const own = wordOf(words.list.column, id)
  const [field] = TICKET_COLUMNS[id].fields
  return own === id && field ? fieldWord(words, field) : own
}

/** A level as it stands beside its type; nothing for none. */
export function levelWord({ enums }: ExportWords, type: TicketType, level: TicketLevel): string {
  if (level === 'none') return ''
  return type === 'consult' ? enums.level.urgent : fill(enums.level.word, { level })
}
