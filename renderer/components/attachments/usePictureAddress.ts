import { onScopeDispose, ref } from 'vue'
import type { Ref } from 'vue'

/** Reads the bytes of a picture; rejects where they cannot be had. */
export type PictureLoader = (signal: AbortSignal) => Promise<Blob>

/**
 * A picture's bytes under an address of this page (an `img` cannot send the session's token). The address is given back as soon
 * as another takes its place, and with the component. Call in the setup of a component.
 */
export function usePictureAddress(): { readonly address: Ref<string | null>; readonly failed: Ref<boolean>; readonly show: (load: PictureLoader) => Promise<void> } {
  const address = ref<string | null>(null)
  const failed = ref(false)
  let stop: AbortController | null = null

  function clear(): void {
    stop?.abort()
    stop = null
    if (address.value !== null) URL.revokeObjectURL(address.value)
    address.value = null
    failed.value = false
  }
  async function show(load: PictureLoader): Promise<void> {
    clear()
    const own = new AbortController()
    stop = own
    try {
      const content = await load(own.signal)
      if (!own.signal.aborted) address.value = URL.createObjectURL(content)
    } catch {
      failed.value = !own.signal.aborted
    }
  }
  onScopeDispose(clear)
  return { address, failed, show }
}
