import { describe, expect, it } from 'vitest'
import { operationBody } from '#shared/contract/operation.ts'
import { CREATING_OPERATIONS, TICKET_OPERATIONS, type TicketOperation } from '#shared/domain/ticket/operations.ts'

const NEEDS_CONTENT = ['feedback', 'reply', 'return', 'resolve', 'close', 'request_visit', 'send_back', 'reject_return', 'reject_closure', 'reject_visit', 'assist_reply']
const NEEDS_REASON = ['return', 'send_back']
const DECISIONS = ['approve_return', 'reject_return', 'approve_closure', 'reject_closure', 'approve_visit', 'reject_visit']
/** What each operation must have besides the common fields. */
const REQUIRED: Partial<Record<TicketOperation, object>> = {
  feedback: { channel: 'phone' }, request_visit: { requestedAt: '2026-12-01T10:00:00+08:00', visitType: 'extend' }, evaluate: { processed: true },
}
const OPTIONAL: Partial<Record<TicketOperation, object>> = {
  submit: { mallCode: 'M0001', headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } }, feedback: { calledAt: '2026-12-01T02:00:00Z', callId: '12' },
  evaluate: { score: 'satisfied', reason: '师傅准时' }, approve_visit: { visitAt: '2026-12-01T10:00:00+08:00' }, escalate: { level: '1' },
}

/** The least that is accepted. */
const least = (operation: string): Record<string, unknown> => ({
  operation,
  ...(DECISIONS.includes(operation) ? {} : { version: 3 }),
  ...(NEEDS_CONTENT.includes(operation) ? { content: '已联系客户' } : {}),
  ...(NEEDS_REASON.includes(operation) ? { reasonCode: 'other' } : {}),
  ...REQUIRED[operation as TicketOperation],
})
const without = (body: Record<string, unknown>, field: string) => Object.fromEntries(Object.entries(body).filter(([name]) => name !== field))

/** Paths of the issues, or null for an accepted body. */
const issues = (body: unknown): string[] | null => {
  const read = operationBody.safeParse(body)
  return read.success ? null : read.error.issues.map((issue) => issue.path.join('.'))
}

describe.each(TICKET_OPERATIONS)('the body of %s', (operation) => {
  it('is accepted with the least it needs, and nothing of that can be left out', () => {
    const body = least(operation)
    expect(issues(body)).toBeNull()
    for (const field of Object.keys(body)) expect([field, issues(without(body, field))]).toEqual([field, [field]])
  })

  it('accepts the four common fields and its own', () => {
    const common = { content: '文字', causeCode: 'other', reasonCode: 'other', attachmentIds: ['5a1c2a0e-52a4-4a0f-9a55-0b6f0f0f0f01'] }
    expect(issues({ ...least(operation), ...common, ...OPTIONAL[operation] })).toBeNull()
  })

  it('refuses an unknown field and those of other operations', () => {
    expect(issues({ ...least(operation), surprise: 1 })).toEqual([''])
    const foreign = TICKET_OPERATIONS.flatMap((other) => Object.entries({ ...REQUIRED[other], ...OPTIONAL[other] }))
      .filter(([field]) => !(field in { ...REQUIRED[operation], ...OPTIONAL[operation] }))
    for (const [field, value] of foreign) expect([field, issues({ ...least(operation), [field]: value })]).toEqual([field, ['']])
  })
})

describe('an operation’s name', () => {
  it.each(['fly', '', 'Reply', 'toString', '__proto__', null, 7, undefined])('%j is none', (operation) => {
    expect(issues({ ...least('reply'), operation })).toEqual(['operation'])
  })

  it('of creating is not one of an existing ticket, but 提交', () => {
    expect(CREATING_OPERATIONS.filter((operation) => issues({ operation, version: 1 }) === null)).toEqual(['submit'])
  })
})

describe('content', () => {
  const read = (operation: string, content: unknown) => operationBody.safeParse({ ...least(operation), content })

  it('is trimmed before it is measured', () => {
    expect(read('reply', '  好的\n')).toMatchObject({ success: true, data: { content: '好的' } })
    expect(read('reply', ` ${'长'.repeat(5000)} `).success).toBe(true)
  })

  it.each(['', '   ', '\n\t\u3000', null, 5, '长'.repeat(5001)])('%j is refused where it is required', (content) => {
    for (const operation of NEEDS_CONTENT) expect([operation, read(operation, content).success]).toEqual([operation, false])
  })

  it('may be empty elsewhere, and then is none', () => {
    for (const content of ['', '  ', null]) expect(read('cancel', content)).toMatchObject({ success: true, data: { content: null } })
    expect(read('cancel', '长'.repeat(5001)).success).toBe(false)
  })
})

describe('other fields', () => {
  it.each([0, -1, 1.5, '3', null])('version %j is none', (version) => expect(issues({ ...least('reply'), version })).toEqual(['version']))

  it('an instant needs a zone', () => {
    for (const requestedAt of ['2026-12-01T10:00:00', '2026-12-01', 'tomorrow', 0])
      expect(issues({ ...least('request_visit'), requestedAt })).toEqual(['requestedAt'])
  })

  it('values are of their lists', () => {
    expect(issues({ ...least('request_visit'), visitType: 'postpone' })).toEqual(['visitType'])
    expect(issues({ ...least('feedback'), channel: 'fax' })).toEqual(['channel'])
    expect(issues({ ...least('evaluate'), score: 'superb' })).toEqual(['score'])
    expect(issues({ ...least('escalate'), level: '9' })).toEqual(['level'])
    expect(issues({ ...least('submit'), headOffice: { reason: 'whim', departmentCode: 'DEPT-S' } })).toEqual(['headOffice.reason'])
    expect(issues({ ...least('evaluate'), processed: 'yes' })).toEqual(['processed'])
  })

  it('a reason is not blank', () => expect(issues({ ...least('return'), reasonCode: ' ' })).toEqual(['reasonCode']))

  it('attachments are ids, at most twenty', () => {
    const id = '5a1c2a0e-52a4-4a0f-9a55-0b6f0f0f0f01'
    expect(issues({ ...least('reply'), attachmentIds: Array(20).fill(id) })).toBeNull()
    expect(issues({ ...least('reply'), attachmentIds: Array(21).fill(id) })).toEqual(['attachmentIds'])
    expect(issues({ ...least('reply'), attachmentIds: ['../etc/passwd'] })).toEqual(['attachmentIds.0'])
  })
})
