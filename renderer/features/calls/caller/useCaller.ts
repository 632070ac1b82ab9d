import { computed, ref, shallowRef } from 'vue'
import type { Call } from '#shared/contract/call.ts'
import type { Customer } from '#shared/contract/customer.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import { readPhone } from '#shared/domain/customer/phone.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import type { CallDraft } from '../draft/callDraft.ts'
import { findCustomers } from './findCustomers.ts'
import { isAway, type OfflineLookUp } from '../offline/offlineLookUp.ts'
import { applyContract, applyCustomer, applyNewCustomer, applyProposal, isNumberOf, mayTakeUnasked } from '../draft/prefill.ts'

/** Closed tickets offered as 关联已关闭工单, newest first. */
const closedTicketsShown = 10

/** What is shown was last seen on this machine, not asked of the server; `seenAt` is null where this machine knows nobody either. */
export interface MachineData { readonly seenAt: string | null }

/**
 * Who is calling: the customers of the number, the chosen one with calls and closed tickets, and the proposed mall.
 * @param machine answers while the server is away
 */
export function useCaller(draft: CallDraft, machine?: OfflineLookUp) {
  const state = ref<'idle' | 'searching' | 'done' | 'failed'>('idle')
  const matches = shallowRef<readonly Customer[]>([])
  const customer = shallowRef<Customer | null>(null)
  const calls = shallowRef<readonly Call[]>([])
  const closedTickets = shallowRef<readonly Ticket[]>([])
  const basis = ref<'contract' | 'region' | 'none'>('none')
  const problem = ref<ApiProblem | null>(null)
  const machineData = shallowRef<MachineData | null>(null)
  /** Answers to an older question are left aside. */
  let question = 0

  /** Id of this call on the server, where the telephone system reported it. */
  const callId = computed(() => draft.callId ?? calls.value.find((call) => draft.externalCallId !== '' && call.externalId === draft.externalCallId)?.id ?? null)
  const mode = computed(() => {
    if (state.value !== 'done') return 'unknown'
    if (customer.value) return 'known'
    return matches.value.length > 0 ? 'several' : 'new'
  })

  async function propose(): Promise<void> {
    const { contractNo, province, city, district } = draft.fields
    if (!contractNo && !province && !city) return
    const asked = `${contractNo}|${province}|${city}|${district}`
    const proposal = await client.proposeMall({
      query: { contractNo: contractNo || undefined, province: province || undefined, city: city || undefined, district: district || undefined },
    }).catch((error: unknown) => (machine && isAway(toProblem(error)) ? machine.propose(draft.fields, customer.value?.contracts ?? []) : null))
    const { fields } = draft
    if (!proposal || asked !== `${fields.contractNo}|${fields.province}|${fields.city}|${fields.district}`) return
    basis.value = proposal.basis
    applyProposal(draft, proposal)
  }
  /** A call that only the softphone has told of: whether the telephone system has reported it, whoever calls. */
  async function findCall(): Promise<void> {
    if (draft.callId !== null || draft.externalCallId === '') return
    const found = await client.listCalls({ query: { externalId: draft.externalCallId } }).catch(() => null)
    draft.callId ??= found?.items[0]?.id ?? null
  }
  /** What stands beside the customer; a failure there leaves the form usable. */
  async function readSurroundings(chosen: Customer): Promise<void> {
    const mine = question
    const phone = chosen.phones[0]
    const [callList, closed] = await Promise.all([
      client.listCalls({ query: { customerId: chosen.id } }).catch(() => null),
      phone === undefined ? null : client.queryTickets({
        body: { tab: 'closed', match: 'all', conditions: [{ field: 'customer.phones', op: 'eq', value: phone }], limit: closedTicketsShown },
      }).catch(() => null),
    ])
    if (mine !== question) return
    calls.value = callList?.items ?? []
    closedTickets.value = closed?.items ?? []
  }
  /** Takes this customer for the form; the mall is proposed anew. */
  async function choose(chosen: Customer): Promise<void> {
    question += 1
    state.value = 'done'
    customer.value = chosen
    calls.value = []
    closedTickets.value = []
    applyCustomer(draft, chosen)
    await Promise.all([propose(), readSurroundings(chosen)])
  }
  /** Nobody is known under the number, or the agent said that the caller is none of those found. */
  function chooseNew(): void {
    question += 1
    draft.isNewCustomer = matches.value.length > 0 || customer.value !== null
    state.value = 'done'
    customer.value = null
    matches.value = []
    calls.value = []
    closedTickets.value = []
    basis.value = 'none'
    applyNewCustomer(draft)
  }
  /** The customer was changed on the server; what the form holds stays. */
  function update(changed: Customer): void {
    machine?.remember([changed])
    if (customer.value?.id === changed.id) customer.value = changed
    matches.value = matches.value.map((match) => (match.id === changed.id ? changed : match))
  }
  async function chooseContract(number: string): Promise<void> {
    applyContract(draft, customer.value?.contracts.find((contract) => contract.number === number) ?? null)
    await propose()
  }
  /** Asks who has the number in the form. Only a number that can be called is asked for. */
  async function lookUp(): Promise<void> {
    const digits = readPhone(draft.fields.phone).phone?.digits
    if (digits === undefined) {
      if (draft.customerId === null) state.value = 'idle'
      return
    }
    if (customer.value && isNumberOf(customer.value, digits)) return
    if (draft.isNewCustomer) {
      state.value = 'done'
      return
    }
    question += 1
    const mine = question
    state.value = 'searching'
    problem.value = null
    try {
      const items = await findCustomers(digits)
      if (mine !== question) return
      machineData.value = null
      machine?.remember(items)
      await take(items)
    } catch (error) {
      if (mine !== question) return
      const found = toProblem(error)
      if (machine?.available() && isAway(found)) await lookUpHere(machine, digits, mine)
      else {
        state.value = 'failed'
        problem.value = found
      }
    }
  }
  /** Shows who was found: the one customer where nothing speaks against him, else the choice. */
  async function take(found: readonly Customer[]): Promise<void> {
    matches.value = found
    const kept = found.find((match) => match.id === draft.customerId)
    const only = found.length === 1 && found[0] && mayTakeUnasked(draft, found[0]) ? found[0] : undefined
    const taken = kept ?? only
    if (taken) await choose(taken)
    else {
      state.value = 'done'
      customer.value = null
      if (found.length === 0) chooseNew()
      else applyNewCustomer(draft)
    }
  }
  /** The server is away: who was seen on this machine. A customer that was chosen before stays chosen. */
  async function lookUpHere(here: OfflineLookUp, digits: string, mine: number): Promise<void> {
    const { customers, seenAt } = await here.find(digits)
    if (mine !== question) return
    machineData.value = { seenAt }
    if (customers.length === 0 && draft.customerId !== null) state.value = 'done'
    else await take(customers)
  }
  /** The server is back: what was last seen on this machine is read anew; what the agent wrote stays. */
  async function refresh(): Promise<void> {
    if (machineData.value === null) return
    const shown = customer.value
    if (shown === null) {
      await lookUp()
      return
    }
    const now = await client.getCustomer({ params: { id: shown.id } }).catch(() => null)
    if (now === null || customer.value?.id !== shown.id) return
    machineData.value = null
    update(now)
    await readSurroundings(now)
  }
  /** The number was changed by hand: what was said about the old one no longer counts. */
  async function changeNumber(): Promise<void> {
    draft.isNewCustomer = false
    await lookUp()
  }
  /** A restored form whose customer was found in another way than by the number. */
  async function restore(): Promise<void> {
    const id = draft.customerId
    await lookUp()
    void findCall()
    if (id === null || customer.value?.id === id || state.value === 'failed') return
    const found = await client.getCustomer({ params: { id } }).catch(() => null)
    if (!found) return
    machine?.remember([found])
    await choose(found)
  }
  return { state, mode, matches, customer, calls, closedTickets, basis, problem, machineData, callId, lookUp, refresh, changeNumber, restore, choose, chooseNew, chooseContract, update, propose }
}
export type Caller = ReturnType<typeof useCaller>
