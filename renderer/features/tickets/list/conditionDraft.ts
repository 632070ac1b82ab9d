import { condition as conditionSchema } from '#shared/contract/query.ts'
import type { Condition } from '#shared/contract/query.ts'
import { OPERATORS_OF_KIND, TICKET_FIELDS } from '#shared/domain/lists/fields.ts'
import type { FieldKind, QueryOperator, TicketField, TicketFieldPath } from '#shared/domain/lists/fields.ts'
import { isSearchable } from '#shared/domain/search/readSearch.ts'
import { dayOf, instantOf, timeOfDay } from '#shared/domain/sla/zonedTime.ts'
import { HOUR_MS, MINUTE_MS, SECOND_MS } from '#shared/domain/sla/timeUnits.ts'

/** A condition while it is written. Times are wall-clock texts `YYYY-MM-DD HH:mm` of the configured zone. */
export interface ConditionDraft {
  readonly field: TicketFieldPath
  readonly op: QueryOperator
  readonly value: DraftValue
}
export type DraftScalar = string | number | boolean | null
export type DraftValue = DraftScalar | readonly DraftScalar[]

/** Why a draft is no condition yet; the words are `list.fault.<fault>`. */
export type DraftFault = 'incomplete' | 'wrong_order' | 'phone_too_short' | 'text_too_short' | 'invalid'
export type DraftResult = { readonly condition: Condition; readonly fault: null } | { readonly condition: null; readonly fault: DraftFault }

export const fieldOf = (path: TicketFieldPath): TicketField => TICKET_FIELDS[path]
export const operatorsOf = (path: TicketFieldPath): readonly QueryOperator[] => OPERATORS_OF_KIND[fieldOf(path).kind]

/** What people mostly ask of a kind of field. */
const USUAL_OPERATOR: Readonly<Record<FieldKind, QueryOperator>> = {
  text: 'contains', full_text: 'contains', phone: 'contains', enumeration: 'in', boolean: 'eq', number: 'gte', instant: 'gte',
}

/** Which editor a condition needs. */
export type EditorShape = 'one' | 'many' | 'pair' | 'presence'
export const shapeOf = (op: QueryOperator): EditorShape => (op === 'in' ? 'many' : op === 'between' ? 'pair' : op === 'is_null' ? 'presence' : 'one')

const emptyValue = (path: TicketFieldPath, op: QueryOperator): DraftValue => {
  switch (shapeOf(op)) {
    case 'many': return []
    case 'pair': return [null, null]
    case 'presence': return true
    case 'one': return fieldOf(path).kind === 'boolean' ? true : null
  }
}

export function startDraft(field: TicketFieldPath, op: QueryOperator = USUAL_OPERATOR[fieldOf(field).kind]): ConditionDraft {
  return { field, op, value: emptyValue(field, op) }
}

/** The draft with another operator; what was typed stays where it fits. */
export function changeOperator(draft: ConditionDraft, op: QueryOperator): ConditionDraft {
  const [from, to] = [shapeOf(draft.op), shapeOf(op)]
  if (from === to) return { ...draft, op }
  const first = Array.isArray(draft.value) ? (draft.value[0] ?? null) : draft.value
  if (from === 'presence' || first === null) return startDraft(draft.field, op)
  if (to === 'many') return { ...draft, op, value: [first] }
  if (to === 'pair') return { ...draft, op, value: [first, null] }
  if (to === 'one') return { ...draft, op, value: first }
  return startDraft(draft.field, op)
}

/** An instant as the wall clock of the zone shows it, `YYYY-MM-DD HH:mm`. */
export function toWallClock(instant: string, timeZone: string): string {
  const at = new Date(instant)
  const time = timeOfDay(at, timeZone)
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0')
  return `${dayOf(at, timeZone)} ${two(time / HOUR_MS)}:${two((time % HOUR_MS) / MINUTE_MS)}`
}

/** The instant of a wall-clock text of the zone; null where it is none. */
export function fromWallClock(text: string, timeZone: string): string | null {
  const [, day, hours, minutes, seconds = '0'] = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? []
  if (!day || !hours || !minutes) return null
  try {
    return instantOf(day, Number(hours) * HOUR_MS + Number(minutes) * MINUTE_MS + Number(seconds) * SECOND_MS, timeZone).toISOString()
  } catch {
    return null
  }
}

const fail = (fault: DraftFault): DraftResult => ({ condition: null, fault })

function finishScalar(kind: FieldKind, value: DraftScalar, timeZone: string): DraftScalar {
  if (typeof value !== 'string') return value
  const text = value.trim()
  if (text === '') return null
  if (kind === 'instant') return fromWallClock(text, timeZone)
  if (kind === 'phone') return text.normalize('NFKC').replace(/\D/g, '')
  return text
}

/**
 * The condition of a draft, checked with the schema of the API.
 * @param timeZone IANA name of the configured zone, in which times are typed
 */
export function finishDraft(draft: ConditionDraft, timeZone: string): DraftResult {
  const { kind } = fieldOf(draft.field)
  const given = (Array.isArray(draft.value) ? draft.value : [draft.value]) as readonly DraftScalar[]
  const values = given.map((one) => finishScalar(kind, one, timeZone))
  const shape = shapeOf(draft.op)
  const filled = values.filter((one): one is string | number | boolean => one !== null)
  if (filled.length === 0 || (shape !== 'many' && filled.length < values.length)) return fail('incomplete')
  if (kind === 'phone' && filled.some((one) => String(one).length < 4)) return fail('phone_too_short')
  if (kind === 'full_text' && !filled.every((one) => isSearchable(String(one)))) return fail('text_too_short')
  const [low, high] = filled
  if (shape === 'pair' && low !== undefined && high !== undefined && low > high) return fail('wrong_order')
  const parsed = conditionSchema.safeParse({ field: draft.field, op: draft.op, value: shape === 'many' || shape === 'pair' ? filled : low })
  return parsed.success ? { condition: parsed.data, fault: null } : fail('invalid')
}

/** A condition back as a draft, to be changed. */
export function draftOf(condition: Condition, timeZone: string): ConditionDraft {
  const { kind } = fieldOf(condition.field)
  const back = (one: string | number | boolean): DraftScalar => (kind === 'instant' && typeof one === 'string' ? toWallClock(one, timeZone) : one)
  const value = Array.isArray(condition.value) ? condition.value.map(back) : back(condition.value)
  return { field: condition.field, op: condition.op, value }
}
