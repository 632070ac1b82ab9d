import type { LogEntry } from '#shared/contract/history.ts'
import type { ContentContext } from './context.ts'
import type { DocumentTable } from './document.ts'
import { fill, wordOf } from './words.ts'

const INSTANT = /^\d{4}-\d{2}-\d{2}T[\d:.]+(Z|[+-]\d{2}:\d{2})$/
/** A reply round's deadline, where several are open. */
const ROUND = /^round\.(\d+)$/
/** Columns that keep the id of an organisation. */
const ORGANISATION_IDS = ['mallId', 'headOfficeDepartmentId']

function labelOf(field: string, { words: { survey, ticket } }: ContentContext): string {
  const round = ROUND.exec(field)?.[1]
  if (round) return fill(ticket.field.round, { number: round })
  return Object.hasOwn(survey.kind, field) ? wordOf(survey.kind, field) : Object.hasOwn(ticket.field, field.replaceAll('.', '_')) ? wordOf(ticket.field, field.replaceAll('.', '_')) : field
}

const isNothing = (value: unknown): value is null | undefined | '' | [] => value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

/** A value of the log in words: of any shape, and perhaps written by another version of the program. */
function valueOf(field: string, value: unknown, context: ContentContext): string {
  const { words: { enums, survey, ticket }, names, instant } = context
  if (isNothing(value)) return ticket.nothing
  if (Array.isArray(value)) return context.list(value.map((one) => valueOf(field, one, context)))
  if (typeof value === 'object') return Object.values(value).map((one) => valueOf(field, one, context)).join(' ')
  if (typeof value === 'boolean') return value ? ticket.yes : ticket.no
  if (typeof value === 'number') return (ORGANISATION_IDS.includes(field) ? names.organisationById(value) : null) ?? String(value)
  const text = String(value)
  if (INSTANT.test(text)) return instant(text)
  switch (field) {
    case 'type': return wordOf(enums.type, text)
    case 'state': return wordOf(enums.state, text)
    case 'level': return text === 'none' ? enums.level.none : fill(enums.level.word, { level: text })
    case 'causeCode': return names.cause(text)
    case 'satisfactionScore': return wordOf(enums.score, text)
    case 'customerType': return wordOf(enums.customerType, text)
    case 'headOfficeReason': return wordOf(enums.headOfficeReason, text)
    case 'responsibleParty': case 'assistants': return names.organisation(text)
    default: return Object.hasOwn(survey.kind, field) ? wordOf(survey.outcome, text) : text
  }
}

function changesOf({ changes }: LogEntry, context: ContentContext): string {
  const { change, set, changeSeparator } = context.words.document
  return Object.entries(changes).map(([field, { before, after }]) =>
    fill(isNothing(before) ? set : change, { field: labelOf(field, context), before: valueOf(field, before, context), after: valueOf(field, after, context) })).join(changeSeparator)
}

/** Who the person was in this: organisation, role and the program he used. */
const roleOf = ({ organisation, role, source }: LogEntry, { words: { enums } }: ContentContext): string =>
  [organisation, Object.hasOwn(enums.actor, role) ? wordOf(enums.actor, role) : wordOf(enums.role, role), enums.source[source]].filter(Boolean).join(' · ')

/** The operation log, newest first, with every changed field. */
export function logTable(log: readonly LogEntry[], context: ContentContext): DocumentTable {
  const { words: { document: { column, none }, enums, ticket } } = context
  return {
    title: ticket.section.log, none: none.log,
    columns: [{ title: column.at, share: 21 }, { title: column.operation, share: 16 }, { title: column.who, share: 14 }, { title: column.role, share: 21 }, { title: column.state, share: 14 }, { title: column.changes, share: 44 }],
    rows: log.map((entry) => [
      { at: entry.at }, enums.operation[entry.operation],
      entry.onBehalfOf ? fill(ticket.log.onBehalf, { name: entry.byName, for: entry.onBehalfOf }) : entry.byName, roleOf(entry, context),
      entry.stateBefore !== null && entry.stateBefore !== entry.stateAfter ? `${enums.state[entry.stateBefore]} → ${enums.state[entry.stateAfter]}` : enums.state[entry.stateAfter],
      changesOf(entry, context),
    ]),
  }
}
