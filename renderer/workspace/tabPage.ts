import { computed, inject, provide } from 'vue'
import type { ComputedRef, InjectionKey } from 'vue'
import { useWorkspaceStore } from '../stores/workspace.ts'
import type { TabTarget } from './tabs.ts'

/** What a page knows of the tab it stands in. */
export interface TabPage {
  readonly key: string
  /** Whether it is the page in front; keys and timers of the others rest. */
  readonly active: ComputedRef<boolean>
  readonly setTitle: (title: string) => void
  /** Marks text that is not submitted: the tab shows a dot and asks before it closes. */
  readonly setDirty: (dirty: boolean) => void
  /** Closes the tab without asking. */
  readonly close: () => void
  /** Opens another page beside this one. */
  readonly open: (target: TabTarget, inBackground?: boolean) => void
}

const tabPageKey: InjectionKey<TabPage> = Symbol('tabPage')

/** Gives the pages below their tab. */
export function provideTabPage(key: string): TabPage {
  const workspace = useWorkspaceStore()
  const tabPage: TabPage = {
    key,
    active: computed(() => workspace.activeKey === key),
    setTitle: (title) => workspace.change(key, { title }),
    setDirty: (dirty) => workspace.change(key, { dirty }),
    close: () => workspace.close(key),
    open: workspace.open,
  }
  provide(tabPageKey, tabPage)
  return tabPage
}

/**
 * The tab of the calling page.
 * @throws Error outside a workspace tab
 */
export function useTabPage(): TabPage {
  const tabPage = inject(tabPageKey)
  if (!tabPage) throw new Error('useTabPage outside a workspace tab')
  return tabPage
}
