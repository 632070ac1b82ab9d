import { defineStore } from 'pinia'
import { effectScope, reactive, ref, watch } from 'vue'
import type { EffectScope } from 'vue'
import { useClockStore } from '../../../stores/clock.ts'
import { failureOf, type DraftPlace, type KeepingFailure } from '../../../stores/machine/draftPlace.ts'
import { useMachineStore } from '../../../stores/machine/machine.ts'
import { callDraftSchema, newDraft, type CallDraft, type Opening } from './callDraft.ts'

/** Milliseconds from a keystroke until it goes to the disk; `desktop.md` allows one second until it is there. */
const WRITE_DELAY = 300
/** Milliseconds until a write that failed is tried again by itself. */
const RETRY_DELAY = 5_000

/** When a draft was last written to this machine (milliseconds, this machine's clock), and why the last try failed. */
export interface Keeping { readonly savedAt: number | null; readonly failure: KeepingFailure | null }

function read(json: string): CallDraft | null {
  try {
    return callDraftSchema.safeParse(JSON.parse(json)).data ?? null
  } catch {
    return null
  }
}

/** The call forms of the person who is signed in. Each lives until the server's number came back, it went to the outbox, or he discards it. */
export const useCallDraftsStore = defineStore('callDrafts', () => {
  const machine = useMachineStore()
  const drafts = ref(new Map<string, CallDraft>())
  const keeping = ref(new Map<string, Keeping>())
  const owner = ref<string | null>(null)
  const scopes = new Map<string, EffectScope>()
  const waiting = new Map<string, ReturnType<typeof setTimeout>>()
  /** Writes that failed and are tried again, unless a keystroke comes first. */
  const retrying = new Map<string, ReturnType<typeof setTimeout>>()
  /** Writes on their way to the disk. */
  const writing = new Map<string, Promise<void>>()
  /** Forms that the outbox has: nothing of them is written here, or they would be there twice. */
  const handedOver = new Set<string>()
  let place: DraftPlace | null = null

  async function save(into: DraftPlace, draft: CallDraft): Promise<void> {
    const before = keeping.value.get(draft.id)?.savedAt ?? null
    try {
      const savedAt = await into.save('call', draft.id, JSON.stringify(draft))
      if (drafts.value.has(draft.id)) keeping.value.set(draft.id, { savedAt, failure: null })
    } catch (error) {
      if (!drafts.value.has(draft.id)) return
      keeping.value.set(draft.id, { savedAt: before, failure: failureOf(error) })
      clearTimeout(retrying.get(draft.id))
      retrying.set(draft.id, setTimeout(() => write(draft.id), RETRY_DELAY))
    }
  }
  function forgetTimers(id: string): void {
    clearTimeout(waiting.get(id))
    clearTimeout(retrying.get(id))
    waiting.delete(id)
    retrying.delete(id)
  }
  function write(id: string): void {
    forgetTimers(id)
    const draft = drafts.value.get(id)
    if (!draft || !place || handedOver.has(id)) return
    const own = save(place, draft).finally(() => { if (writing.get(id) === own) writing.delete(id) })
    writing.set(id, own)
  }
  /** Counted from the first change, so that somebody who never pauses is written too. */
  function schedule(id: string): void {
    if (!waiting.has(id)) waiting.set(id, setTimeout(() => write(id), WRITE_DELAY))
  }
  function hold(draft: CallDraft, savedAt: number | null = null): CallDraft {
    const held = reactive(draft)
    drafts.value.set(draft.id, held)
    if (savedAt !== null) keeping.value.set(draft.id, { savedAt, failure: null })
    scopes.get(draft.id)?.stop()
    const scope = effectScope(true)
    scope.run(() => watch(held, () => schedule(draft.id), { deep: true }))
    scopes.set(draft.id, scope)
    return held
  }
  function release(id: string): void {
    scopes.get(id)?.stop()
    scopes.delete(id)
    forgetTimers(id)
    drafts.value.delete(id)
    keeping.value.delete(id)
    handedOver.delete(id)
  }

  // What was kept may be gone with a damaged store; what is on the screen is whole.
  watch(() => machine.rescued, (rescued) => { if (rescued) for (const id of drafts.value.keys()) write(id) })

  /** Writes what waits, at once; the page may be about to go. */
  function flush(): void {
    for (const id of new Set([...waiting.keys(), ...retrying.keys()])) write(id)
  }
  /**
   * Brings back the forms that this person had open, and keeps them from now on. What cannot be read stays where it is.
   * @param userId id of who signed in
   */
  function start(userId: string): void {
    if (owner.value === userId) return
    leave()
    owner.value = userId
    place = machine.draftsOf(userId)
    const kept = (place?.kept('call') ?? []).flatMap(({ json, savedAt }) => {
      const draft = read(json)
      return draft ? [{ draft, savedAt }] : []
    })
    for (const { draft, savedAt } of kept.sort((one, other) => one.draft.createdAt.localeCompare(other.draft.createdAt))) hold(draft, savedAt)
  }
  /** Takes the forms off the screen; what is kept for the person stays. */
  function leave(): void {
    flush()
    for (const id of [...drafts.value.keys()]) release(id)
    owner.value = null
    place = null
  }
  /**
   * The form of this id: the one that is kept, else a new one, on its way to the disk before anybody types.
   * @throws Error while nobody is signed in
   */
  function ensure(opening: Opening): CallDraft {
    if (owner.value === null) throw new Error('call drafts before signing in')
    const kept = drafts.value.get(opening.id)
    if (kept) return kept
    const draft = hold(newDraft(opening, useClockStore().now(), () => crypto.randomUUID()))
    write(opening.id)
    return draft
  }
  /** Takes a form that comes back from somewhere else, and keeps it. */
  async function adopt(draft: CallDraft): Promise<CallDraft> {
    const held = hold(draft)
    write(draft.id)
    await writing.get(draft.id)
    return held
  }
  /** Forgets a form here and on the disk: its ticket has a number, or the agent discards it. */
  function remove(id: string): void {
    const wasHandedOver = handedOver.has(id)
    release(id)
    // The outbox has taken it from the disk already. What cannot be removed comes back at the next start.
    if (!wasHandedOver) place?.remove('call', id).catch(() => undefined)
  }
  /** The outbox is about to take the form: nothing of it is written any more, and what is on its way has arrived. */
  async function handOver(id: string): Promise<void> {
    handedOver.add(id)
    forgetTimers(id)
    await writing.get(id)
  }
  /** The form is the agent's again. Resolves when it is on the disk or could not be put there. */
  async function takeBack(id: string): Promise<void> {
    handedOver.delete(id)
    write(id)
    await writing.get(id)
  }
  /** Follows what another window of the same person did with a form. */
  function observe(entry: string): void {
    const changed = place?.changedElsewhere(entry)
    if (changed?.kind !== 'call' || waiting.has(changed.draft.id)) return
    const kept = read(changed.draft.json)
    const draft = drafts.value.get(changed.draft.id)
    if (kept && draft) Object.assign(draft, kept)
  }
  return { drafts, keeping, owner, start, leave, ensure, adopt, remove, handOver, takeBack, flush, observe }
})
