import type { DraftKind, DraftPlace, KeptDraft } from './draftPlace.ts'

/** What is needed of `localStorage`. */
export type EntryStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefixes: Readonly<Record<DraftKind, string>> = { call: 'gongdan.callDraft', operation: 'gongdan.operationDraft' }

/** Earlier versions kept all operations of a person in one record, by `number/operation`. */
const oldRecord = (userId: string): string => `gongdan.operationDrafts.${userId}`

function readOld(text: string | null): readonly (readonly [string, unknown])[] {
  try {
    const value: unknown = text === null ? null : JSON.parse(text)
    const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
    return entries.every(([name, draft]) => /^\d+\/\w+$/.test(name) && typeof draft === 'object' && draft !== null) ? entries : []
  } catch {
    return []
  }
}

/** The place in a browser: entries of `localStorage`, written at once, so that a page that goes loses nothing. */
export function browserDrafts(userId: string, storage: EntryStorage): DraftPlace {
  const prefixOf = (kind: DraftKind): string => `${prefixes[kind]}.${userId}.`
  const kindOf = (entry: string): DraftKind | undefined => (['call', 'operation'] as const).find((kind) => entry.startsWith(prefixOf(kind)))
  const readEntry = (entry: string, kind: DraftKind): KeptDraft | null => {
    const json = storage.getItem(entry)
    return json === null ? null : { id: entry.slice(prefixOf(kind).length), json, savedAt: null }
  }

  const old = readOld(storage.getItem(oldRecord(userId)))
  try {
    for (const [name, draft] of old) storage.setItem(prefixOf('operation') + name.replace('/', ':'), JSON.stringify(draft))
    if (old.length > 0) storage.removeItem(oldRecord(userId))
  } catch {
    // No room for the copies: the old record stays, and the next start tries again.
  }

  return {
    kept: (kind) => {
      const entries = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '').filter((entry) => entry.startsWith(prefixOf(kind)))
      return entries.map((entry) => readEntry(entry, kind)).filter((draft) => draft !== null)
    },
    save: async (kind, id, json) => {
      storage.setItem(prefixOf(kind) + id, json)
      return Date.now()
    },
    remove: async (kind, id) => storage.removeItem(prefixOf(kind) + id),
    changedElsewhere: (entry) => {
      const kind = kindOf(entry)
      const draft = kind === undefined ? null : readEntry(entry, kind)
      return kind === undefined || draft === null ? null : { kind, draft }
    },
  }
}
