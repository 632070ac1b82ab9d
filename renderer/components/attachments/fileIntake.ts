import { onBeforeUnmount, onMounted, ref } from 'vue'
import type { Ref } from 'vue'

/** What a place that takes files needs of its surroundings. */
export interface FileIntake {
  /** The part of the page that files may be dropped on and pasted into. */
  readonly root: () => HTMLElement | null | undefined
  /** Whether that part is in front and takes files now. */
  readonly active: () => boolean
  /** @param pasted from the clipboard: a screenshot has no name of its own */
  readonly take: (files: File[], pasted: boolean) => void
}

const carriesFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
const isEditable = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Files of a paste. Programs that put a picture of copied text beside it (tables, documents) mean the text. */
export function pastedFiles(data: Pick<DataTransfer, 'files' | 'types'> | null): File[] {
  if (!data || data.types.includes('text/plain')) return []
  return [...data.files]
}

/**
 * Takes files that are dropped or pasted while the owner is in front. A paste counts wherever the focus stands, except in a field
 * outside the owner. A file dropped beside the owner does nothing: without care the browser would leave the page for it.
 * Call in the setup of a component.
 */
export function useFileIntake({ root, active, take }: FileIntake): { readonly dragging: Ref<boolean> } {
  const dragging = ref(false)
  const isWithin = (event: Event): boolean => event.target instanceof Node && (root()?.contains(event.target) ?? false)

  function onDragOver(event: DragEvent): void {
    if (!carriesFiles(event)) return
    event.preventDefault()
    dragging.value = active() && isWithin(event)
    if (event.dataTransfer) event.dataTransfer.dropEffect = dragging.value ? 'copy' : 'none'
  }
  function onDragLeave(event: DragEvent): void {
    // Only out of the window; between elements the next `dragover` tells.
    if (event.relatedTarget === null) dragging.value = false
  }
  function onDrop(event: DragEvent): void {
    if (!carriesFiles(event)) return
    event.preventDefault()
    const taken = active() && isWithin(event)
    dragging.value = false
    if (taken && event.dataTransfer) take([...event.dataTransfer.files], false)
  }
  function onPaste(event: ClipboardEvent): void {
    if (!active() || event.defaultPrevented || (isEditable(event.target) && !isWithin(event))) return
    const files = pastedFiles(event.clipboardData)
    if (files.length === 0) return
    event.preventDefault()
    take(files, true)
  }
  onMounted(() => {
    window.addEventListener('dragover', onDragOver)
    window.addEventListener('dragleave', onDragLeave)
    window.addEventListener('drop', onDrop)
    document.addEventListener('paste', onPaste)
  })
  onBeforeUnmount(() => {
    window.removeEventListener('dragover', onDragOver)
    window.removeEventListener('dragleave', onDragLeave)
    window.removeEventListener('drop', onDrop)
    document.removeEventListener('paste', onPaste)
  })
  return { dragging }
}
