import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

/** Whether the server answers, judged by its answers alone; what waits to be sent is counted here too. */
export const useConnectionStore = defineStore('connection', () => {
  const online = ref(true)
  /** Milliseconds of this machine's clock; null while online. */
  const offlineSince = ref<number | null>(null)
  /** Entries of the outbox that wait for the server. */
  const outboxCount = ref(0)
  const offline = computed(() => !online.value)

  /** @param reached whether the server answered the last request */
  function noteOutcome(reached: boolean): void {
    if (reached === online.value) return
    online.value = reached
    offlineSince.value = reached ? null : Date.now()
  }
  return { online, offline, offlineSince, outboxCount, noteOutcome }
})
