import { defineStore } from 'pinia'
import { ref, watch } from 'vue'
import { readLocal, writeLocal } from '../../../stores/localRecord.ts'

const RECORD_NAME = 'gongdan.ticketColumns'
const isKept = (value: unknown): value is { left?: unknown; right?: unknown } => typeof value === 'object' && value !== null

/** Which side columns of ticket pages are folded away; stays as left. */
export const useColumnFolds = defineStore('ticketColumns', () => {
  const kept = readLocal(RECORD_NAME, isKept)
  const left = ref(kept?.left === true)
  const right = ref(kept?.right === true)
  watch([left, right], () => writeLocal(RECORD_NAME, { left: left.value, right: right.value }))
  return { left, right }
})
