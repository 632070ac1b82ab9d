import { callDraftSchema, type CallDraft } from './callDraft.ts'

/** What the drafts need of the place they are kept in; `localStorage` has it. */
export type DraftPlace = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const prefix = (userId: string): string => `gongdan.callDraft.${userId}.`
const nameOf = (userId: string, draftId: string): string => prefix(userId) + draftId

function read(text: string | null): CallDraft | null {
  if (text === null) return null
  try {
    const parsed = callDraftSchema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The drafts of one user on this machine; those of another are neither seen nor touched (`desktop.md`). */
export interface DraftStorage {
  /** Oldest first. What cannot be read stays where it is. */
  readonly load: () => CallDraft[]
  /** @returns false where the machine refuses to keep it (storage full or switched off) */
  readonly write: (draft: CallDraft) => boolean
  readonly remove: (draftId: string) => void
  /** The draft that a change of this entry by another window concerns; null where it is no draft of this user. */
  readonly draftIdOf: (entry: string) => string | null
  readonly readOne: (draftId: string) => CallDraft | null
}

export function draftStorage(userId: string, place: DraftPlace): DraftStorage {
  const own = prefix(userId)
  return {
    load: () => {
      const names = Array.from({ length: place.length }, (_, index) => place.key(index)).filter((name) => name?.startsWith(own))
      const drafts = names.map((name) => read(place.getItem(name ?? ''))).filter((draft) => draft !== null)
      return drafts.sort((one, other) => one.createdAt.localeCompare(other.createdAt))
    },
    write: (draft) => {
      try {
        place.setItem(nameOf(userId, draft.id), JSON.stringify(draft))
        return true
      } catch {
        return false
      }
    },
    remove: (draftId) => place.removeItem(nameOf(userId, draftId)),
    draftIdOf: (entry) => (entry.startsWith(own) ? entry.slice(own.length) : null),
    readOne: (draftId) => read(place.getItem(nameOf(userId, draftId))),
  }
}
