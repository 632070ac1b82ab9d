import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { condition } from '#shared/contract/query.ts'
import { ticket } from '#shared/contract/ticket.ts'
import { OPERATORS_OF_KIND, QUERY_OPERATORS, TICKET_FIELD_PATHS, TICKET_FIELDS, type TicketField } from '#shared/domain/lists/fields.ts'

/** Not for conditions: they depend on who asks, or are lists of their own. */
const NOT_QUERIED = new Set([
  'customer.id', 'customer.phonesMasked', 'createdBy.id', 'createdBy.name', 'replyOpen', 'replyRound', 'resolvedAt', 'pendingRequests', 'followUps', 'unread', 'alert',
  'returned', 'allowedOperations', 'editable',
])

/** What stands in its records, and its parties together. */
const FULL_TEXT = ['text', 'parties']
/** What follows from other fields. */
const DERIVED = ['serviceOrEscalated']

interface Inner { shape?: Record<string, z.ZodType>; unwrap?: () => z.ZodType }

/** `customer.name` and the like, from the schema of a ticket. */
function pathsOf(schema: z.ZodType, prefix = ''): string[] {
  const { shape, unwrap } = schema as Inner
  if (!shape) return unwrap && (schema as z.ZodNullable).def.type === 'nullable' ? pathsOf(unwrap.call(schema), prefix) : [prefix]
  return Object.entries(shape).flatMap(([name, inner]) => pathsOf(inner, prefix ? `${prefix}.${name}` : name))
}

describe('the fields of a query', () => {
  it('are the paths of a ticket', () => {
    const paths = pathsOf(ticket).filter((path) => !NOT_QUERIED.has(path))
    expect([...TICKET_FIELD_PATHS].sort()).toEqual([...paths, 'createdBy', ...FULL_TEXT, ...DERIVED].sort())
  })

  it('have values where they are enumerations and only there', () => {
    for (const path of TICKET_FIELD_PATHS) {
      const field: TicketField = TICKET_FIELDS[path]
      expect([path, (field.values?.length ?? 0) > 0]).toEqual([path, field.kind === 'enumeration'])
    }
  })

  it('have operators of the eleven, each used somewhere', () => {
    expect(QUERY_OPERATORS).toHaveLength(11)
    expect(new Set(Object.values(OPERATORS_OF_KIND).flat())).toEqual(new Set(QUERY_OPERATORS))
  })

  it('that follow from others say from which, by conditions that each of these takes', () => {
    for (const path of TICKET_FIELD_PATHS) {
      const { kind, anyOf, sortable }: TicketField = TICKET_FIELDS[path]
      expect([path, anyOf !== undefined]).toEqual([path, DERIVED.includes(path)])
      if (!anyOf) continue
      expect([kind, sortable]).toEqual(['boolean', undefined])
      for (const part of anyOf) expect(condition.safeParse(part).error).toBeUndefined()
    }
  })

  it('are compared by size only where they have one', () => {
    const ordered = (Object.keys(OPERATORS_OF_KIND) as (keyof typeof OPERATORS_OF_KIND)[]).filter((kind) => OPERATORS_OF_KIND[kind].includes('between'))
    expect(ordered).toEqual(['number', 'instant'])
  })
})
