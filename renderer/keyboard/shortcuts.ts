/** A key combination that does something everywhere the same. */
export interface Shortcut {
  /** Combinations as {@link combinationOf} writes them; any of them works. */
  readonly keys: readonly string[]
  /** As printed on the screen, in the desktop program. */
  readonly printed: string
  /** As printed in a browser, where the browser keeps some combinations for itself. */
  readonly printedInBrowser?: string
  /** Works although a field has the focus. Plain letters never do. */
  readonly whileTyping: boolean
}

/** The program's shortcuts. Letters are for lists and queues, combinations for forms. */
export const shortcuts = {
  focusSearch: { keys: ['/'], printed: '/', whileTyping: false },
  newTicket: { keys: ['Ctrl+n', 'Alt+n'], printed: 'Ctrl N', printedInBrowser: 'Alt N', whileTyping: true },
  toggleNavigation: { keys: ['Ctrl+b'], printed: 'Ctrl B', whileTyping: true },
  closeTab: { keys: ['Ctrl+w', 'Alt+w'], printed: 'Ctrl W', printedInBrowser: 'Alt W', whileTyping: true },
  nextTab: { keys: ['Ctrl+Tab', 'Alt+PageDown'], printed: 'Ctrl Tab', printedInBrowser: 'Alt PgDn', whileTyping: true },
  previousTab: { keys: ['Ctrl+Shift+Tab', 'Alt+PageUp'], printed: 'Ctrl Shift Tab', printedInBrowser: 'Alt PgUp', whileTyping: true },
  showShortcuts: { keys: ['?'], printed: '?', whileTyping: false },
  submitForm: { keys: ['Ctrl+Enter'], printed: 'Ctrl ⏎', whileTyping: true },
  saveForm: { keys: ['Ctrl+s'], printed: 'Ctrl S', whileTyping: true },
  moveDown: { keys: ['ArrowDown'], printed: '↓', whileTyping: false },
  moveUp: { keys: ['ArrowUp'], printed: '↑', whileTyping: false },
  openRow: { keys: ['Enter'], printed: 'Enter', whileTyping: false },
  nextTicket: { keys: ['j'], printed: 'J', whileTyping: false },
  previousTicket: { keys: ['k'], printed: 'K', whileTyping: false },
  selectRow: { keys: ['x'], printed: 'X', whileTyping: false },
  extendDown: { keys: ['Shift+ArrowDown'], printed: 'Shift ↓', whileTyping: false },
  extendUp: { keys: ['Shift+ArrowUp'], printed: 'Shift ↑', whileTyping: false },
  openTicket: { keys: ['o'], printed: 'O', whileTyping: false },
  approve: { keys: ['a'], printed: 'A', whileTyping: false },
  refuse: { keys: ['r'], printed: 'R', whileTyping: false },
  approveSelected: { keys: ['Shift+a'], printed: 'Shift A', whileTyping: false },
  refuseSelected: { keys: ['Shift+r'], printed: 'Shift R', whileTyping: false },
  answerYes: { keys: ['y'], printed: 'Y', whileTyping: false },
  answerNo: { keys: ['n'], printed: 'N', whileTyping: false },
  answerUnreachable: { keys: ['u'], printed: 'U', whileTyping: false },
  score1: { keys: ['1'], printed: '1', whileTyping: false },
  score2: { keys: ['2'], printed: '2', whileTyping: false },
  score3: { keys: ['3'], printed: '3', whileTyping: false },
  score4: { keys: ['4'], printed: '4', whileTyping: false },
  score5: { keys: ['5'], printed: '5', whileTyping: false },
  addFeedback1: { keys: ['Alt+1'], printed: 'Alt 1', whileTyping: true },
  addFeedback2: { keys: ['Alt+2'], printed: 'Alt 2', whileTyping: true },
  addFeedback3: { keys: ['Alt+3'], printed: 'Alt 3', whileTyping: true },
} as const satisfies Record<string, Shortcut>

export type ShortcutId = keyof typeof shortcuts

/** The keys of a shortcut as they are printed. */
export function printedKeys(id: ShortcutId, inBrowser: boolean): string {
  const shortcut: Shortcut = shortcuts[id]
  return inBrowser ? (shortcut.printedInBrowser ?? shortcut.printed) : shortcut.printed
}

/** A key press as a combination, e.g. `Ctrl+Shift+Tab`, `Alt+1`, `j`. The Command key counts as Ctrl. */
export function combinationOf(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const control = event.ctrlKey || event.metaKey
  // A character such as `?` already holds its Shift; of a letter it would not be seen.
  const shift = event.shiftKey && (event.key.length > 1 || control || event.altKey || /^[a-z]$/.test(key))
  return [control ? 'Ctrl' : '', event.altKey ? 'Alt' : '', shift ? 'Shift' : '', key].filter(Boolean).join('+')
}

/** Which shortcuts a key press may mean; none while an input method composes. */
export function shortcutsOf(event: KeyboardEvent, typing: boolean): readonly ShortcutId[] {
  if (event.isComposing) return []
  const combination = combinationOf(event)
  return (Object.keys(shortcuts) as ShortcutId[]).filter((id) => {
    const shortcut: Shortcut = shortcuts[id]
    return shortcut.keys.includes(combination) && (shortcut.whileTyping || !typing)
  })
}
