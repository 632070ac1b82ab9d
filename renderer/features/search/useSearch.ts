import { onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref, ShallowRef } from 'vue'
import type { SearchAnswer } from '#shared/contract/search.ts'
import { readSearch } from '#shared/domain/search/readSearch.ts'
import type { SearchReading } from '#shared/domain/search/readSearch.ts'
import { client } from '../../api/client.ts'
import { toProblem } from '../../api/problem.ts'
import type { ApiProblem } from '../../api/problem.ts'

/** What was found for a text. */
export interface SearchResult {
  readonly text: string
  /** By number, phone, customer and contract; null until it is there. */
  readonly parties: SearchAnswer | null
  /** By what is written in tickets; null until it is there. */
  readonly texts: SearchAnswer | null
}

export interface Search {
  readonly reading: Readonly<ShallowRef<SearchReading>>
  /** Old results stay until the first of the new ones come. */
  readonly result: Readonly<ShallowRef<SearchResult | null>>
  /** Numbers and parties of the present text are still being looked for. */
  readonly busy: Readonly<Ref<boolean>>
  /** The same of its words in texts, which may take longer. */
  readonly busyTexts: Readonly<Ref<boolean>>
  readonly problem: Readonly<ShallowRef<ApiProblem | null>>
  readonly retry: () => void
}

/** Milliseconds without a further key before the server is asked. */
const PAUSE = 200

const asks = ({ ticketNo, digits, phrases }: SearchReading): boolean => ticketNo !== null || digits !== null || phrases.length > 0

/** Looks for tickets and customers while somebody types: numbers and names at once, words in texts beside them. */
export function useSearch(text: Readonly<Ref<string>>): Search {
  const reading = shallowRef<SearchReading>(readSearch(''))
  const result = shallowRef<SearchResult | null>(null)
  const busy = ref(false)
  const busyTexts = ref(false)
  const problem = shallowRef<ApiProblem | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let abort: AbortController | undefined

  async function ask(typed: string, part: 'parties' | 'texts', mine: AbortController): Promise<void> {
    try {
      const answer = await client.search({ query: { q: typed, in: part === 'texts' ? 'text' : 'number,phone,customer,contract' } }, { signal: mine.signal })
      if (abort !== mine) return
      const known = result.value?.text === typed ? result.value : { text: typed, parties: null, texts: null }
      result.value = { ...known, [part]: answer }
    } catch (error) {
      const failure = toProblem(error)
      if (abort === mine && failure.code !== 'cancelled') problem.value = failure
    } finally {
      if (abort === mine) (part === 'texts' ? busyTexts : busy).value = false
    }
  }
  function start(typed: string, pause: number): void {
    clearTimeout(timer)
    abort?.abort()
    reading.value = readSearch(typed)
    problem.value = null
    busy.value = busyTexts.value = asks(reading.value)
    if (!busy.value) {
      result.value = null
      return
    }
    const mine = new AbortController()
    abort = mine
    timer = setTimeout(() => {
      void ask(typed.trim(), 'parties', mine)
      void ask(typed.trim(), 'texts', mine)
    }, pause)
  }
  watch(text, (typed) => start(typed, PAUSE), { immediate: true })
  onScopeDispose(() => {
    clearTimeout(timer)
    abort?.abort()
  })
  return { reading, result, busy, busyTexts, problem, retry: () => start(text.value, 0) }
}
