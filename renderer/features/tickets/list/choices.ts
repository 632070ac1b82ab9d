import { defineStore } from 'pinia'
import { reactive } from 'vue'
import type { TicketFieldPath } from '#shared/domain/lists/fields.ts'
import type { OrganisationKind } from '#shared/domain/organisation/roles.ts'
import { organisationsFor } from '#shared/domain/permissions.ts'
import { client } from '../../../api/client.ts'
import { useSessionStore } from '../../../stores/session.ts'
import { CHOICE_SOURCES, ORGANISATIONS_OF_SOURCES } from './fieldGroups.ts'
import type { ChoiceSource } from './fieldGroups.ts'

export interface Choice {
  readonly value: string
  readonly label: string
}
export interface Choices {
  items: readonly Choice[]
  state: 'idle' | 'reading' | 'ready' | 'failed'
}

const byCodeAndName = ({ code, name }: { code: string; name: string }): Choice => ({ value: code, label: `${code} ${name}` })
const byName = (name: string): Choice => ({ value: name, label: name })

const organisations = async (kind: OrganisationKind): Promise<readonly Choice[]> => (await client.listOrganisations({ query: { kind } })).items.map(byCodeAndName)

type MayList = (kind: OrganisationKind) => boolean

/** How each list of values is read; of several kinds of organisations those that the person may list. */
const READERS: Readonly<Record<ChoiceSource, (mayList: MayList) => Promise<readonly Choice[]>>> = {
  mall: () => organisations('mall'),
  department: () => organisations('department'),
  line: () => organisations('line'),
  party: async (mayList) => (await Promise.all((['line', 'department', 'hq'] as const).filter(mayList).map(organisations))).flat(),
  marketingLine: async () => {
    const { items } = await client.listOrganisations({ query: { kind: 'mall' } })
    return [...new Set(items.map((mall) => mall.marketingLine ?? ''))].filter(Boolean).sort((a, b) => a.localeCompare(b, 'zh-CN')).map(byName)
  },
  cause: async () => (await client.listCauses()).items.map(({ code, name }) => ({ value: code, label: name })),
  brand: async () => (await client.getCatalogue()).brands.map(byName),
  category: async () => (await client.getCatalogue()).categories.map(byName),
}

/** Values that filters and conditions choose from; read when first needed, kept while the same person works. */
export const useListChoices = defineStore('listChoices', () => {
  const session = useSessionStore()
  const kept = reactive(new Map<string, Choices>())
  const found = reactive(new Map<string, string>())

  function entry(source: ChoiceSource): Choices {
    const key = `${session.user?.id ?? ''}/${source}`
    const known = kept.get(key)
    if (known) return known
    kept.set(key, { items: [], state: 'idle' })
    return kept.get(key) ?? { items: [], state: 'idle' }
  }
  const mayList: MayList = (kind) => session.facts !== null && organisationsFor(session.facts, kind) !== 'none'
  function isReadable(source: ChoiceSource): boolean {
    const kind = ORGANISATIONS_OF_SOURCES[source]
    return kind === undefined || mayList(kind)
  }
  /** The list that the values of a field are chosen from; none where they are typed, also by who may not read the list. */
  function sourceOf(field: TicketFieldPath): ChoiceSource | undefined {
    const source = CHOICE_SOURCES[field]
    return source !== undefined && isReadable(source) ? source : undefined
  }
  /** Reads a list unless it is there; a failure stays written on the list and is tried again at the next call. */
  async function need(source: ChoiceSource): Promise<void> {
    const choices = entry(source)
    if (choices.state === 'ready' || choices.state === 'reading' || !isReadable(source)) return
    choices.state = 'reading'
    try {
      choices.items = await READERS[source](mayList)
      choices.state = 'ready'
      for (const one of choices.items) found.set(`${source}/${one.value}`, one.label)
    } catch {
      choices.state = 'failed'
    }
  }
  /** The words of a value; the value itself while the list is not read. */
  const labelOf = (source: ChoiceSource, value: string): string => found.get(`${source}/${value}`) ?? value
  return { entry, need, labelOf, sourceOf }
})
