import type { WorkspaceTab } from '../../../workspace/tabs.ts'

/** What the person at the desk is doing when a call comes in. */
export interface DeskState {
  /** The page in front. */
  readonly active: Pick<WorkspaceTab, 'kind' | 'dirty'> | null
  /** Whether a field in which one writes has the focus and holds a text. */
  readonly writing: boolean
  /** Whether the page in front is the form of a call that rings or is talked on. */
  readonly onCall?: boolean
}

/**
 * Whether a call may come to the front. It never takes the focus from a half-typed form (`desktop.md`, On a call, 5): it
 * does not where a form with unsubmitted text is in front, nor while somebody writes anywhere, nor before the form of a call
 * that is not over.
 */
export const mayComeToFront = (desk: DeskState): boolean => !desk.writing && !(desk.active?.dirty ?? false) && !desk.onCall

/** Whether an element is a field with something written in it. */
export function isBeingWritten(element: Element | null): boolean {
  if (element instanceof HTMLTextAreaElement) return element.value !== ''
  if (element instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit'].includes(element.type) && element.value !== ''
  return element instanceof HTMLElement && element.isContentEditable && element.textContent !== ''
}
