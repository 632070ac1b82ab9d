import { describe, expect, it } from 'vitest'
import { ticketCreateBody } from '#shared/contract/ticket.ts'
import { applyCustomer } from '../../../../renderer/features/calls/draft/prefill.ts'
import { errorsOf, errorsOfProblem, fieldAt, firstInvalid } from '../../../../renderer/features/calls/submit/fieldErrors.ts'
import { ticketBodyOf } from '../../../../renderer/features/calls/submit/ticketBody.ts'
import { calledAt, customer, draftOf } from './fixtures.ts'

const known = () => {
  const draft = draftOf()
  applyCustomer(draft, customer())
  Object.assign(draft.fields, { words: ' 推拉门拉不动 ', mallCode: 'M0001' })
  return draft
}
const unknown = () => {
  const draft = draftOf({ phone: '0571-8888 6666' })
  Object.assign(draft.fields, { name: '季明远', words: '想订书柜', city: '澜州', mallCode: 'M0001' })
  return draft
}

describe('the body of a new ticket', () => {
  it('names a known customer by his id and keeps when he called', () => {
    const body = ticketBodyOf(known(), true, '77')
    expect(body.customer).toEqual({ id: '1', contractNo: 'LZ26-05-0418' })
    expect(body).toMatchObject({ type: 'service', level: 'none', mallCode: 'M0001', callId: '77', submit: true })
    expect(body.feedback).toMatchObject({ calledAt, channel: 'phone' })
    expect(ticketCreateBody.safeParse(body).success).toBe(true)
    expect(ticketCreateBody.parse(body).feedback.content).toBe('推拉门拉不动')
  })

  it('carries a new customer whole, his number normalised', () => {
    const body = ticketBodyOf(unknown(), false, null)
    expect(body.customer).toEqual({ name: '季明远', phones: ['057188886666'], type: 'individual', province: null, city: '澜州', district: null, address: null, contractNo: null })
    expect(ticketCreateBody.safeParse(body).success).toBe(true)
  })

  it('names head office instead of a mall, never both', () => {
    const draft = known()
    Object.assign(draft.fields, { toHeadOffice: true, headOfficeReason: 'no_mall', departmentCode: 'DEPT-S' })
    const body = ticketBodyOf(draft, true, null)
    expect(body.headOffice).toEqual({ reason: 'no_mall', departmentCode: 'DEPT-S' })
    expect(body.mallCode).toBeUndefined()
  })

  it('leaves out half a head office when it is only saved', () => {
    const draft = known()
    Object.assign(draft.fields, { toHeadOffice: true, mallCode: '', headOfficeReason: 'no_mall' })
    expect(ticketBodyOf(draft, false, null).headOffice).toBeUndefined()
    expect(errorsOf(draft, false)).toEqual({})
  })

  it('has what was chosen of parties, product, channel and the closed ticket', () => {
    const draft = known()
    Object.assign(draft.fields, { responsibleParty: 'LINE-1', assistants: ['LINE-2', 'DEPT-S'], channelMajor: '零售', channelMiddle: '商场', channelMinor: '自营', followUpOf: '2608000101', causeCode: 'color' })
    expect(ticketCreateBody.parse(ticketBodyOf(draft, true, null))).toMatchObject({
      responsibleParty: 'LINE-1', assistants: ['LINE-2', 'DEPT-S'], product: { brand: '序居', category: '定制衣柜' },
      salesChannel: { major: '零售', middle: '商场', minor: '自营' }, followUpOf: '2608000101', feedback: { causeCode: 'color' },
    })
  })
})

describe('what keeps a draft from being sent', () => {
  it('is nothing for a known customer with words and a mall', () => {
    expect(errorsOf(known(), true)).toEqual({})
  })

  it('is a missing destination only when it is to be handed over', () => {
    const draft = known()
    draft.fields.mallCode = ''
    expect(errorsOf(draft, true)).toEqual({ mallCode: ['required'] })
    expect(errorsOf(draft, false)).toEqual({})
  })

  it('stands at the fields of a new customer, in the order of the screen', () => {
    const draft = draftOf({ phone: '', origin: 'blank' })
    const errors = errorsOf(draft, true)
    expect(errors).toEqual({ phone: ['required'], name: ['required'], words: ['required'], mallCode: ['required'] })
    expect(firstInvalid(errors)).toBe('phone')
  })

  it('is a number that cannot be called', () => {
    const draft = unknown()
    draft.fields.phone = '12'
    expect(errorsOf(draft, true)).toEqual({ phone: ['invalid_phone'] })
  })

  it('is head office without reason or department', () => {
    const draft = known()
    Object.assign(draft.fields, { toHeadOffice: true, mallCode: '' })
    expect(errorsOf(draft, true)).toEqual({ headOfficeReason: ['required'], departmentCode: ['required'] })
  })

  it('is a name taken away from a known customer, and words that are too long', () => {
    const draft = known()
    Object.assign(draft.fields, { name: ' ', words: '字'.repeat(5001) })
    expect(errorsOf(draft, true)).toEqual({ name: ['required'], words: ['too_long'] })
  })

  it('is what the server says, at the field that it means', () => {
    expect(errorsOfProblem({ errors: { 'customer.phones.0': ['invalid_phone'], mallCode: ['not_found'], 'feedback.content': ['required'], assistants: ['not_found'], body: ['invalid_value'] } })).toEqual({
      phone: ['invalid_phone'], mallCode: ['not_found'], words: ['required'], assistants: ['not_found'], form: ['invalid_value'],
    })
    expect(fieldAt('headOffice.departmentCode')).toBe('departmentCode')
    expect(fieldAt('callId')).toBe('form')
  })
})
