import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { OutsideChannel } from '#shared/domain/notices.ts'

/** Which channel's dead letters are shown; the page of channels chooses it when it sends somebody there. */
export const useDeadLetterFilter = defineStore('deadLetterFilter', () => {
  const channel = ref<OutsideChannel | 'all'>('all')
  return { channel }
})
