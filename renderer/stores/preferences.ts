import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { languages, showLanguage } from '../locales/i18n.ts'
import type { Language } from '../locales/i18n.ts'
import { loadSettings, program, saveSettings } from '../api/bridge.ts'
import { readLocal, writeLocal } from './localRecord.ts'

export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

interface Kept { readonly theme: Theme; readonly language: Language; readonly navigationFolded: boolean; readonly unfoldedBesideWork: boolean; readonly foldedGroups: readonly string[]; readonly doNotDisturb: boolean }

const recordName = 'gongdan.preferences'
const isKept = (value: unknown): value is Partial<Kept> => typeof value === 'object' && value !== null
const oneOf = <Value extends string>(values: readonly Value[], value: unknown, otherwise: Value): Value => values.find((known) => known === value) ?? otherwise

/** How the program looks on this machine: theme, language, what is folded. */
export const usePreferencesStore = defineStore('preferences', () => {
  const kept = readLocal(recordName, isKept) ?? {}
  const theme = ref<Theme>(oneOf(themes, kept.theme, 'system'))
  const language = ref<Language>(oneOf(languages, kept.language, 'zh-CN'))
  const navigationFolded = ref(kept.navigationFolded === true)
  /** Beside a ticket or a form the navigation is a rail unless somebody unfolds it. */
  const unfoldedBesideWork = ref(kept.unfoldedBesideWork === true)
  const foldedGroups = ref<string[]>(Array.isArray(kept.foldedGroups) ? kept.foldedGroups.filter((group) => typeof group === 'string') : [])

  /** No desktop notifications on this machine. */
  const doNotDisturb = ref(kept.doNotDisturb === true)

  const systemDark = ref(false)
  if (typeof matchMedia === 'function') {
    const query = matchMedia('(prefers-color-scheme: dark)')
    systemDark.value = query.matches
    query.addEventListener('change', (event) => { systemDark.value = event.matches })
  }
  const shownTheme = computed(() => (theme.value === 'system' ? (systemDark.value ? 'dark' : 'light') : theme.value))

  watch(shownTheme, (shown) => { document.documentElement.dataset.theme = shown }, { immediate: true })
  watch([theme, language, navigationFolded, unfoldedBesideWork, foldedGroups, doNotDisturb], () => {
    const record: Kept = { theme: theme.value, language: language.value, navigationFolded: navigationFolded.value, unfoldedBesideWork: unfoldedBesideWork.value, foldedGroups: foldedGroups.value, doNotDisturb: doNotDisturb.value }
    writeLocal(recordName, record)
  }, { deep: true })

  /** Takes what the desktop program kept and shows the language. Call once at the start. */
  async function start(): Promise<void> {
    const settings = await loadSettings()
    if (settings) {
      theme.value = settings.theme
      language.value = settings.language
      doNotDisturb.value = settings.doNotDisturb
    }
    // The tray has this switch, too.
    program?.on('settings.changed', (changed) => { doNotDisturb.value = changed.doNotDisturb })
    await showLanguage(language.value)
  }
  async function changeTheme(wanted: Theme): Promise<void> {
    theme.value = wanted
    await saveSettings({ theme: wanted })
  }
  /** @throws Error where the texts cannot be fetched; the language then stays */
  async function changeLanguage(wanted: Language): Promise<void> {
    await showLanguage(wanted)
    language.value = wanted
    await saveSettings({ language: wanted })
  }
  async function changeDoNotDisturb(wanted: boolean): Promise<void> {
    doNotDisturb.value = wanted
    await saveSettings({ doNotDisturb: wanted })
  }
  function toggleGroup(group: string): void {
    foldedGroups.value = foldedGroups.value.includes(group) ? foldedGroups.value.filter((other) => other !== group) : [...foldedGroups.value, group]
  }
  return { theme, language, navigationFolded, unfoldedBesideWork, foldedGroups, doNotDisturb, shownTheme, start, changeTheme, changeLanguage, changeDoNotDisturb, toggleGroup }
})
