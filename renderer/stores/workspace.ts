import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { homeTarget, keyOf, tabKinds, targetOf } from '../workspace/tabs.ts'
import type { TabTarget, WorkspaceTab } from '../workspace/tabs.ts'
import { readLocal, writeLocal } from './localRecord.ts'

interface KeptTab { readonly kind: string; readonly parameters: Record<string, string>; readonly title: string }
interface Kept { readonly tabs: readonly KeptTab[]; readonly active: string | null }

const isTexts = (value: unknown): value is Record<string, string> =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
const isKeptTab = (value: unknown): value is KeptTab =>
  typeof value === 'object' && value !== null && 'kind' in value && 'parameters' in value && isTexts(value.parameters) && 'title' in value && typeof value.title === 'string'
const isKept = (value: unknown): value is Kept =>
  typeof value === 'object' && value !== null && 'tabs' in value && Array.isArray(value.tabs) && value.tabs.every(isKeptTab)

const recordName = (userId: string): string => `gongdan.workspace.${userId}`

/** The open pages of the person who is signed in, in their order; kept on this machine over restarts. */
export const useWorkspaceStore = defineStore('workspace', () => {
  const tabs = ref<WorkspaceTab[]>([])
  const activeKey = ref<string | null>(null)
  /** Whose tabs these are; nothing is kept while nobody is signed in. */
  const owner = ref<string | null>(null)
  /** Tabs in the order in which they were last seen, newest first: who closes one goes back to the one before. */
  const visited = ref<string[]>([])

  const active = computed(() => tabs.value.find((tab) => tab.key === activeKey.value) ?? null)
  const indexOf = (key: string): number => tabs.value.findIndex((tab) => tab.key === key)

  function activate(key: string): void {
    if (indexOf(key) < 0) return
    activeKey.value = key
    visited.value = [key, ...visited.value.filter((other) => other !== key)]
  }
  /**
   * Opens a page beside the active one, or shows it where it is open already (with the parameters that are new).
   * @param inBackground opens it without leaving the active page
   */
  function open(target: TabTarget, inBackground = false): void {
    const key = keyOf(target)
    if (indexOf(key) < 0) {
      const tab: WorkspaceTab = { key, kind: target.kind, parameters: target.parameters, title: target.title ?? '', dirty: false }
      const at = activeKey.value === null ? tabs.value.length : indexOf(activeKey.value) + 1
      tabs.value = [...tabs.value.slice(0, at), tab, ...tabs.value.slice(at)]
    } else if (Object.entries(target.parameters).some(([name, value]) => tabs.value[indexOf(key)]?.parameters[name] !== value)) {
      tabs.value = tabs.value.map((tab) => (tab.key === key ? { ...tab, parameters: { ...tab.parameters, ...target.parameters } } : tab))
    }
    if (!inBackground || activeKey.value === null) activate(key)
  }
  /** Closes a page with all it holds. Whether unsubmitted text may go is asked before, by who calls. */
  function close(key: string): void {
    const at = indexOf(key)
    if (at < 0) return
    tabs.value = tabs.value.filter((tab) => tab.key !== key)
    visited.value = visited.value.filter((other) => other !== key)
    if (activeKey.value !== key) return
    const next = visited.value[0] ?? tabs.value[Math.min(at, tabs.value.length - 1)]?.key ?? null
    activeKey.value = null
    if (next !== null) activate(next)
  }
  function change(key: string, changed: Partial<Pick<WorkspaceTab, 'title' | 'dirty'>>): void {
    tabs.value = tabs.value.map((tab) => (tab.key === key ? { ...tab, ...changed } : tab))
  }
  /** Moves a tab to another place in the row. */
  function move(key: string, to: number): void {
    const moved = tabs.value.find((tab) => tab.key === key)
    if (!moved) return
    const others = tabs.value.filter((tab) => tab.key !== key)
    const at = Math.max(0, Math.min(to, others.length))
    tabs.value = [...others.slice(0, at), moved, ...others.slice(at)]
  }
  /** Goes to the tab `steps` further right (negative: left), round the ends. */
  function step(steps: number): void {
    if (tabs.value.length === 0 || activeKey.value === null) return
    const at = (indexOf(activeKey.value) + steps + tabs.value.length) % tabs.value.length
    const tab = tabs.value[at]
    if (tab) activate(tab.key)
  }
  /**
   * Brings back what this person had open. Kinds and lists that this version no longer has are left out.
   * @param userId id of who signed in
   */
  function restore(userId: string): void {
    if (owner.value === userId) return
    owner.value = null
    tabs.value = []
    visited.value = []
    activeKey.value = null
    const kept = readLocal(recordName(userId), isKept)
    for (const one of kept?.tabs ?? []) {
      const kind = tabKinds.find((known) => known === one.kind)
      if (!kind) continue
      const target: TabTarget = { kind, parameters: one.parameters, title: one.title }
      if (targetOf(keyOf(target))) tabs.value = [...tabs.value, { key: keyOf(target), kind, parameters: one.parameters, title: one.title, dirty: false }]
    }
    if (tabs.value.length === 0) open(homeTarget())
    else activate(tabs.value.find((tab) => tab.key === kept?.active)?.key ?? tabs.value[0]?.key ?? '')
    owner.value = userId
  }
  /** Forgets what is open on the screen; what is kept for the person stays. */
  function leave(): void {
    owner.value = null
    tabs.value = []
    visited.value = []
    activeKey.value = null
  }

  watch([tabs, activeKey], () => {
    if (owner.value === null) return
    const kept: Kept = { tabs: tabs.value.map((tab) => ({ kind: tab.kind, parameters: { ...tab.parameters }, title: tab.title })), active: activeKey.value }
    writeLocal(recordName(owner.value), kept)
  })
  return { tabs, activeKey, active, owner, open, activate, close, change, move, step, restore, leave }
})
