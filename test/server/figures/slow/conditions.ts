import type { Condition } from '#shared/contract/query.ts'
import type { Ticket } from '#shared/contract/ticket.ts'

/** What stands under a path of the ticket (`api.md`); of an object with a name, the name. And what follows from others. */
export function valueAt(ticket: Ticket, path: string): unknown {
  if (path === 'serviceOrEscalated') return ticket.type === 'service' || ticket.escalatedAt !== null
  const value = path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | null)?.[key] ?? null, ticket)
  return typeof value === 'object' && value !== null && 'name' in value ? value.name : value
}

const isInstant = (value: unknown): value is string => typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value)
/** As they are compared: instants by the moment, texts without regard to case. */
const plain = (value: unknown): string | number | boolean => (isInstant(value) ? Date.parse(value) : typeof value === 'string' ? value.toLowerCase() : (value as number | boolean))

function holdsOf(value: unknown, { op, value: wanted }: Condition): boolean {
  const one = plain(value)
  const against = (other: unknown): string | number | boolean => plain(other)
  switch (op) {
    case 'eq': return one === against(wanted)
    case 'in': return (wanted as unknown[]).some((other) => one === against(other))
    case 'contains': return String(one).includes(String(against(wanted)))
    case 'starts_with': return String(one).startsWith(String(against(wanted)))
    case 'gt': return one > against(wanted)
    case 'gte': return one >= against(wanted)
    case 'lt': return one < against(wanted)
    case 'lte': return one <= against(wanted)
    case 'between': return one >= against((wanted as unknown[])[0]) && one <= against((wanted as unknown[])[1])
    case 'ne': case 'is_null': throw new Error(`${op} is asked of all values`)
  }
}

/** Whether a ticket fits a condition: of several values (assistants) one is enough; what is empty is not anything, and not equal to anything. */
export function fits(ticket: Ticket, condition: Condition): boolean {
  const value = valueAt(ticket, condition.field)
  const values = (Array.isArray(value) ? value : [value]).filter((one) => one !== null)
  if (condition.op === 'is_null') return (values.length === 0) === condition.value
  if (condition.op === 'ne') return !values.some((one) => holdsOf(one, { ...condition, op: 'eq' }))
  return values.some((one) => holdsOf(one, condition))
}
