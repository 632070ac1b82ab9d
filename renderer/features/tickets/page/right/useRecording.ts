import { onScopeDispose, ref, shallowRef } from 'vue'
import { client } from '../../../../api/client.ts'
import { toProblem, type ApiProblem } from '../../../../api/problem.ts'

/** The sound of a call, fetched when somebody wants to hear it; forgotten with the component, and never kept on the disk. */
export function useRecording(callId: string) {
  const state = ref<'idle' | 'loading' | 'ready' | 'failed'>('idle')
  /** For an audio element. */
  const address = ref<string | null>(null)
  const problem = shallowRef<ApiProblem | null>(null)
  const ending = new AbortController()

  async function load(): Promise<void> {
    if (state.value === 'loading' || state.value === 'ready') return
    state.value = 'loading'
    problem.value = null
    try {
      const { content } = await client.playRecording({ params: { id: callId } }, { signal: ending.signal })
      if (ending.signal.aborted) return
      if (!(content instanceof Blob)) throw new TypeError('the recording is no blob')
      address.value = URL.createObjectURL(content)
      state.value = 'ready'
    } catch (error) {
      problem.value = toProblem(error)
      state.value = 'failed'
    }
  }
  onScopeDispose(() => {
    ending.abort()
    if (address.value !== null) URL.revokeObjectURL(address.value)
  })
  return { state, address, problem, load }
}
