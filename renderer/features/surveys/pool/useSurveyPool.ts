import { computed, onBeforeUnmount, onMounted, ref, shallowRef, watch } from 'vue'
import type { Survey } from '#shared/contract/survey.ts'
import type { SurveyPool } from '#shared/domain/sla/surveys.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { useCountsStore } from '../../../stores/counts.ts'
import { nextToCall } from './nextToCall.ts'

/** How many tasks one answer holds; the most that the server gives. */
const PAGE_SIZE = 100
/** Milliseconds between two readings of a pool in front. */
const INTERVAL = 15_000

/** What the pool has to know of its page. */
export interface PoolPage {
  /** Whether the page is in front. */
  readonly active: () => boolean
  /** Whether the first task opens by itself; not on a phone, where it would hide the list. */
  readonly opensFirst: () => boolean
}

/** The tasks of a pool as far as they have been read, and which one is in front. */
export function useSurveyPool(pool: SurveyPool, { active, opensFirst }: PoolPage) {
  const counts = useCountsStore()
  const items = shallowRef<readonly Survey[]>([])
  const read = ref(false)
  const nextCursor = ref<string | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  /** As it was last seen: it stays in front when the list no longer has it. */
  const current = shallowRef<Survey | null>(null)
  /** Who has just been opened by itself, for the screen reader. */
  const announcement = ref('')
  let pages = 1
  /** Grows with every reading: only the latest counts. */
  let reading = 0
  let timer: ReturnType<typeof setInterval> | undefined

  const open = computed(() => items.value.filter((one) => one.state === 'open'))
  const finished = computed(() => items.value.filter((one) => one.state !== 'open'))

  async function reload(): Promise<void> {
    const mine = ++reading
    try {
      const found: Survey[] = []
      let cursor: string | undefined
      do {
        const answer = await client.listSurveys({ query: { pool, limit: PAGE_SIZE, ...(cursor === undefined ? {} : { cursor }) } })
        found.push(...answer.items)
        cursor = answer.nextCursor ?? undefined
      } while (cursor !== undefined && found.length < pages * PAGE_SIZE)
      if (mine !== reading) return
      items.value = [...new Map(found.map((one) => [one.id, one])).values()]
      nextCursor.value = cursor ?? null
      problem.value = null
      current.value = items.value.find(({ id }) => id === current.value?.id) ?? current.value
      if (!read.value && opensFirst()) current.value ??= open.value[0] ?? null
      read.value = true
    } catch (error) {
      if (mine === reading) problem.value = toProblem(error)
    }
  }
  function more(): void {
    pages += 1
    void reload()
  }
  function show(task: Survey | null): void {
    current.value = task
    announcement.value = ''
  }
  function move(steps: 1 | -1): void {
    const index = items.value.findIndex(({ id }) => id === current.value?.id)
    const next = items.value[index + steps]
    if (next) show(next)
  }
  /** Everything was asked of this customer: the next one opens by itself. */
  async function finish(customerId: string): Promise<void> {
    const next = nextToCall(items.value, current.value?.id ?? null, customerId)
    show(next)
    announcement.value = next?.customer.name ?? ''
    void counts.refresh()
    await reload()
  }
  onMounted(() => {
    void reload()
    timer = setInterval(() => { if (active() && document.visibilityState === 'visible') void reload() }, INTERVAL)
  })
  watch(active, (front) => { if (front) void reload() })
  onBeforeUnmount(() => { clearInterval(timer); reading += 1 })
  return { items, open, finished, read, nextCursor, problem, current, announcement, reload, more, show, move, finish }
}
export type SurveyPoolTasks = ReturnType<typeof useSurveyPool>
