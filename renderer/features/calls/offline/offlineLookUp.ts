import { customer as customerSchema, type Contract, type Customer } from '#shared/contract/customer.ts'
import type { MallProposal, Organisation } from '#shared/contract/reference.ts'
import { proposeMall } from '#shared/domain/ticket/mallProposal.ts'
import type { ApiProblem } from '../../../api/problem.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'
import type { TicketFields } from '../draft/callDraft.ts'
import { useCallReferenceStore } from '../reference/reference.ts'

/** Customers as they were last seen on this machine. */
export interface SeenCustomers {
  readonly customers: readonly Customer[]
  /** ISO 8601, of the one seen longest ago; null where nobody was found. */
  readonly seenAt: string | null
}

/** What the call form does without the server. */
export interface OfflineLookUp {
  /** Whether this machine keeps what was seen: in the desktop program. */
  readonly available: () => boolean
  /** Keeps what the server says of customers, for a time without it. */
  readonly remember: (customers: readonly Customer[]) => void
  /** Who has this number, of those seen on this machine. @param digits of the number */
  readonly find: (digits: string) => Promise<SeenCustomers>
  /** What the server would propose, by the same rule, of the malls that are known here; null where nothing is known. */
  readonly propose: (place: Pick<TicketFields, 'contractNo' | 'province' | 'city' | 'district'>, contracts: readonly Contract[]) => MallProposal | null
}

/** Whether a failure means that the server is away, and this machine may answer for it. */
export const isAway = (problem: ApiProblem): boolean => problem.status === 0 ? problem.code === 'server_unreachable' : problem.status >= 500

function read(json: string): Customer | null {
  try {
    return customerSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** The mall that contract and region propose. @param malls all that are known on this machine */
export function proposalFrom(malls: readonly Organisation[], { contractNo, province, city, district }: Pick<TicketFields, 'contractNo' | 'province' | 'city' | 'district'>, contracts: readonly Contract[]): MallProposal | null {
  // Without the list an empty city would look like one without a mall.
  if (malls.length === 0) return null
  const code = contracts.find((contract) => contract.number === contractNo)?.mallCode ?? null
  const contractMall = malls.find((mall) => mall.code === code) ?? null
  if (!contractMall && city === '') return null
  const cityMalls = malls.filter((mall) => mall.city === city && (province === '' || mall.province === province))
  return proposeMall({ contractMall, cityMalls, district: district || null })
}

/** Looking up with what this machine has seen. */
export function useOfflineLookUp(): OfflineLookUp {
  const machine = useMachineStore()
  const reference = useCallReferenceStore()
  return {
    available: () => machine.store !== null,
    remember: (customers) => {
      if (customers.length === 0) return
      const rows = customers.map((customer) => ({ id: customer.id, phones: [...customer.phones], json: JSON.stringify(customer) }))
      // A help for later; nothing depends on it now.
      machine.store?.cache.put({ customers: rows, tickets: [] }).catch(() => undefined)
    },
    find: async (digits) => {
      const rows = await machine.store?.cache.customersByPhone({ digits }).catch(() => []) ?? []
      const found = rows.flatMap(({ json, seenAt }) => {
        const customer = read(json)
        return customer ? [{ customer, seenAt }] : []
      })
      return { customers: found.map(({ customer }) => customer), seenAt: found.map(({ seenAt }) => seenAt).sort()[0] ?? null }
    },
    propose: (place, contracts) => proposalFrom(reference.malls, place, contracts),
  }
}
