import { ref, watch } from 'vue'
import type { Ref } from 'vue'
import { useTabPage } from './tabPage.ts'

/**
 * Whether a menu of a page is open: it closes when another page comes to the front, over which it would stand otherwise.
 * @throws Error outside a workspace tab
 */
export function useOpenInFront(): Ref<boolean> {
  const open = ref(false)
  watch(useTabPage().active, (active) => { if (!active) open.value = false })
  return open
}
