import { computed, type ComputedRef } from 'vue'
import type { RequestKind } from '#shared/domain/ticket/enumerations.ts'
import { TRANSITIONS, type ActorInTable } from '#shared/domain/ticket/transitions.ts'
import { useApprovalsStore } from '../../stores/approvals.ts'
import { useSessionStore } from '../../stores/session.ts'
import { useDelegationsStore } from './delegation/delegationsStore.ts'

/** As whom somebody may decide requests of this kind (`transitions.csv`). */
const deciders = (kind: RequestKind): readonly ActorInTable[] => TRANSITIONS.filter((one) => one.operation === `approve_${kind}`).flatMap((one) => [...one.actors])

/**
 * Whether the person works through these requests, or only reads what became of them. Which request he may decide is said
 * by the server on each; this decides how an empty page speaks.
 */
export function useMayDecide(kind: RequestKind): ComputedRef<boolean> {
  const session = useSessionStore()
  const delegations = useDelegationsStore()
  const store = useApprovalsStore()
  return computed(() => {
    const actors = deciders(kind)
    const byRole = (actors.includes('cs_approver') && session.worksInCallCenter && session.holds('approver')) || (actors.includes('dept') && session.user?.organisation.kind === 'department')
    return byRole || delegations.actingFor() !== null || store.queues[kind].items.some((one) => one.mayDecide)
  })
}
