import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { Delegation } from '#shared/contract/approval.ts'
import { isDelegationActive, isDelegationOver } from '#shared/domain/organisation/delegation.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { singleFlight } from '../../../api/singleFlight.ts'
import { useClockStore } from '../../../stores/clock.ts'
import { useSessionStore } from '../../../stores/session.ts'

const periodOf = (one: Delegation) => ({ startsAt: new Date(one.startsAt), endsAt: new Date(one.endsAt), endedAt: one.endedAt === null ? null : new Date(one.endedAt) })
/** Not over yet: in force now or to come. @param now ms, the server's time */
export const isAhead = (one: Delegation, now: number): boolean => !isDelegationOver(periodOf(one), new Date(now))
/** In force now. @param now ms, the server's time */
export const isInForce = (one: Delegation, now: number): boolean => isDelegationActive(periodOf(one), new Date(now))

/** For whom I decide and who decides for me, and whether the panel of it is open. */
export const useDelegationsStore = defineStore('approvalDelegations', () => {
  const session = useSessionStore()
  const clock = useClockStore()
  const items = ref<readonly Delegation[]>([])
  const problem = ref<ApiProblem | null>(null)
  const panelOpen = ref(false)

  const mine = computed(() => session.user?.id ?? '')
  const given = computed(() => items.value.filter((one) => one.from.id === mine.value))
  const received = computed(() => items.value.filter((one) => one.to.id === mine.value))
  const ask = singleFlight(() => client.listDelegations())

  /** Whether this person can have any: only call-center staff hand approving to each other. */
  const concerned = computed(() => session.worksInCallCenter)

  /** Reads them anew; a failure leaves the old ones and stands in `problem`. */
  async function refresh(): Promise<void> {
    if (!concerned.value) return
    try {
      items.value = (await ask()).items
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    }
  }
  /** The person in whose place I decide now, where I may not decide for myself; null otherwise. */
  function actingFor(): Delegation | null {
    // Only who is an approver himself may delegate; the role alone can come from a delegation.
    if (session.may('approvals.delegate')) return null
    return received.value.find((one) => isInForce(one, clock.now())) ?? null
  }
  /** @throws ApiProblem */
  async function create(toUserId: string, startsAt: string, endsAt: string, key: string): Promise<void> {
    const made = await client.createDelegation({ body: { toUserId, startsAt, endsAt } }, { idempotencyKey: key })
    items.value = [made, ...items.value.filter((one) => one.id !== made.id)]
    void refresh()
  }
  /** @throws ApiProblem */
  async function end(id: string): Promise<void> {
    await client.endDelegation({ params: { id } })
    await refresh()
  }
  watch(() => session.user?.id, () => {
    items.value = []
    problem.value = null
    panelOpen.value = false
    void refresh()
  }, { immediate: true })
  return { items, given, received, problem, panelOpen, concerned, refresh, actingFor, create, end }
})
