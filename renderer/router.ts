import { createRouter, createWebHashHistory } from 'vue-router'
import type { Router } from 'vue-router'
import { watch } from 'vue'
import { setWindowTitle } from './api/bridge.ts'
import { i18n } from './locales/i18n.ts'
import { useWorkspaceStore } from './stores/workspace.ts'
import { targetOf } from './workspace/tabs.ts'
import { tabTitle } from './workspace/tabTitle.ts'

const nothing = { render: () => null }

/**
 * Addresses of the tabs (`#/list/unreplied`): an address opens its tab, the tab in front shows in the address, so that
 * the browser's back and forward go through the tabs and a link can be passed on.
 */
export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHashHistory(),
    routes: [{ path: '/:address(.*)*', component: nothing }],
  })
  const workspace = useWorkspaceStore()

  /** Whose start is over: before, the address that was opened must not be lost to the tab that was last in front. */
  let settledFor: string | null = null
  const showActive = (): void => {
    const key = workspace.activeKey
    if (key !== null && key !== router.currentRoute.value.path) void router.push(key)
  }

  router.afterEach((to) => {
    if (workspace.owner === null || settledFor !== workspace.owner || to.path === workspace.activeKey) return
    const target = targetOf(to.path)
    if (target) workspace.open(target)
    else if (workspace.activeKey !== null) void router.replace(workspace.activeKey)
  })
  // Whose tabs they are is known after signing in; an address that was opened before then counts now.
  watch(() => workspace.owner, async (owner) => {
    settledFor = null
    if (owner === null) return
    await router.isReady()
    if (workspace.owner !== owner) return
    const target = targetOf(router.currentRoute.value.path)
    if (target) workspace.open(target)
    settledFor = owner
    showActive()
  }, { immediate: true })
  watch(() => workspace.activeKey, () => {
    if (workspace.owner !== null && settledFor === workspace.owner) showActive()
  })
  watch([() => workspace.active, i18n.global.locale], ([tab]) => {
    const product = i18n.global.t('common.productName')
    setWindowTitle(tab && workspace.owner !== null ? `${tabTitle(tab, i18n.global.t)} · ${product}` : product)
  }, { immediate: true })
  return router
}
