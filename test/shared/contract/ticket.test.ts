import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { ticketCreateBody, ticketPatchBody } from '#shared/contract/ticket.ts'
import { LEVELS_OF_TYPE, TICKET_LEVELS, TICKET_TYPES } from '#shared/domain/ticket/types.ts'

const newCustomer = { name: '沈若兰', phones: ['139 0000 2671'], type: 'individual' }
const body = {
  type: 'complaint', level: '2', customer: newCustomer, mallCode: 'M0001', submit: true,
  feedback: { content: '门板颜色不一样', channel: 'phone', calledAt: '2026-11-23T09:55:00+08:00' },
}

const issuesOf = (schema: z.ZodType) => (given: unknown): [path: string, message: string][] | null => {
  const read = schema.safeParse(given)
  return read.success ? null : read.error.issues.map((issue) => [issue.path.join('.'), issue.code === 'custom' ? issue.message : issue.code])
}
const created = issuesOf(ticketCreateBody)
const patched = issuesOf(ticketPatchBody)

describe('the body of a new ticket', () => {
  it('is accepted for a new or a known customer', () => {
    expect(created(body)).toBeNull()
    expect(created({ ...body, customer: { id: '7', contractNo: 'HT-1' } })).toBeNull()
  })

  it('fills what is left out with nothing', () => {
    expect(ticketCreateBody.parse({ ...body, product: { brand: '' } })).toMatchObject({
      product: { brand: null, category: null }, customer: { province: null, address: null, contractNo: null }, feedback: { causeCode: null },
    })
  })

  it('has a level of its type', () => {
    for (const type of TICKET_TYPES) for (const level of TICKET_LEVELS) {
      const fits = (LEVELS_OF_TYPE[type] as readonly string[]).includes(level)
      expect([type, level, created({ ...body, type, level })]).toEqual([type, level, fits ? null : [['level', 'level_does_not_fit']]])
    }
  })

  it('names mall or head office, not both, and one of them to be submitted', () => {
    const headOffice = { reason: 'no_mall', departmentCode: 'DEPT-S' }
    expect(created({ ...body, headOffice })).toEqual([['headOffice', 'mall_or_head_office']])
    expect(created({ ...body, mallCode: null, headOffice })).toBeNull()
    expect(created({ ...body, mallCode: null })).toEqual([['mallCode', 'required']])
    expect(created({ ...body, mallCode: undefined, submit: false })).toBeNull()
  })

  it.each(['surprise', 'state', 'no', 'version', 'createdAt'])('refuses the field %s', (field) => {
    expect(created({ ...body, [field]: '1' })).toEqual([['', 'unrecognized_keys']])
  })

  it('refuses unknown fields inside', () => {
    expect(created({ ...body, feedback: { ...body.feedback, at: body.feedback.calledAt } })).toEqual([['feedback', 'unrecognized_keys']])
    expect(created({ ...body, product: { brand: 'A', model: 'B' } })).toEqual([['product', 'unrecognized_keys']])
    expect(created({ ...body, customer: { ...newCustomer, vip: true } })).not.toBeNull()
    expect(created({ ...body, customer: { ...newCustomer, id: '7' } })).not.toBeNull()
  })

  it.each([
    ['feedback.content', { feedback: { ...body.feedback, content: '  ' } }], ['feedback.channel', { feedback: { ...body.feedback, channel: 'fax' } }],
    ['feedback.calledAt', { feedback: { ...body.feedback, calledAt: '2026-11-23' } }], ['feedback.content', { feedback: { ...body.feedback, content: '长'.repeat(5001) } }],
    ['type', { type: 'praise' }], ['submit', { submit: 'yes' }], ['followUpOf', { followUpOf: '12' }], ['callId', { callId: 'x' }],
    ['assistants', { assistants: Array(11).fill('LINE-1') }], ['mallCode', { mallCode: 'M'.repeat(33) }],
  ])('refuses a wrong %s', (path, more) => expect(created({ ...body, ...more })?.map(([where]) => where)).toEqual([path]))

  it('needs a name and a phone of a new customer', () => {
    for (const customer of [{ ...newCustomer, name: ' ' }, { ...newCustomer, phones: [] }, { ...newCustomer, phones: Array(11).fill('1') }, { ...newCustomer, type: 'vip' }, {}])
      expect(created({ ...body, customer })).not.toBeNull()
  })
})

describe('the body of a change', () => {
  it('leaves absent fields absent: null would clear them', () => {
    expect(ticketPatchBody.parse({ version: 2 })).toStrictEqual({ version: 2 })
    expect(Object.keys(ticketPatchBody.parse({ version: 2, customer: { city: '澜州市' }, product: { brand: '甲' }, salesChannel: { minor: '团购' } }))).toEqual(['version', 'customer', 'product', 'salesChannel'])
    expect(ticketPatchBody.parse({ version: 2, customer: { city: '澜州市' } }).customer).toStrictEqual({ city: '澜州市' })
    expect(ticketPatchBody.parse({ version: 2, product: { brand: '甲' } }).product).toStrictEqual({ brand: '甲' })
    expect(ticketPatchBody.parse({ version: 2, salesChannel: { minor: '团购' } }).salesChannel).toStrictEqual({ minor: '团购' })
  })

  it('clears with null or an empty text', () => {
    expect(ticketPatchBody.parse({ version: 2, customer: { city: '', address: null }, product: { brand: ' ' }, mallCode: null, causeCode: null })).toEqual({
      version: 2, customer: { city: null, address: null }, product: { brand: null }, mallCode: null, causeCode: null,
    })
  })

  it('never clears name or phones', () => {
    expect(patched({ version: 2, customer: { name: null } })).not.toBeNull()
    expect(patched({ version: 2, customer: { name: ' ' } })).not.toBeNull()
    expect(patched({ version: 2, customer: { phones: [] } })).not.toBeNull()
  })

  it('needs the version', () => expect(patched({ level: '1' })).toEqual([['version', 'invalid_type']]))

  it.each(['state', 'feedback', 'replyDueAt', 'handler', 'secondComplaint', 'surprise'])('refuses the field %s', (field) => {
    expect(patched({ version: 2, [field]: null })).toEqual([['', 'unrecognized_keys']])
  })

  it('names mall or head office, not both', () => {
    expect(patched({ version: 2, mallCode: 'M0001', headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } })).toEqual([['headOffice', 'mall_or_head_office']])
    expect(patched({ version: 2, mallCode: null, headOffice: { reason: 'no_mall', departmentCode: 'DEPT-S' } })).toBeNull()
  })
})
