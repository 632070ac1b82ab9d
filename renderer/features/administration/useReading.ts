import { ref, shallowRef } from 'vue'
import { toProblem, type ApiProblem } from '../../api/problem.ts'

/**
 * A list that a page reads again and again; only the newest answer counts.
 * @param ask reads it whole
 */
export function useReading<Item>(ask: () => Promise<{ readonly items: readonly Item[] }>) {
  const items = shallowRef<readonly Item[]>([])
  /** It has been read once. */
  const read = ref(false)
  const reading = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  let question = 0

  async function reload(): Promise<void> {
    const mine = ++question
    reading.value = true
    try {
      const found = await ask()
      if (mine !== question) return
      items.value = found.items
      read.value = true
      problem.value = null
    } catch (error) {
      if (mine === question) problem.value = toProblem(error)
    } finally {
      if (mine === question) reading.value = false
    }
  }
  /** An answer that is still on its way is older than what happens now, and is left aside. */
  function leaveAside(): void {
    question += 1
    reading.value = false
  }
  return { items, read, reading, problem, reload, leaveAside }
}
