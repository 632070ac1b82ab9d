import { printedKeys, type ShortcutId } from './shortcuts.ts'

/** A line of the keyboard map: what the keys do (a message key) and the first and, of a row of keys, the last of them. */
export interface ShortcutRow {
  readonly word: string
  readonly from: ShortcutId
  readonly to?: ShortcutId
}
export interface ShortcutGroup {
  readonly id: 'general' | 'approvals' | 'surveys'
  readonly rows: readonly ShortcutRow[]
}

const rows = (prefix: string, ids: readonly ShortcutId[]): ShortcutRow[] => ids.map((id) => ({ word: `${prefix}.${id}`, from: id }))

/** The keyboard map: the dialog shows it and `docs/desktop.md` prints it (`npm run docs:keys`). */
export const shortcutGroups: readonly ShortcutGroup[] = [
  {
    id: 'general',
    rows: [
      ...rows('frame.shortcut', ['focusSearch', 'newTicket', 'toggleNavigation', 'closeTab', 'nextTab', 'previousTab']),
      { word: 'frame.shortcut.submit', from: 'submitForm' }, { word: 'frame.shortcut.save', from: 'saveForm' },
      ...rows('frame.shortcut', ['showShortcuts']),
    ],
  },
  {
    id: 'approvals',
    rows: rows('approval.shortcut', ['nextTicket', 'previousTicket', 'openTicket', 'approve', 'refuse', 'selectRow', 'extendDown', 'extendUp', 'approveSelected', 'refuseSelected']),
  },
  {
    id: 'surveys',
    rows: [
      ...rows('survey.shortcut', ['nextTicket', 'previousTicket', 'moveDown', 'moveUp', 'answerYes', 'answerNo', 'answerUnreachable', 'openTicket']),
      { word: 'survey.shortcut.scores', from: 'score1', to: 'score5' },
    ],
  },
]

/** The keys of a line as they are printed. */
export const keysOfRow = ({ from, to }: ShortcutRow, inBrowser: boolean): string =>
  [from, ...(to ? [to] : [])].map((id) => printedKeys(id, inBrowser)).join(' – ')
