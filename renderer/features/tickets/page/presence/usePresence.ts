import { computed, onBeforeUnmount, onMounted, ref, watch } from 'vue'
import type { ComputedRef } from 'vue'
import type { PresentPerson } from '#shared/contract/stream.ts'
import type { TicketOperation } from '#shared/domain/ticket/operations.ts'
import { useStreamStore } from '../../../../stores/stream.ts'

/** What a page knows that others are told. */
export interface PresenceFacts {
  readonly no: () => string
  /** Whether the ticket is on the screen; a page without one is not present at it. */
  readonly shown: () => boolean
  /** Whether the page's tab is in front. */
  readonly active: () => boolean
  /** The operation whose open form holds text. */
  readonly typing: () => TicketOperation | null
}

/**
 * Tells who else looks at a ticket that this page is open: while it is in front of somebody, or holds text.
 * @returns the others, without oneself
 */
export function usePresence(facts: PresenceFacts): ComputedRef<readonly PresentPerson[]> {
  const stream = useStreamStore()
  const place = Symbol('presence')
  const seen = ref(document.visibilityState === 'visible')
  const follow = (): void => { seen.value = document.visibilityState === 'visible' }
  /** What is said: nothing, or the ticket and what is written. */
  const said = computed(() => {
    const typing = facts.typing()
    return facts.shown() && ((facts.active() && seen.value) || typing !== null) ? { no: facts.no(), typing } : null
  })
  watch(said, (now, before) => {
    if (before && before.no !== now?.no) stream.unwatch(place, before.no)
    if (now) stream.watch(place, now.no, now.typing)
  }, { immediate: true })

  onMounted(() => document.addEventListener('visibilitychange', follow))
  onBeforeUnmount(() => {
    document.removeEventListener('visibilitychange', follow)
    if (said.value) stream.unwatch(place, said.value.no)
  })
  return computed(() => stream.peopleAt(facts.no()))
}
