import { describe, expect, it } from 'vitest'
import { condition, ticketQueryBody } from '#shared/contract/query.ts'
import { OPERATORS_OF_KIND, QUERY_OPERATORS, TICKET_FIELD_PATHS, TICKET_FIELDS, type FieldKind, type QueryOperator, type TicketField } from '#shared/domain/lists/fields.ts'
import { TICKET_TAB_IDS } from '#shared/domain/lists/tabs.ts'

const FIELD_OF_KIND: Record<FieldKind, string> = {
  text: 'customer.name', full_text: 'text', phone: 'customer.phones', enumeration: 'state', boolean: 'secondComplaint', number: 'feedbackCount', instant: 'createdAt',
}
const VALUE_OF_KIND: Record<FieldKind, string | number | boolean> = {
  text: '沈', full_text: '门板', phone: '138', enumeration: 'replied', boolean: true, number: 2, instant: '2026-11-23T10:00:00+08:00',
}
const KINDS = Object.keys(FIELD_OF_KIND) as FieldKind[]

const valueFor = (kind: FieldKind, op: QueryOperator): unknown => {
  const value = VALUE_OF_KIND[kind]
  return op === 'is_null' ? false : op === 'in' ? [value] : op === 'between' ? [value, value] : value
}
const messages = (given: unknown): string[] | null => {
  const read = condition.safeParse(given)
  return read.success ? null : read.error.issues.map((issue) => `${issue.path.join('.')} ${issue.code === 'custom' ? issue.message : issue.code}`)
}

describe.each(KINDS)('a condition on a field that is a %s', (kind) => {
  it.each(QUERY_OPERATORS)('with %s is taken where the operator makes sense', (op) => {
    const fits = OPERATORS_OF_KIND[kind].includes(op)
    expect(messages({ field: FIELD_OF_KIND[kind], op, value: valueFor(kind, op) })).toEqual(fits ? null : ['op operator_does_not_fit'])
  })

  it('refuses a value of another kind', () => {
    const foreign = { text: 7, full_text: '门', phone: 7, enumeration: 'lost', boolean: 'true', number: '2', instant: '2026-11-23' }[kind]
    expect(messages({ field: FIELD_OF_KIND[kind], op: kind === 'full_text' ? 'contains' : 'eq', value: foreign })).toEqual(['value value_does_not_fit'])
  })
})

describe('a condition', () => {
  it.each([
    ['in', 'x'], ['in', []], ['in', [7]], ['eq', ['replied']], ['is_null', 'yes'],
  ])('with %s does not take %j', (op, value) => expect(messages({ field: 'state', op, value })).toEqual(['value value_does_not_fit']))

  it.each([[[1]], [[1, 2, 3]], [1], [['1', '2']]])('with between does not take %j', (value) => {
    expect(messages({ field: 'feedbackCount', op: 'between', value })).toEqual(['value value_does_not_fit'])
  })

  it('takes at most a hundred values', () => {
    expect(messages({ field: 'no', op: 'in', value: Array(100).fill('2611000001') })).toBeNull()
    expect(messages({ field: 'no', op: 'in', value: Array(101).fill('2611000001') })).not.toBeNull()
  })

  it.each(['customer', 'customer.id', 'password', 'constructor', '', 'customer.name; DROP TABLE tickets'])('on the field "%s" is refused', (field) => {
    expect(messages({ field, op: 'eq', value: 'x' })).toEqual(['field invalid_value'])
  })

  it('with an unknown operator, without a value or with more is refused', () => {
    expect(messages({ field: 'no', op: 'like', value: '%' })).toEqual(['op invalid_value'])
    expect(messages({ field: 'no', op: 'eq' })).not.toBeNull()
    expect(messages({ field: 'no', op: 'eq', value: '1', or: '1' })).toEqual([' unrecognized_keys'])
    for (const value of [null, {}, [[1]]]) expect(messages({ field: 'no', op: 'eq', value })).not.toBeNull()
  })

  it('is possible on every field', () => {
    for (const path of TICKET_FIELD_PATHS) {
      const field: TicketField = TICKET_FIELDS[path]
      expect([path, messages({ field: path, op: field.kind === 'full_text' ? 'contains' : 'eq', value: field.values?.[0] ?? VALUE_OF_KIND[field.kind] })]).toEqual([path, null])
    }
  })
})

describe('a query', () => {
  const accepts = (given: object): boolean => ticketQueryBody.safeParse({ tab: 'all', ...given }).success

  it('has its defaults', () => expect(ticketQueryBody.parse({ tab: 'all' })).toEqual({ tab: 'all', match: 'all', conditions: [], limit: 50 }))

  it('is of a known tab', () => {
    for (const tab of TICKET_TAB_IDS) expect(accepts({ tab })).toBe(true)
    for (const tab of ['everything', '', null, undefined]) expect(accepts({ tab })).toBe(false)
  })

  it('has a limit from 1 to 100', () => {
    expect([0, 1, 100, 101, 1.5, '50'].map((limit) => accepts({ limit }))).toEqual([false, true, true, false, false, false])
  })

  it('sorts on indexed columns only', () => {
    const sortable = TICKET_FIELD_PATHS.filter((path) => (TICKET_FIELDS[path] as TicketField).sortable)
    expect(TICKET_FIELD_PATHS.filter((field) => accepts({ sort: { field, direction: 'asc' } }))).toEqual(sortable)
    expect(accepts({ sort: { field: 'no', direction: 'up' } })).toBe(false)
    expect(accepts({ sort: { field: 'no' } })).toBe(false)
  })

  it('joins by all or any and has no other field', () => {
    expect([accepts({ match: 'any' }), accepts({ match: 'none' }), accepts({ offset: 3 })]).toEqual([true, false, false])
  })

  it('has at most thirty conditions', () => {
    const one = { field: 'no', op: 'eq', value: '2611000001' }
    expect([accepts({ conditions: Array(30).fill(one) }), accepts({ conditions: Array(31).fill(one) })]).toEqual([true, false])
  })
})
