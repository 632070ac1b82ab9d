import { describe, expect, it } from 'vitest'
import { inputErrors, type OperationInput } from '#shared/domain/ticket/inputs.ts'
import { CONTENT_REQUIRED, isVersionFree, needsContent, needsReason, REASON_REQUIRED, TICKET_OPERATIONS } from '#shared/domain/ticket/operations.ts'
import { LEVELS_OF_TYPE, levelFitsType, TICKET_LEVELS, TICKET_TYPES } from '#shared/domain/ticket/types.ts'
import { after, beginLife, DAY_MS, SUBMITTED, VISIT_AT } from '#test/support/ticketLife.ts'

const { facts } = beginLife()
const now = SUBMITTED
const request = (input: OperationInput, ticket = facts) => inputErrors(ticket, 'request_visit', input, now)

describe('the input of a visit request', () => {
  it.each([
    ['earlier as advance', { requestedAt: after(VISIT_AT, -1), visitType: 'advance' }, {}],
    ['later as extend', { requestedAt: after(VISIT_AT, 1), visitType: 'extend' }, {}],
    ['earlier as extend', { requestedAt: after(VISIT_AT, -1), visitType: 'extend' }, { visitType: 'type_mismatch' }],
    ['later as advance', { requestedAt: after(VISIT_AT, 1), visitType: 'advance' }, { visitType: 'type_mismatch' }],
    ['at the present date', { requestedAt: VISIT_AT, visitType: 'extend' }, { requestedAt: 'same_as_present' }],
    ['in the past', { requestedAt: after(now, -1), visitType: 'advance' }, { requestedAt: 'in_past' }],
    ['now', { requestedAt: now, visitType: 'advance' }, { requestedAt: 'in_past' }],
    ['right after now', { requestedAt: after(now, 1), visitType: 'advance' }, {}],
    ['without a time', { visitType: 'advance' }, { requestedAt: 'required' }],
    ['without a type', { requestedAt: after(VISIT_AT, 1) }, { visitType: 'required' }],
  ] as const)('%s', (_case, input, errors) => expect(request(input)).toEqual(errors))

  it('has no type to mismatch where there is no visit date', () => {
    expect(request({ requestedAt: after(now, 1), visitType: 'extend' }, beginLife({ operation: 'save' }).facts)).toEqual({})
  })
})

describe('the input of an approved visit', () => {
  const pending = { ...facts, pending: { ...facts.pending, visit: { requestedAt: after(now, DAY_MS) } } }
  const approve = (visitAt?: Date, at = now) => inputErrors(pending, 'approve_visit', { visitAt }, at)

  it('may leave the time to the request', () => expect(approve()).toEqual({}))
  it('may change it', () => expect(approve(after(now, 1))).toEqual({}))
  it('may be neither past nor the present date', () => {
    expect(approve(now)).toEqual({ visitAt: 'in_past' })
    expect(approve(VISIT_AT)).toEqual({ visitAt: 'same_as_present' })
  })
  it('needs a new time where the requested one has passed', () => {
    expect(approve(undefined, after(now, DAY_MS))).toEqual({ visitAt: 'in_past' })
    expect(approve(after(now, 2 * DAY_MS), after(now, DAY_MS))).toEqual({})
  })
  it('says nothing where no request is pending: that is a guard’s', () => expect(inputErrors(facts, 'approve_visit', {}, now)).toEqual({}))
})

describe('the input of other operations', () => {
  it('of 评价 says whether the matter is processed', () => {
    expect(inputErrors(facts, 'evaluate', {}, now)).toEqual({ processed: 'required' })
    expect(inputErrors(facts, 'evaluate', { processed: false }, now)).toEqual({})
  })

  it.each(TICKET_LEVELS)('of 升级 with level %s must fit a complaint', (level) => {
    expect(inputErrors(facts, 'escalate', { level }, now)).toEqual(['A', 'B', 'C'].includes(level) ? { level: 'level_does_not_fit' } : {})
  })

  it('is nothing for the rest', () => {
    for (const operation of TICKET_OPERATIONS.filter((one) => !['request_visit', 'evaluate'].includes(one))) expect(inputErrors(facts, operation, {}, now)).toEqual({})
  })
})

describe('what an operation needs', () => {
  it('is content where rule 11 says so, and for every refusal', () => {
    expect(TICKET_OPERATIONS.filter(needsContent)).toEqual([
      'feedback', 'reply', 'return', 'resolve', 'close', 'request_visit', 'send_back', 'reject_return', 'reject_closure', 'reject_visit', 'assist_reply',
    ])
    expect(CONTENT_REQUIRED).toHaveLength(11)
  })

  it('is a reason of the list for 退回 and 打回', () => {
    expect(TICKET_OPERATIONS.filter(needsReason)).toEqual(['return', 'send_back'])
    expect(REASON_REQUIRED).toHaveLength(2)
  })

  it('is the version for all but decisions on requests', () => {
    expect(TICKET_OPERATIONS.filter(isVersionFree)).toEqual(TICKET_OPERATIONS.filter((operation) => /^(approve|reject)_/.test(operation)))
  })
})

describe('types and levels', () => {
  it('fit as the table has them', () => {
    expect(Object.fromEntries(TICKET_TYPES.map((type) => [type, TICKET_LEVELS.filter((level) => levelFitsType(type, level))]))).toEqual({
      complaint: ['1', '2', '3', '4', '5', 'none'], service: ['A', 'B', 'C', 'none'], consult: ['1', 'none'],
    })
    expect(new Set(Object.values(LEVELS_OF_TYPE).flat())).toEqual(new Set(TICKET_LEVELS))
  })

  it.each(['', 'a', '6', '0', 'NONE'])('"%s" is no level of any type', (level) => expect(TICKET_TYPES.some((type) => levelFitsType(type, level))).toBe(false))
})
