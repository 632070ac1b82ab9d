import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

/** The last time that the server did not answer, in ms of this machine's clock. */
export interface Outage { readonly from: number; readonly to: number }

/** Whether the server answers, judged by its answers alone and never by the network card. */
export const useConnectionStore = defineStore('connection', () => {
  const online = ref(true)
  /** Milliseconds of this machine's clock; null while online. */
  const offlineSince = ref<number | null>(null)
  const lastOutage = ref<Outage | null>(null)
  const offline = computed(() => !online.value)

  /** @param reached whether the server answered the last request */
  function noteOutcome(reached: boolean): void {
    if (reached === online.value) return
    if (reached && offlineSince.value !== null) lastOutage.value = { from: offlineSince.value, to: Date.now() }
    online.value = reached
    offlineSince.value = reached ? null : Date.now()
  }
  return { online, offline, offlineSince, lastOutage, noteOutcome }
})
