import { onBeforeUnmount, ref } from 'vue'
import type { Ref } from 'vue'

function useMedia(query: string): Ref<boolean> {
  const media = window.matchMedia(query)
  const matches = ref(media.matches)
  const follow = (event: MediaQueryListEvent): void => { matches.value = event.matches }
  media.addEventListener('change', follow)
  onBeforeUnmount(() => media.removeEventListener('change', follow))
  return matches
}

/** The widths that change the layout: one column up to 640 px, no two panes side by side up to 1000 px, the full set of columns from 1800 px. */
export function useViewport(): { readonly phone: Ref<boolean>; readonly narrow: Ref<boolean>; readonly wide: Ref<boolean> } {
  return { phone: useMedia('(max-width: 640px)'), narrow: useMedia('(max-width: 1000px)'), wide: useMedia('(min-width: 1800px)') }
}
