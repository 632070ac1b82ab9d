import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { SavedQuery, SavedQueryBody } from '#shared/contract/savedQuery.ts'
import { client } from '../../../../api/client.ts'
import { toProblem } from '../../../../api/problem.ts'
import type { ApiProblem } from '../../../../api/problem.ts'
import { useSessionStore } from '../../../../stores/session.ts'

const byName = (a: SavedQuery, b: SavedQuery): number => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, 'zh-CN') || Number(a.id) - Number(b.id)

/** The saved queries that a person may apply, of all lists; read when they are looked at. */
export const useSavedQueryStore = defineStore('savedQueries', () => {
  const session = useSessionStore()
  const known = shallowRef<{ readonly owner: string; readonly items: readonly SavedQuery[] } | null>(null)
  const reading = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  const owner = (): string => session.user?.id ?? ''
  const items = computed(() => (known.value?.owner === owner() ? known.value.items : null))

  function put(changed: (items: readonly SavedQuery[]) => readonly SavedQuery[]): void {
    known.value = { owner: owner(), items: [...changed(items.value ?? [])].sort(byName) }
  }
  /** Reads them anew; what is known stays on the screen meanwhile. */
  async function load(): Promise<void> {
    if (reading.value) return
    reading.value = true
    const by = owner()
    try {
      const answer = await client.listSavedQueries({ query: {} })
      if (by === owner()) known.value = { owner: by, items: answer.items }
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      reading.value = false
    }
  }
  /** @param idempotencyKey the same for each try of one form @throws ApiProblem */
  async function create(body: SavedQueryBody, idempotencyKey: string): Promise<SavedQuery> {
    const saved = await client.createSavedQuery({ body }, { idempotencyKey })
    put((all) => [...all.filter(({ id }) => id !== saved.id), saved])
    return saved
  }
  /** @throws ApiProblem */
  async function change(id: string, body: SavedQueryBody): Promise<SavedQuery> {
    const saved = await client.changeSavedQuery({ params: { id }, body })
    put((all) => all.map((one) => (one.id === id ? saved : one)))
    return saved
  }
  /** One that is gone already is gone. @throws ApiProblem */
  async function remove(id: string): Promise<void> {
    try {
      await client.deleteSavedQuery({ params: { id } })
    } catch (error) {
      if (toProblem(error).status !== 404) throw error
    }
    forget(id)
  }
  /** What was deleted elsewhere. */
  function forget(id: string): void {
    put((all) => all.filter((one) => one.id !== id))
  }
  return { items, reading, problem, load, create, change, remove, forget }
})
