import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Catalogue, Choice, Organisation } from '#shared/contract/reference.ts'
import { client } from '../../../api/client.ts'

/** What the call form chooses from: causes, catalogue, malls, departments and lines. Read once per session. */
export const useCallReferenceStore = defineStore('callReference', () => {
  const causes = ref<Choice[]>([])
  const catalogue = ref<Catalogue>({ brands: [], categories: [], salesChannels: [] })
  const malls = ref<Organisation[]>([])
  const departments = ref<Organisation[]>([])
  const lines = ref<Organisation[]>([])
  const failed = ref(false)
  let loading: Promise<void> | null = null
  let loaded = false

  async function read(): Promise<void> {
    const [causeList, read, mallList, departmentList, lineList] = await Promise.all([
      client.listCauses(), client.getCatalogue(), client.listOrganisations({ query: { kind: 'mall' } }),
      client.listOrganisations({ query: { kind: 'department' } }), client.listOrganisations({ query: { kind: 'line' } }),
    ])
    causes.value = causeList.items
    catalogue.value = read
    malls.value = mallList.items
    departments.value = departmentList.items
    lines.value = lineList.items
    loaded = true
  }
  /** Reads the lists unless they are there. A failure is kept in `failed`; the next call tries again. */
  async function ensure(): Promise<void> {
    if (loaded) return
    loading ??= read()
    try {
      await loading
      failed.value = false
    } catch {
      failed.value = true
    } finally {
      loading = null
    }
  }
  /** Asks the server for malls that the first list did not hold. */
  async function findMalls(text: string): Promise<void> {
    const answer = await client.listOrganisations({ query: { kind: 'mall', q: text } })
    const known = new Set(malls.value.map((mall) => mall.code))
    malls.value = [...malls.value, ...answer.items.filter((mall) => !known.has(mall.code))]
  }
  return { causes, catalogue, malls, departments, lines, failed, ensure, findMalls }
})
