import { pages } from './pages.ts'
import type { WorkspaceTab } from './tabs.ts'

/**
 * The text of a tab: what its page said, or the word of its kind.
 * @param translate the `t` of vue-i18n
 */
export function tabTitle(tab: WorkspaceTab, translate: (key: string) => string): string {
  if (tab.title !== '') return tab.title
  if (tab.kind === 'list') return translate(`list.tab.${tab.parameters.tab ?? 'all'}`)
  if (tab.kind === 'approvals') return translate(`list.tab.${tab.parameters.kind ?? 'return'}_requests`)
  if (tab.kind === 'surveys') return translate(`list.tab.survey_${tab.parameters.pool ?? 'follow_up'}`)
  if (tab.kind === 'administration') return translate(`administration.section.${tab.parameters.section ?? 'calendar'}`)
  const word = translate(pages[tab.kind].word)
  return tab.kind === 'ticket' ? `${word} ${tab.parameters.no ?? ''}` : word
}
