import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { Catalogue, Choice, Organisation } from '#shared/contract/reference.ts'
import { client } from '../../../api/client.ts'
import { readLocal, writeLocal } from '../../../stores/localRecord.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'

/** The lists as this machine keeps them; they name no customer. */
interface KeptLists { readonly causes: Choice[]; readonly catalogue: Catalogue; readonly malls: Organisation[]; readonly departments: Organisation[]; readonly lines: Organisation[] }
const isKeptLists = (value: unknown): value is KeptLists =>
  typeof value === 'object' && value !== null && ['causes', 'malls', 'departments', 'lines'].every((name) => Array.isArray((value as Readonly<Record<string, unknown>>)[name])) && 'catalogue' in value && typeof value.catalogue === 'object'
const recordOf = (userId: string): string => `gongdan.reference.${userId}`

/**
 * What the call form chooses from: causes, catalogue, malls, departments and lines. Read once per session; the desktop
 * program keeps them for a start without the server.
 */
export const useCallReferenceStore = defineStore('callReference', () => {
  const causes = ref<Choice[]>([])
  const catalogue = ref<Catalogue>({ brands: [], categories: [], salesChannels: [] })
  const malls = ref<Organisation[]>([])
  const departments = ref<Organisation[]>([])
  const lines = ref<Organisation[]>([])
  const failed = ref(false)
  const machine = useMachineStore()
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
    if (machine.store && machine.owner !== null) {
      writeLocal(recordOf(machine.owner), { causes: causes.value, catalogue: catalogue.value, malls: malls.value, departments: departments.value, lines: lines.value } satisfies KeptLists)
    }
  }
  /** Takes the lists of the last time, until the server answers. */
  function takeKept(): void {
    const kept = machine.store && machine.owner !== null && malls.value.length === 0 ? readLocal(recordOf(machine.owner), isKeptLists) : undefined
    if (!kept) return
    causes.value = kept.causes
    catalogue.value = kept.catalogue
    malls.value = kept.malls
    departments.value = kept.departments
    lines.value = kept.lines
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
      takeKept()
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
