import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { Customer } from '#shared/contract/customer.ts'
import type { TicketPage } from '#shared/contract/query.ts'
import type { Ticket } from '#shared/contract/ticket.ts'
import type { TicketTabId } from '#shared/domain/lists/tabs.ts'
import { client } from '../../api/client.ts'
import { toProblem } from '../../api/problem.ts'
import type { ApiProblem } from '../../api/problem.ts'
import { useSessionStore } from '../../stores/session.ts'
import { planSearch } from './searchPlan.ts'
import type { SearchPlan } from './searchPlan.ts'

/** What was found; the rows of a kind are few, `total` says how many there are. */
export interface SearchResult {
  readonly text: string
  readonly plan: SearchPlan
  readonly tickets: readonly Ticket[]
  /** Tickets of the tab `all`. */
  readonly total: number
  readonly totalIsExact: boolean
  readonly customers: readonly Customer[]
}

export interface Search {
  readonly plan: Readonly<ShallowRef<SearchPlan>>
  readonly result: Readonly<ShallowRef<SearchResult | null>>
  readonly busy: Readonly<Ref<boolean>>
  readonly problem: Readonly<ShallowRef<ApiProblem | null>>
  readonly retry: () => void
}

/** Milliseconds without a further key before the server is asked. */
const PAUSE = 200
/** Rows of each kind. */
const TICKETS = 6
const CUSTOMERS = 4

/**
 * Looks for tickets (also those not yet submitted, where the role has them) and customers while somebody types.
 * Old results stay until new ones come.
 */
export function useSearch(text: Readonly<Ref<string>>): Search {
  const session = useSessionStore()
  const plan = shallowRef<SearchPlan>(planSearch(''))
  const result = shallowRef<SearchResult | null>(null)
  const busy = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: AbortController | undefined

  async function ask(typed: string, wanted: SearchPlan): Promise<void> {
    abort?.abort()
    const mine = new AbortController()
    abort = mine
    busy.value = true
    const signal = { signal: mine.signal }
    const tickets = async (tab: TicketTabId): Promise<TicketPage | null> =>
      wanted.tickets ? client.queryTickets({ body: { tab, match: 'any', conditions: [...wanted.tickets], limit: TICKETS } }, signal) : null
    try {
      const [submitted, pending, customers] = await Promise.all([
        tickets('all'),
        session.worksInCallCenter ? tickets('pending') : null,
        wanted.customers && session.may('customers.read') ? client.searchCustomers({ query: wanted.customers }, signal) : null,
      ])
      if (abort !== mine) return
      const found = [...(pending?.items ?? []), ...(submitted?.items ?? [])].toSorted((one, other) => other.updatedAt.localeCompare(one.updatedAt))
      result.value = {
        text: typed, plan: wanted, tickets: found.slice(0, TICKETS), total: submitted?.total ?? 0, totalIsExact: submitted?.totalIsExact ?? true,
        customers: customers?.items.slice(0, CUSTOMERS) ?? [],
      }
      problem.value = null
    } catch (error) {
      const failure = toProblem(error)
      if (abort === mine && failure.code !== 'cancelled') problem.value = failure
    } finally {
      if (abort === mine) busy.value = false
    }
  }
  function start(typed: string, pause: number): void {
    clearTimeout(timer)
    abort?.abort()
    abort = undefined
    plan.value = planSearch(typed)
    problem.value = null
    busy.value = plan.value.tickets !== null
    if (plan.value.tickets === null) {
      result.value = null
      return
    }
    timer = setTimeout(() => void ask(typed.trim(), plan.value), pause)
  }
  watch(text, (typed) => start(typed, PAUSE), { immediate: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    abort?.abort()
  })
  return { plan, result, busy, problem, retry: () => start(text.value, 0) }
}
