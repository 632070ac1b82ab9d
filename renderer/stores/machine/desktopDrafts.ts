import { DRAFT_KINDS } from '#shared/contract/localStore.ts'
import type { LocalStore } from '../../api/localStore.ts'
import type { DraftKind, DraftPlace, KeptDraft } from './draftPlace.ts'

type Rows = Pick<LocalStore, 'draft'>

/** Forms that an earlier version left in the page's own storage are taken over; each goes there when it is safe here. */
async function takeOver({ draft }: Rows, kept: Map<string, KeptDraft>, kind: DraftKind, from: DraftPlace): Promise<void> {
  for (const old of from.kept(kind)) {
    if (!kept.has(old.id)) {
      const { savedAt } = await draft.save({ kind, id: old.id, json: old.json })
      kept.set(old.id, { ...old, savedAt: Date.parse(savedAt) })
    }
    await from.remove(kind, old.id)
  }
}

/**
 * The place in the desktop program: the store on this machine, over the bridge. Everything is read once, so that a form
 * is on the screen as soon as its tab is.
 * @param earlier where earlier versions of the program kept drafts
 * @param isOpen false as soon as another person's store may be open: nothing is written into it
 * @throws where the store cannot be read
 */
export async function openDesktopDrafts(store: Rows, earlier: DraftPlace, isOpen: () => boolean): Promise<DraftPlace> {
  const kept: Record<DraftKind, Map<string, KeptDraft>> = { call: new Map(), operation: new Map() }
  for (const kind of DRAFT_KINDS) {
    for (const { id, json, savedAt } of await store.draft.list({ kind })) kept[kind].set(id, { id, json, savedAt: Date.parse(savedAt) })
    // A form that cannot be taken over now stays where it was, for the next start.
    await takeOver(store, kept[kind], kind, earlier).catch(() => undefined)
  }
  return {
    kept: (kind) => [...kept[kind].values()],
    save: async (kind, id, json) => {
      if (!isOpen()) throw new Error('the store of this person is closed')
      const savedAt = Date.parse((await store.draft.save({ kind, id, json })).savedAt)
      kept[kind].set(id, { id, json, savedAt })
      return savedAt
    },
    remove: async (kind, id) => {
      kept[kind].delete(id)
      if (isOpen()) await store.draft.remove({ kind, id })
    },
    changedElsewhere: () => null,
  }
}
