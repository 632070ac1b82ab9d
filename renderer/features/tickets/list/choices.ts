import { defineStore } from 'pinia'
import { reactive } from 'vue'
import { client } from '../../../api/client.ts'
import { useSessionStore } from '../../../stores/session.ts'
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

/** How each list of values is read. */
const READERS: Readonly<Record<ChoiceSource, () => Promise<readonly Choice[]>>> = {
  mall: async () => (await client.listOrganisations({ query: { kind: 'mall' } })).items.map(byCodeAndName),
  department: async () => (await client.listOrganisations({ query: { kind: 'department' } })).items.map(byCodeAndName),
  line: async () => (await client.listOrganisations({ query: { kind: 'line' } })).items.map(byCodeAndName),
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
  /** Reads a list unless it is there; a failure stays written on the list and is tried again at the next call. */
  async function need(source: ChoiceSource): Promise<void> {
    const choices = entry(source)
    if (choices.state === 'ready' || choices.state === 'reading') return
    choices.state = 'reading'
    try {
      choices.items = await READERS[source]()
      choices.state = 'ready'
      for (const one of choices.items) found.set(`${source}/${one.value}`, one.label)
    } catch {
      choices.state = 'failed'
    }
  }
  /** The words of a value; the value itself while the list is not read. */
  const labelOf = (source: ChoiceSource, value: string): string => found.get(`${source}/${value}`) ?? value
  return { entry, need, labelOf }
})
