import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import type { ComputedRef, Ref } from 'vue'

/** Up to this many pixels the list is one column of cards. */
const PHONE_WIDTH = 640

/** The width of a page, which decides its columns. A page that is not in front keeps the width it had. */
export function useListWidth(element: Readonly<Ref<HTMLElement | undefined>>): { readonly width: Readonly<Ref<number>>; readonly phone: ComputedRef<boolean> } {
  const width = ref(typeof window === 'undefined' ? 1366 : window.innerWidth)
  const measure = (): void => {
    const seen = element.value?.clientWidth ?? 0
    if (seen > 0) width.value = seen
  }
  let observer: ResizeObserver | undefined
  onMounted(() => {
    measure()
    observer = new ResizeObserver(measure)
    if (element.value) observer.observe(element.value)
  })
  onBeforeUnmount(() => observer?.disconnect())
  return { width, phone: computed(() => width.value <= PHONE_WIDTH) }
}
