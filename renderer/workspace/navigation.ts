import { requestTabsFor, surveyTabsFor, tabsFor } from '#shared/domain/lists/tabs.ts'
import type { Visibility } from '#shared/domain/permissions.ts'
import type { IconName } from '../components/icons/iconShapes.ts'
import { administrationSections, administrationTarget, approvalsTarget, breachReportTarget, homeTarget, listTarget, surveysTarget } from './tabs.ts'
import type { TabTarget } from './tabs.ts'

/** Groups of the navigation, in their order; their words are `list.group.<id>`. */
export const navigationGroups = ['handling', 'timeliness', 'approval', 'survey', 'figures', 'administration'] as const
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

const icons: Readonly<Record<NavigationGroupId, IconName>> = { handling: 'list', timeliness: 'clock', approval: 'checklist', survey: 'phone', figures: 'chart', administration: 'settings' }

const ticketLists = (visibility: Visibility, group: NavigationGroupId): readonly NavigationItem[] =>
  tabsFor(visibility).filter((tab) => tab.group === group).map((tab) => ({ id: tab.id, word: `list.tab.${tab.id}`, target: listTarget(tab.id), countOf: tab.id }))

const requestLists = (visibility: Visibility): readonly NavigationItem[] =>
  requestTabsFor(visibility).map(({ id, kind }) => ({ id, word: `list.tab.${id}`, target: approvalsTarget(kind), countOf: id }))

const surveyPools = (visibility: Visibility): readonly NavigationItem[] =>
  surveyTabsFor(visibility).map(({ id, pool }) => ({ id, word: `list.tab.${id}`, target: surveysTarget(pool), countOf: id }))

const administrationPages: readonly NavigationItem[] =
  administrationSections.map((section) => ({ id: section, word: `administration.section.${section}`, target: administrationTarget(section), countOf: null }))

const homePage: NavigationItem = { id: 'home', word: 'frame.nav.home', target: homeTarget(), countOf: null }
const breachReport: NavigationItem = { id: 'breaches', word: 'report.nav', target: breachReportTarget(), countOf: null }

function itemsOf(group: NavigationGroupId, visibility: Visibility, administers: boolean, readsBreaches: boolean): readonly NavigationItem[] {
  switch (group) {
    case 'figures': return readsBreaches ? [homePage, breachReport] : [homePage]
    case 'approval': return requestLists(visibility)
    case 'survey': return surveyPools(visibility)
    case 'administration': return administers ? administrationPages : []
    default: return ticketLists(visibility, group)
  }
}

/**
 * What somebody of this visibility finds in the navigation (`lists.md`, Tabs); groups without entries are left out.
 * @param administers whether he has the permission `administration`; seeing every ticket is not enough
 * @param readsBreaches whether he reads the breach report
 */
export function navigationFor(visibility: Visibility, administers = false, readsBreaches = false): readonly NavigationGroup[] {
  if (visibility === 'none') return []
  return navigationGroups.map((id): NavigationGroup => ({ id, icon: icons[id], items: itemsOf(id, visibility, administers, readsBreaches) })).filter((group) => group.items.length > 0)
}
