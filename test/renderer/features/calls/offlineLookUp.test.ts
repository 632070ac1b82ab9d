// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { reactive } from 'vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Organisation } from '#shared/contract/reference.ts'
import { client } from '../../../../renderer/api/client.ts'
import { ApiProblem } from '../../../../renderer/api/problem.ts'
import { useCaller } from '../../../../renderer/features/calls/caller/useCaller.ts'
import { proposalFrom, useOfflineLookUp } from '../../../../renderer/features/calls/offline/offlineLookUp.ts'
import { useCallReferenceStore } from '../../../../renderer/features/calls/reference/reference.ts'
import { useMachineStore } from '../../../../renderer/stores/machine/machine.ts'
import { FakeLocalStore } from '../outbox/fakeLocalStore.ts'
import { contract, customer, draftOf } from './fixtures.ts'

vi.mock('../../../../renderer/api/client.ts', () => ({
  client: { searchCustomers: vi.fn(), listCalls: vi.fn(), queryTickets: vi.fn(), proposeMall: vi.fn(), getCustomer: vi.fn(), listCauses: vi.fn(), getCatalogue: vi.fn(), listOrganisations: vi.fn() },
}))
const server = vi.mocked(client)
const away = new ApiProblem({ status: 0, code: 'server_unreachable' })
const mall = (code: string, more: Partial<Organisation> = {}): Organisation =>
  ({ code, name: code, kind: 'mall', status: 'active', province: '东澜', city: '澜州', district: '江北', departmentCode: 'D1', marketingLine: null, marketLevel: 'A', ...more })

function goAway(): void {
  for (const name of Object.values(server)) vi.mocked(name).mockRejectedValue(away)
}
async function desk() {
  setActivePinia(createPinia())
  const store = new FakeLocalStore()
  await useMachineStore().open('7', store)
  const look = useOfflineLookUp()
  return { store, callerOf: () => { const draft = reactive(draftOf()); return { draft, caller: useCaller(draft, look) } } }
}

describe('looking up without the server', () => {
  beforeEach(() => {
    localStorage.clear()
    vi.resetAllMocks()
    server.searchCustomers.mockResolvedValue({ items: [customer()] })
    server.listCalls.mockResolvedValue({ items: [] })
    server.queryTickets.mockResolvedValue({ items: [], nextCursor: null, total: 0, totalIsExact: true })
    server.proposeMall.mockResolvedValue({ mallCode: 'M0001', headOffice: null, basis: 'contract' })
  })

  it('finds who was seen with the server before, says when, and proposes the mall by the same rule', async () => {
    const { callerOf } = await desk()
    await callerOf().caller.lookUp()
    useCallReferenceStore().malls = [mall('M0001')]
    goAway()
    const { draft, caller } = callerOf()
    await caller.lookUp()
    expect(caller.mode.value).toBe('known')
    expect(caller.machineData.value?.seenAt).toEqual(expect.any(String))
    expect(draft.fields).toMatchObject({ name: '沈若兰', mallCode: 'M0001' })
    expect(caller.basis.value).toBe('contract')
  })

  it('lets the agent write for somebody unknown', async () => {
    const { callerOf } = await desk()
    goAway()
    const { caller } = callerOf()
    await caller.lookUp()
    expect(caller.mode.value).toBe('new')
    expect(caller.machineData.value).toEqual({ seenAt: null })
  })

  it('reads anew when the server is back, and leaves what was written', async () => {
    const { callerOf } = await desk()
    await callerOf().caller.lookUp()
    goAway()
    const { draft, caller } = callerOf()
    await caller.lookUp()
    draft.fields.words = '写到一半'
    server.getCustomer.mockResolvedValue(customer({ version: 9, address: '滨河路 99 号' }))
    await caller.refresh()
    expect(caller.machineData.value).toBeNull()
    expect(caller.customer.value?.version).toBe(9)
    expect(draft.fields.words).toBe('写到一半')
  })

  it('says that it failed where this machine keeps nothing, as in a browser', async () => {
    setActivePinia(createPinia())
    goAway()
    const caller = useCaller(reactive(draftOf()), useOfflineLookUp())
    await caller.lookUp()
    expect(caller.state.value).toBe('failed')
  })

  it('has the lists of the last time after a start', async () => {
    const { store } = await desk()
    server.listCauses.mockResolvedValue({ items: [{ code: 'other', name: '其他' }] })
    server.getCatalogue.mockResolvedValue({ brands: ['序居'], categories: [], salesChannels: [] })
    server.listOrganisations.mockResolvedValue({ items: [mall('M0001')] })
    await useCallReferenceStore().ensure()
    setActivePinia(createPinia())
    await useMachineStore().open('7', store)
    goAway()
    const reference = useCallReferenceStore()
    await reference.ensure()
    expect(reference.failed).toBe(true)
    expect(reference.malls.map(({ code }) => code)).toEqual(['M0001'])
    expect(reference.catalogue.brands).toEqual(['序居'])
  })
})

describe('the proposal of a mall on this machine', () => {
  const place = { contractNo: '', province: '东澜', city: '澜州', district: '江北' }
  it('comes from the contract, else from the region, else is head office for an empty city', () => {
    const malls = [mall('M0001', { district: '江南' }), mall('M0002')]
    expect(proposalFrom(malls, { ...place, contractNo: 'LZ26-05-0418' }, [contract()])).toMatchObject({ mallCode: 'M0001', basis: 'contract' })
    expect(proposalFrom(malls, place, [])).toMatchObject({ mallCode: 'M0002', basis: 'region' })
    expect(proposalFrom(malls, { ...place, city: '远城' }, [])).toMatchObject({ headOffice: { reason: 'no_mall' } })
  })
  it('is none where nothing is known', () => {
    expect(proposalFrom([], place, [])).toBeNull()
    expect(proposalFrom([mall('M0001')], { ...place, city: '' }, [])).toBeNull()
  })
})
