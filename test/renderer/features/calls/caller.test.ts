import { beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import type { Customer } from '#shared/contract/customer.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { useCaller } from '../../../../renderer/features/calls/caller/useCaller.ts'
import type { CallDraft } from '../../../../renderer/features/calls/draft/callDraft.ts'
import { customer, draftOf } from './fixtures.ts'

vi.mock('../../../../renderer/api/client.ts', () => ({ client: { searchCustomers: vi.fn(), listCalls: vi.fn(), queryTickets: vi.fn(), proposeMall: vi.fn(), getCustomer: vi.fn() } }))
const server = vi.mocked(client)

function callerOf(found: Customer[], draft: CallDraft = reactive(draftOf({ externalCallId: 'x9' }))) {
  server.searchCustomers.mockResolvedValue({ items: found })
  return { draft, caller: useCaller(draft) }
}

describe('looking up who calls', () => {
  beforeEach(() => {
    vi.resetAllMocks()
    server.listCalls.mockResolvedValue({ items: [{ id: '77', externalId: 'x9', phone: '13900002671', line: '2', agentName: null, customerId: '1', ticketNo: null, ringingAt: null, answeredAt: null, endedAt: null, playable: false }] })
    server.queryTickets.mockResolvedValue({ items: [], nextCursor: null, total: 0, totalIsExact: true })
    server.proposeMall.mockResolvedValue({ mallCode: 'M0001', headOffice: null, basis: 'contract' })
  })

  it('takes the one customer of the number, with mall, calls and the id of this call', async () => {
    const { draft, caller } = callerOf([customer()])
    await caller.lookUp()
    expect(server.searchCustomers).toHaveBeenCalledWith({ query: { phone: '13900002671' } })
    expect(caller.mode.value).toBe('known')
    expect(draft.fields).toMatchObject({ name: '沈若兰', mallCode: 'M0001' })
    expect(caller.basis.value).toBe('contract')
    expect(caller.callId.value).toBe('77')
  })

  it('lists several and takes none of them by itself', async () => {
    const { draft, caller } = callerOf([customer(), customer({ id: '2', name: '陆之遥' })])
    await caller.lookUp()
    expect(caller.mode.value).toBe('several')
    expect(draft.customerId).toBeNull()
    expect(draft.fields.name).toBe('')
  })

  it('is a new customer where nobody has the number', async () => {
    const { draft, caller } = callerOf([])
    await caller.lookUp()
    expect(caller.mode.value).toBe('new')
    expect(draft.fields).toMatchObject({ phone: '139 0000 2671', name: '' })
    expect(draft.isNewCustomer).toBe(false)
  })

  it('stays with a new customer that the agent decided on, after a start too', async () => {
    const { draft, caller } = callerOf([customer()])
    await caller.lookUp()
    caller.chooseNew()
    draft.fields.name = '沈若竹'
    const { caller: restored } = callerOf([customer()], draft)
    await restored.restore()
    expect(restored.mode.value).toBe('new')
    expect(draft).toMatchObject({ customerId: null, fields: { name: '沈若竹' } })
    await restored.changeNumber()
    expect(restored.mode.value).toBe('several')
  })

  it('has his corrections again after a start', async () => {
    const { draft, caller } = callerOf([customer()])
    await caller.lookUp()
    draft.fields.name = '沈若岚'
    const { caller: restored } = callerOf([customer()], draft)
    await restored.restore()
    expect(draft.fields.name).toBe('沈若岚')
    expect(restored.customer.value?.id).toBe('1')
  })

  it('says when nobody could be asked, and leaves the form usable', async () => {
    const { draft, caller } = callerOf([])
    server.searchCustomers.mockRejectedValueOnce(new ApiProblem({ status: 0, code: 'server_unreachable' }))
    await caller.lookUp()
    expect(caller.state.value).toBe('failed')
    expect(draft.fields.phone).toBe('139 0000 2671')
  })

  it('leaves an answer aside that comes after the number was changed', async () => {
    const { draft, caller } = callerOf([])
    let answer: (list: { items: Customer[] }) => void = () => undefined
    server.searchCustomers.mockReturnValueOnce(new Promise((resolve) => { answer = resolve }))
    const first = caller.lookUp()
    draft.fields.phone = '138 0013 8000'
    await caller.changeNumber()
    answer({ items: [customer()] })
    await first
    expect(caller.mode.value).toBe('new')
    expect(draft.customerId).toBeNull()
  })

  it('asks nobody for something that is no number', async () => {
    const { draft, caller } = callerOf([])
    draft.fields.phone = '12'
    await caller.lookUp()
    expect(server.searchCustomers).not.toHaveBeenCalled()
  })
})
