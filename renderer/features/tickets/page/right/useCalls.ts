import { shallowRef, watch } from 'vue'
import type { Call } from '#shared/contract/call.ts'
import { client } from '../../../../api/client.ts'
import { useSessionStore } from '../../../../stores/session.ts'

/** The calls of a ticket, for who may see calls; nobody else is told of any. */
export function useCalls(no: () => string) {
  const session = useSessionStore()
  const calls = shallowRef<readonly Call[]>([])
  async function read(ticketNo: string): Promise<void> {
    if (!session.may('calls.read')) return
    try {
      calls.value = (await client.listCalls({ query: { ticketNo } })).items
    } catch {
      // The ticket stands without its calls; the next opening asks again.
    }
  }
  watch(no, (ticketNo) => { calls.value = []; void read(ticketNo) }, { immediate: true })
  return calls
}
