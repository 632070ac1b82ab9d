import { computed, onMounted, ref, shallowRef, watch } from 'vue'
import type { BreachKind } from '#shared/domain/breaches.ts'
import { client } from '../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../api/problem.ts'
import { amountText, changedKinds, draftFaults, mergedAmounts } from './penaltyDraft.ts'
import type { PenaltyAmounts, PenaltyDraft } from './penaltyDraft.ts'

/**
 * What each kind of breach costs, and what is typed and not saved yet; it stays until it is saved or discarded.
 * @param active whether the page is in front
 */
export function usePenalties(active: () => boolean) {
  const saved = shallowRef<PenaltyAmounts | null>(null)
  const draft = shallowRef<PenaltyDraft>({})
  const problem = shallowRef<ApiProblem | null>(null)
  const failure = shallowRef<ApiProblem | null>(null)
  const reading = ref(false)
  const saving = ref(false)
  /** Somebody tried to save: what is wrong is said from then on. */
  const checked = ref(false)

  const changed = computed(() => (saved.value ? changedKinds(draft.value, saved.value) : []))
  const faults = computed(() => (checked.value ? draftFaults(draft.value) : {}))
  const textOf = (kind: BreachKind): string => draft.value[kind] ?? (saved.value ? amountText(saved.value[kind]) : '')

  async function reload(): Promise<void> {
    if (reading.value) return
    reading.value = true
    try {
      saved.value = (await client.getPenalties()).penalties
      problem.value = null
    } catch (error) {
      problem.value = toProblem(error)
    } finally {
      reading.value = false
    }
  }
  function edit(kind: BreachKind, typed: string): void {
    draft.value = { ...draft.value, [kind]: typed }
    failure.value = null
  }
  function discard(): void {
    draft.value = {}
    failure.value = null
    checked.value = false
  }
  /** @returns whether the server took it; if not, what is typed stays */
  async function save(): Promise<boolean> {
    checked.value = true
    if (saving.value || changed.value.length === 0 || Object.keys(draftFaults(draft.value)).length > 0) return false
    saving.value = true
    failure.value = null
    const sent = draft.value
    try {
      // Only what was typed here is changed: what another administrator set meanwhile stays.
      const current = (await client.getPenalties()).penalties
      saved.value = (await client.putPenalties({ body: { penalties: mergedAmounts(sent, current) } })).penalties
      // What was typed while it was on its way is not saved yet.
      if (draft.value === sent) discard()
      return true
    } catch (error) {
      failure.value = toProblem(error)
      return false
    } finally {
      saving.value = false
    }
  }
  onMounted(() => void reload())
  watch(active, (front) => { if (front && !saving.value) void reload() })
  return { saved, problem, failure, reading, saving, changed, faults, textOf, reload, edit, discard, save }
}
