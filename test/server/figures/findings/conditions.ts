import type { Condition } from '#shared/contract/query.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { OPERATORS_OF_KIND, TICKET_FIELDS, type TicketField, type TicketFieldPath } from '#shared/domain/lists/fields.ts'
import type { Chance } from '../month/chance.ts'
import type { Played } from '../played.ts'
import { numbersOf, walk } from '../pages.ts'
import { fits, valueAt } from '../slow/conditions.ts'
import { differences } from './differences.ts'

/** Phone numbers are masked in lists, and full text is no path of the ticket. */
const FIELDS = (Object.keys(TICKET_FIELDS) as TicketFieldPath[]).filter((path) => !['phone', 'full_text'].includes((TICKET_FIELDS[path] as TicketField).kind))

/** A part of a text that somebody would type. */
function partOf(chance: Chance, text: string, fromStart: boolean): string {
  const characters = [...text]
  const from = fromStart ? 0 : Math.floor(chance.between(0, characters.length))
  return characters.slice(from, from + 1 + Math.floor(chance.between(0, 4))).join('')
}

/** A value that some ticket has, or nearly. */
function valueFor(chance: Chance, path: TicketFieldPath, tickets: readonly Ticket[]): string | number | boolean {
  const field: TicketField = TICKET_FIELDS[path]
  const known = tickets.map((ticket) => valueAt(ticket, path)).flat().filter((value) => value !== null) as (string | number | boolean)[]
  if (field.kind === 'boolean') return chance.happens(0.5)
  if (field.kind === 'enumeration' && (known.length === 0 || chance.happens(0.2))) return chance.pick(field.values!)
  if (known.length === 0) return { text: 'nichts', number: 1, instant: '2026-02-10T00:00:00+08:00', enumeration: '', phone: '', full_text: '' }[field.kind]
  const value = chance.pick(known)
  if (field.kind === 'instant' && chance.happens(0.3)) return new Date(Date.parse(String(value)) + chance.pick([-1, 1])).toISOString()
  return value
}

function someCondition(chance: Chance, tickets: readonly Ticket[]): Condition {
  const field = chance.pick(FIELDS)
  const op = chance.pick(OPERATORS_OF_KIND[(TICKET_FIELDS[field] as TicketField).kind])
  const value = (): string | number | boolean => valueFor(chance, field, tickets)
  if (op === 'is_null') return { field, op, value: chance.happens(0.5) }
  if (op === 'in') return { field, op, value: [value(), value(), value()] as string[] }
  if (op === 'contains' || op === 'starts_with') return { field, op, value: partOf(chance, String(value()), op === 'starts_with') }
  if (op === 'between') return { field, op, value: [value(), value()].sort((one, other) => (Number(new Date(one as string)) || Number(one)) - (Number(new Date(other as string)) || Number(other))) as string[] }
  return { field, op, value: value() }
}

/** Queries of any conditions over every column, joined by all or any: they find what fits, and keep the order. */
export async function conditionFindings({ stage: { server, chance } }: Played, account: string, queries: number): Promise<string[]> {
  const client = await server.as(account)
  const findings: string[] = []
  for (const tab of ['all', 'figures', 'open'] as const) {
    const { items: tickets } = await walk(client, { tab, limit: 100 })
    let found = 0
    for (let query = 0; query < queries; query++) {
      const match = chance.pick(['all', 'any'] as const)
      const conditions = Array.from({ length: 1 + Math.floor(chance.between(0, match === 'all' ? 3 : 4)) }, () => someCondition(chance, tickets))
      const expected = tickets.filter((ticket) => (match === 'all' ? conditions.every((one) => fits(ticket, one)) : conditions.some((one) => fits(ticket, one))))
      const { items, totals } = await walk(client, { tab, match, conditions, limit: chance.pick([100, 41, 12]) })
      const what = `${account} ${tab} ${match} ${JSON.stringify(conditions)}`
      findings.push(...differences(what, numbersOf(items), numbersOf(expected)), ...differences(`${what}, totals`, totals.filter((total) => total !== expected.length), []))
      if (expected.length > 0 && expected.length < tickets.length) found++
    }
    if (found < queries / 4) findings.push(`${account} ${tab}: only ${found} of ${queries} queries say something`)
  }
  return findings
}
