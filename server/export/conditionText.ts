import type { Condition } from '#shared/contract/query.ts'
import { TICKET_FIELDS, type TicketField, type TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { writeInstant } from '../download/content/instants.ts'
import { fill, wordOf } from '../download/content/words.ts'
import type { ViewNames } from '../download/ticketView.ts'
import { fieldWord, type ExportWords } from './exportWords.ts'

export interface ConditionContext {
  words: ExportWords
  names: ViewNames
  /** IANA name; instants are said by its wall clock. */
  timeZone: string
}

type Scalar = string | number | boolean

/** What the values of a field are called. */
const NAMES_OF: Readonly<Partial<Record<TicketFieldPath, (value: string, context: ConditionContext) => string>>> = {
  type: (value, { words }) => wordOf(words.enums.type, value),
  state: (value, { words }) => wordOf(words.enums.state, value),
  source: (value, { words }) => wordOf(words.enums.source, value),
  level: (value, { words }) => (value === 'none' ? words.enums.level.none : fill(words.enums.level.word, { level: value })),
  'customer.type': (value, { words }) => wordOf(words.enums.customerType, value),
  'headOffice.reason': (value, { words }) => wordOf(words.enums.headOfficeReason, value),
  'satisfaction.score': (value, { words }) => wordOf(words.enums.score, value),
  'mall.code': (value, { names }) => `${value} ${names.organisation(value)}`,
  'headOffice.departmentCode': (value, { names }) => names.organisation(value),
  responsibleParty: (value, { names }) => names.organisation(value),
  assistants: (value, { names }) => names.organisation(value),
  causeCode: (value, { names }) => names.cause(value),
}

function single(path: TicketFieldPath, value: Scalar, context: ConditionContext): string {
  const { words: { list }, timeZone } = context
  const named = NAMES_OF[path]
  if (named) return named(String(value), context)
  if (typeof value === 'boolean') return value ? list.condition.yes : list.condition.no
  return (TICKET_FIELDS[path] as TicketField).kind === 'instant' ? writeInstant(String(value), timeZone) : String(value)
}

/** A condition of a query in words, as the list shows it. */
export function conditionText({ field, op, value }: Condition, context: ConditionContext): string {
  const { words } = context
  const { list } = words
  if (op === 'is_null') return `${fieldWord(words, field)} ${value === true ? list.condition.absent : list.condition.present}`
  const isInstant = (TICKET_FIELDS[field] as TicketField).kind === 'instant'
  const operator = wordOf(isInstant ? list.operatorOfTime : list.operator, op)
  if (!Array.isArray(value)) return `${fieldWord(words, field)} ${operator} ${single(field, value, context)}`
  const values = value.map((one) => single(field, one, context))
  const said = op === 'between' ? fill(list.condition.range, { low: values[0] ?? '', high: values[1] ?? '' }) : values.join(list.condition.separator)
  return `${fieldWord(words, field)} ${operator} ${said}`
}
