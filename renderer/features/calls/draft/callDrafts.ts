import { defineStore } from 'pinia'
import { effectScope, reactive, ref, watch } from 'vue'
import type { EffectScope } from 'vue'
import { useClockStore } from '../../../stores/clock.ts'
import { newDraft, type CallDraft, type Opening } from './callDraft.ts'
import { draftStorage, type DraftStorage } from './draftStorage.ts'

/** Milliseconds from a keystroke until it is on the disk; `desktop.md` allows one second. */
const writeDelay = 300

/** When a draft was last written to this machine (milliseconds, this machine's clock), and whether the last try failed. */
export interface Keeping { readonly savedAt: number | null; readonly failed: boolean }

/** The call forms of the person who is signed in. Each lives until the server's number came back or he discards it. */
export const useCallDraftsStore = defineStore('callDrafts', () => {
  const drafts = ref(new Map<string, CallDraft>())
  const keeping = ref(new Map<string, Keeping>())
  const owner = ref<string | null>(null)
  const scopes = new Map<string, EffectScope>()
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  let storage: DraftStorage | null = null

  function write(id: string): void {
    clearTimeout(waiting.get(id))
    waiting.delete(id)
    const draft = drafts.value.get(id)
    if (!draft || !storage) return
    const written = storage.write(draft)
    keeping.value.set(id, { savedAt: written ? Date.now() : (keeping.value.get(id)?.savedAt ?? null), failed: !written })
  }
  /** Counted from the first change, so that somebody who never pauses is written too. */
  function schedule(id: string): void {
    if (!waiting.has(id)) waiting.set(id, setTimeout(() => write(id), writeDelay))
  }
  function hold(draft: CallDraft): CallDraft {
    const held = reactive(draft)
    drafts.value.set(draft.id, held)
    scopes.get(draft.id)?.stop()
    const scope = effectScope(true)
    scope.run(() => watch(held, () => schedule(draft.id), { deep: true }))
    scopes.set(draft.id, scope)
    return held
  }
  function release(id: string): void {
    scopes.get(id)?.stop()
    scopes.delete(id)
    clearTimeout(waiting.get(id))
    waiting.delete(id)
    drafts.value.delete(id)
    keeping.value.delete(id)
  }

  /** Writes what waits, at once; the page may be about to go. */
  function flush(): void {
    for (const id of [...waiting.keys()]) write(id)
  }
  /**
   * Brings back the forms that this person had open, and keeps them from now on.
   * @param userId id of who signed in
   */
  function start(userId: string): void {
    if (owner.value === userId) return
    leave()
    owner.value = userId
    storage = draftStorage(userId, localStorage)
    for (const draft of storage.load()) hold(draft)
  }
  /** Takes the forms off the screen; what is kept for the person stays. */
  function leave(): void {
    flush()
    for (const id of [...drafts.value.keys()]) release(id)
    owner.value = null
    storage = null
  }
  /**
   * The form of this id: the one that is kept, else a new one, on the disk before anybody types.
   * @throws Error while nobody is signed in
   */
  function ensure(opening: Opening): CallDraft {
    if (!storage) throw new Error('call drafts before signing in')
    const kept = drafts.value.get(opening.id)
    if (kept) return kept
    const draft = hold(newDraft(opening, useClockStore().now(), () => crypto.randomUUID()))
    write(opening.id)
    return draft
  }
  /** Forgets a form here and on the disk: its ticket has a number, or the agent discards it. */
  function remove(id: string): void {
    release(id)
    storage?.remove(id)
  }
  /** Follows what another window of the same person did with a form. */
  function observe(entry: string): void {
    const id = storage?.draftIdOf(entry)
    if (!storage || !id || !drafts.value.has(id) || waiting.has(id)) return
    const kept = storage.readOne(id)
    const draft = drafts.value.get(id)
    if (kept && draft) Object.assign(draft, kept)
  }
  return { drafts, keeping, owner, start, leave, ensure, remove, flush, observe }
})
