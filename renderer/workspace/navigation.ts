import { tabsFor } from '#shared/domain/lists/tabs.ts'
import type { Visibility } from '#shared/domain/permissions.ts'
import type { IconName } from '../components/icons/iconShapes.ts'
import { homeTarget, listTarget } from './tabs.ts'
import type { TabTarget } from './tabs.ts'

/** Groups of the navigation, in their order; their words are `list.group.<id>`. */
export const navigationGroups = ['handling', 'timeliness', 'figures'] as const
export type NavigationGroupId = (typeof navigationGroups)[number]

/** An entry of the navigation. */
export interface NavigationItem {
  readonly id: string
  /** Message key. */
  readonly word: string
  readonly target: TabTarget
  /** Id under which its count is kept; null where it has none. */
  readonly countOf: string | null
}

export interface NavigationGroup {
  readonly id: NavigationGroupId
  readonly icon: IconName
  readonly items: readonly NavigationItem[]
}

const icons: Readonly<Record<NavigationGroupId, IconName>> = { handling: 'list', timeliness: 'clock', figures: 'chart' }

/** What somebody of this visibility finds in the navigation (`lists.md`, Tabs); groups without entries are left out. */
export function navigationFor(visibility: Visibility): readonly NavigationGroup[] {
  if (visibility === 'none') return []
  const lists = tabsFor(visibility)
  return navigationGroups
    .map((id): NavigationGroup => ({
      id,
      icon: icons[id],
      items: id === 'figures'
        ? [{ id: 'home', word: 'frame.nav.home', target: homeTarget(), countOf: null }]
        : lists.filter((tab) => tab.group === id).map((tab) => ({ id: tab.id, word: `list.tab.${tab.id}`, target: listTarget(tab.id), countOf: tab.id })),
    }))
    .filter((group) => group.items.length > 0)
}
