import { describe, expect, it } from 'vitest'
import { isPrefilled, holdsWork } from '../../../../renderer/features/calls/draft/callDraft.ts'
import { applyContract, applyCustomer, applyNewCustomer, applyProposal, changedCustomerFields, chooseDestination, isNumberOf, likelyContract, mayTakeUnasked } from '../../../../renderer/features/calls/draft/prefill.ts'
import type { Organisation } from '#shared/contract/reference.ts'
import { contract, customer, draftOf } from './fixtures.ts'

describe('prefilling a call form', () => {
  it('writes the calling number in groups and takes it as filled in by the program', () => {
    const draft = draftOf()
    expect(draft.fields.phone).toBe('139 0000 2671')
    expect(isPrefilled(draft, 'phone')).toBe(true)
    expect(holdsWork(draft)).toBe(false)
  })

  it('fills in a known customer with the contract installed last', () => {
    const draft = draftOf()
    applyCustomer(draft, customer({ contracts: [contract({ number: 'OLD', installedOn: '2024-12-02', category: '餐桌椅' }), contract(), contract({ number: 'OPEN', installedOn: null })] }))
    expect(draft.customerId).toBe('1')
    expect(draft.fields).toMatchObject({ name: '沈若兰', province: '东澜', city: '澜州', district: '江北', address: '滨河路 18 号', contractNo: 'LZ26-05-0418', brand: '序居', category: '定制衣柜' })
    expect(isPrefilled(draft, 'name')).toBe(true)
    expect(holdsWork(draft)).toBe(false)
  })

  it('takes the first contract where none is installed, and none where there is none', () => {
    expect(likelyContract([contract({ number: 'A', installedOn: null }), contract({ number: 'B', installedOn: null })])?.number).toBe('A')
    expect(likelyContract([])).toBeNull()
  })

  it('leaves alone what the agent wrote himself', () => {
    const draft = draftOf()
    draft.fields.address = '望湖路 21 号'
    draft.fields.brand = '木和'
    applyCustomer(draft, customer())
    expect(draft.fields.address).toBe('望湖路 21 号')
    expect(draft.fields.brand).toBe('木和')
    expect(isPrefilled(draft, 'address')).toBe(false)
    expect(holdsWork(draft)).toBe(true)
  })

  it('never writes a name typed for somebody else to the customer that is chosen', () => {
    const draft = draftOf()
    draft.fields.name = '季明远'
    expect(mayTakeUnasked(draft, customer())).toBe(false)
    applyCustomer(draft, customer())
    expect(draft.fields.name).toBe('沈若兰')
    draft.fields.name = '沈若岚'
    applyCustomer(draft, customer())
    expect(draft.fields.name).toBe('沈若岚')
    expect(mayTakeUnasked(draftOf(), customer())).toBe(true)
  })

  it('replaces one customer by another without leaving the first one’s data', () => {
    const draft = draftOf()
    applyCustomer(draft, customer())
    applyCustomer(draft, customer({ id: '2', name: '陆之遥', district: null, address: null, contracts: [] }))
    expect(draft.fields).toMatchObject({ name: '陆之遥', district: '', address: '', contractNo: '', brand: '', category: '' })
  })

  it('empties what came from a customer when the caller is a new one, and keeps the words', () => {
    const draft = draftOf()
    applyCustomer(draft, customer())
    draft.fields.words = '推拉门拉不动'
    applyNewCustomer(draft)
    expect(draft.customerId).toBeNull()
    expect(draft.fields).toMatchObject({ phone: '139 0000 2671', name: '', address: '', contractNo: '', words: '推拉门拉不动' })
  })

  it('changes brand and category with the contract', () => {
    const draft = draftOf()
    applyCustomer(draft, customer())
    applyContract(draft, contract({ number: 'LZ24', brand: '木和', category: '餐桌椅' }))
    expect(draft.fields).toMatchObject({ contractNo: 'LZ24', brand: '木和', category: '餐桌椅' })
  })

  it('takes the proposed mall, and head office with reason and department in its place', () => {
    const draft = draftOf()
    applyProposal(draft, { mallCode: 'M0001', headOffice: null, basis: 'contract' })
    expect(draft.fields).toMatchObject({ toHeadOffice: false, mallCode: 'M0001' })
    expect(isPrefilled(draft, 'mallCode')).toBe(true)
    applyProposal(draft, { mallCode: null, headOffice: { reason: 'runaway_mall', departmentCode: 'DEPT-S' }, basis: 'contract' })
    expect(draft.fields).toMatchObject({ toHeadOffice: true, mallCode: '', headOfficeReason: 'runaway_mall', departmentCode: 'DEPT-S' })
    expect(holdsWork(draft)).toBe(false)
  })

  it('never takes a destination that the agent chose', () => {
    const draft = draftOf()
    draft.fields.mallCode = 'M0002'
    applyProposal(draft, { mallCode: 'M0001', headOffice: null, basis: 'region' })
    expect(draft.fields.mallCode).toBe('M0002')
    const toHeadOffice = draftOf()
    toHeadOffice.fields.toHeadOffice = true
    applyProposal(toHeadOffice, { mallCode: 'M0001', headOffice: null, basis: 'region' })
    expect(toHeadOffice.fields).toMatchObject({ toHeadOffice: true, mallCode: '' })
  })

  it('sends a ticket for a mall out of business to head office, with the reason', () => {
    const draft = draftOf()
    const mall: Organisation = { code: 'M0017', name: '栖霞岭商场', kind: 'mall', status: 'eliminated', province: null, city: null, district: null, departmentCode: 'DEPT-N', marketingLine: null, marketLevel: null }
    chooseDestination(draft, mall)
    expect(draft.fields).toMatchObject({ toHeadOffice: true, mallCode: '', headOfficeReason: 'eliminated_mall', departmentCode: 'DEPT-N' })
    chooseDestination(draft, { ...mall, code: 'M0001', status: 'active' })
    expect(draft.fields).toMatchObject({ toHeadOffice: false, mallCode: 'M0001', headOfficeReason: '', departmentCode: '' })
    chooseDestination(draft, 'head_office')
    expect(draft.fields).toMatchObject({ toHeadOffice: true, mallCode: '', headOfficeReason: '' })
    chooseDestination(draft, null)
    expect(draft.fields).toMatchObject({ toHeadOffice: false, mallCode: '' })
  })

  it('knows a customer’s number whatever its punctuation', () => {
    expect(isNumberOf(customer(), '0086 139 0000-2671')).toBe(true)
    expect(isNumberOf(customer(), '139 0000 2672')).toBe(false)
    expect(isNumberOf(customer(), '')).toBe(false)
  })

  it('names exactly the fields of the customer that were corrected', () => {
    const draft = draftOf()
    applyCustomer(draft, customer())
    expect(changedCustomerFields(draft, customer())).toEqual({})
    draft.fields.address = '滨河路 19 号'
    draft.fields.customerType = 'company'
    expect(changedCustomerFields(draft, customer())).toEqual({ address: '滨河路 19 号', type: 'company' })
  })
})
