import { onBeforeUnmount } from 'vue'
import { shortcutsOf } from './shortcuts.ts'
import type { ShortcutId } from './shortcuts.ts'

/** Does what the keys mean; `false` hands the press on to who registered before. */
export type ShortcutHandler = (event: KeyboardEvent) => boolean | undefined | void

interface Registration {
  readonly handlers: Readonly<Partial<Record<ShortcutId, ShortcutHandler>>>
  readonly active: () => boolean
}

/** Newest last; the newest that is active is asked first. */
const registrations: Registration[] = []

const typingSelector = 'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox]'
/** Keys that a focused control needs for itself. */
const controlKeys = new Set(['Enter', ' ', 'ArrowDown', 'ArrowUp'])
const controlSelector = 'button, a[href], input, summary, [role=option], [role=menuitem], [role=radio], [role=tab]'

const matches = (target: EventTarget | null, selector: string): boolean => target instanceof Element && target.closest(selector) !== null

function onKeyDown(event: KeyboardEvent): void {
  if (event.defaultPrevented) return
  const plain = !event.ctrlKey && !event.altKey && !event.metaKey
  if (plain && controlKeys.has(event.key) && matches(event.target, controlSelector)) return
  // What floats over the page keeps the page's plain keys away.
  if (plain && matches(event.target, '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]')) return
  for (const id of shortcutsOf(event, matches(event.target, typingSelector))) {
    for (const registration of registrations.toReversed()) {
      const handler = registration.handlers[id]
      if (!handler || !registration.active() || handler(event) === false) continue
      event.preventDefault()
      return
    }
  }
}

/**
 * Answers shortcuts as long as the calling component lives. Plain letters are left alone while somebody types.
 * @param handlers what to do, by shortcut
 * @param active whether they count now, e.g. whether the page is in front
 */
export function useShortcuts(handlers: Registration['handlers'], active: () => boolean = () => true): void {
  const registration: Registration = { handlers, active }
  if (registrations.length === 0) window.addEventListener('keydown', onKeyDown)
  registrations.push(registration)
  onBeforeUnmount(() => {
    registrations.splice(registrations.indexOf(registration), 1)
    if (registrations.length === 0) window.removeEventListener('keydown', onKeyDown)
  })
}
