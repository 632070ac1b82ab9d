import { TICKET_FIELD_PATHS, TICKET_FIELDS, type TicketField } from '#shared/domain/lists/fields.ts'

/** A request with a hostile text in one place. */
export interface Attack {
  place: string
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  body?: unknown
}

const fieldsOf = (...kinds: string[]): string[] => TICKET_FIELD_PATHS.filter((path) => kinds.includes((TICKET_FIELDS[path] as TicketField).kind))
/** Fields that hold any text; the others refuse most. */
export const TEXT_FIELDS = fieldsOf('text', 'full_text')
const OTHER_FIELDS = fieldsOf('enumeration', 'instant', 'number', 'boolean', 'phone')
const OPERATORS = ['eq', 'contains', 'starts_with', 'in', 'ne'] as const

const query = (more: object): object => ({ tab: 'all', limit: 100, ...more })
const param = (path: string, parameters: Record<string, string>): string => `${path}?${new URLSearchParams(parameters)}`
const EXPORT_ID = '0b9f6f0e-6f0d-4f4a-9d52-3c1de1d4a001'

/** A condition on a text field with an operator that it has. */
const condition = (field: string, index: number, text: string): object => {
  const isFullText = (TICKET_FIELDS[field as 'no'] as TicketField).kind === 'full_text'
  const op = isFullText ? 'contains' : OPERATORS[index % 4]!
  return { field, op, value: op === 'in' ? [text, 'x'] : text }
}

/** Conditions over every text field at once, operators in turn: any of them would let rows through. */
export const anyCondition = (text: string, turn: number): object => query({ match: 'any', conditions: TEXT_FIELDS.slice(0, 30).map((field, index) => condition(field, index + turn, text)) })

/** Where a payload goes: every string of lists, search, saved queries, preferences, exports, reports and the home page. */
export function attacksWith(text: string, turn: number): Attack[] {
  const post = (place: string, path: string, body: unknown): Attack => ({ place, method: 'POST', path, body })
  const get = (place: string, path: string, parameters: Record<string, string>): Attack => ({ place, method: 'GET', path: param(path, parameters) })
  const field = TEXT_FIELDS[turn % TEXT_FIELDS.length]!
  const other = OTHER_FIELDS[turn % OTHER_FIELDS.length]!
  const inPath = encodeURIComponent(text.toWellFormed())
  return [
    post('any condition', '/tickets/query', anyCondition(text, turn)),
    post('a condition', '/tickets/query', query({ conditions: [condition(field, turn, text), { field: 'type', op: 'in', value: ['complaint', 'service'] }], sort: { field: 'closedAt', direction: 'asc' } })),
    post('a phone', '/tickets/query', query({ conditions: [{ field: 'customer.phones', op: ['eq', 'contains', 'starts_with'][turn % 3], value: text }] })),
    post('a value of another kind', '/tickets/query', query({ conditions: [{ field: other, op: 'eq', value: text }] })),
    post('both ends of a range', '/tickets/query', query({ conditions: [{ field: 'createdAt', op: 'between', value: [text, text] }] })),
    post('tab', '/tickets/query', query({ tab: text })),
    post('field', '/tickets/query', query({ conditions: [{ field: text, op: 'eq', value: 'x' }] })),
    post('operator', '/tickets/query', query({ conditions: [{ field: 'no', op: text, value: 'x' }] })),
    post('match', '/tickets/query', query({ match: text })),
    post('sorted by', '/tickets/query', query({ sort: { field: text, direction: 'asc' } })),
    post('direction', '/tickets/query', query({ sort: { field: 'no', direction: text } })),
    post('limit', '/tickets/query', { tab: 'all', limit: text }),
    post('cursor', '/tickets/query', query({ cursor: text })),
    post('cursor in base64', '/tickets/query', query({ cursor: Buffer.from(JSON.stringify([text, 5])).toString('base64url').slice(0, 500) })),
    post('the name of a property', '/tickets/query', { tab: 'all', [text]: 1 }),
    get('search', '/search', { q: text }),
    get('search for a number', '/search', { q: `13900${text}` }),
    get('kinds of search', '/search', { q: '沈若', in: text }),
    get('customers', '/customers', { q: text }),
    get('phone of customers', '/customers', { phone: text }),
    get('organisations', '/organisations', { kind: 'mall', q: text }),
    post('name of a saved query', '/saved-queries', { name: text, list: 'all', shared: turn % 2 === 0, query: { match: 'all', conditions: [{ field, op: 'eq', value: text }] } }),
    post('list of a saved query', '/saved-queries', { name: 'x', list: text, shared: false, query: { match: 'all', conditions: [] } }),
    get('saved queries of a list', '/saved-queries', { list: text }),
    { place: 'id of a saved query', method: 'DELETE', path: `/saved-queries/${inPath}` },
    { place: 'list of a preference', method: 'PUT', path: `/preferences/lists/${inPath}`, body: { columns: null } },
    { place: 'column of a preference', method: 'PUT', path: '/preferences/lists/all', body: { columns: [{ id: text, shown: true, width: null }] } },
    post('id of an export', '/tickets/export', { tab: 'all', exportId: text, columns: ['no'] }),
    post('column of an export', '/tickets/export', { tab: 'all', exportId: EXPORT_ID, columns: [text] }),
    { place: 'how far an export is', method: 'GET', path: `/exports/${inPath}` },
    get('month of a report', '/reports/breaches', { month: text }),
    get('line of a report', '/reports/breaches', { month: '2026-03', marketingLine: text }),
    get('mall of a report', '/reports/breaches/tickets', { month: '2026-03', mallCode: text }),
    get('kind of breaches', '/reports/breaches/tickets', { month: '2026-03', kind: text }),
    get('cursor of breaches', '/reports/breaches/tickets', { month: '2026-03', cursor: text }),
    get('export of a report', '/reports/breaches/export', { month: text, exportId: EXPORT_ID }),
    get('range of reminders', '/home/reminders', { range: text }),
    get('month of figures', '/home/figures', { month: text }),
    get('kind of requests', '/approvals', { kind: text }),
    get('cursor of requests', '/approvals', { cursor: text }),
    get('pool of surveys', '/surveys', { pool: text }),
  ]
}

/** An export takes longer than a query: its conditions get a part of the corpus. */
export const exportAttack = (text: string, turn: number, exportId: string): Attack => ({
  place: 'a condition of an export', method: 'POST', path: '/tickets/export',
  body: { tab: 'all', exportId, columns: ['no', 'customer'], match: 'any', conditions: TEXT_FIELDS.slice(0, 30).map((field, index) => condition(field, index + turn, text)) },
})
