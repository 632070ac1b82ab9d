import { z } from 'zod'
import { ipcCalls, language, theme, type ChangeableSettings } from '#shared/contract/ipc.ts'

/** Version of the settings file that this program writes. */
export const settingsVersion = 1

export interface StoredSettings extends ChangeableSettings {
  version: typeof settingsVersion
  /** The person was told once that closing the window leaves the program in the tray. */
  trayExplained: boolean
  /** Where a file was saved last; empty before the first one. */
  saveFolder: string
}

export const defaultSettings: StoredSettings = {
  version: settingsVersion,
  serverUrl: 'http://127.0.0.1:8080',
  theme: 'system',
  language: 'zh-CN',
  doNotDisturb: false,
  closeToTray: true,
  startAtLogin: false,
  updateUrl: '',
  trayExplained: false,
  saveFolder: '',
}

/** Address of a server in its one written form: no slash at the end, scheme and host in small letters. */
export function normalizeServerUrl(address: string): string {
  return new URL(address).href.replace(/\/+$/, '')
}

/** Each step makes a file of its version into one of the next. A step that was released is never edited. */
const upgrades: readonly ((settings: Record<string, unknown>) => Record<string, unknown>)[] = [
  /** 0, a new or unversioned file → 1. */
  (settings) => ({ ...settings, version: 1 }),
]

/**
 * The settings of a file as this version of the program understands them. A value that is missing or wrong is
 * the default; a file of a newer version keeps what can be read of it.
 * @param stored content of the file, of any version
 */
export function upgradeSettings(stored: unknown): StoredSettings {
  const raw = z.record(z.string(), z.unknown()).catch({}).parse(stored)
  const from = z.int().min(0).catch(0).parse(raw['version'])
  const upgraded = upgrades.slice(from).reduce((settings, step) => step(settings), raw)
  const shape = ipcCalls['settings.set'].input.shape
  const serverUrl = shape.serverUrl.safeParse(upgraded['serverUrl'])
  const yesOrNo = (name: 'doNotDisturb' | 'closeToTray' | 'startAtLogin' | 'trayExplained') => z.boolean().catch(defaultSettings[name]).parse(upgraded[name])
  return {
    version: settingsVersion,
    serverUrl: serverUrl.success && serverUrl.data !== undefined ? normalizeServerUrl(serverUrl.data) : defaultSettings.serverUrl,
    theme: theme.catch(defaultSettings.theme).parse(upgraded['theme']),
    language: language.catch(defaultSettings.language).parse(upgraded['language']),
    doNotDisturb: yesOrNo('doNotDisturb'),
    closeToTray: yesOrNo('closeToTray'),
    startAtLogin: yesOrNo('startAtLogin'),
    updateUrl: shape.updateUrl.catch(defaultSettings.updateUrl).parse(upgraded['updateUrl']) ?? defaultSettings.updateUrl,
    trayExplained: yesOrNo('trayExplained'),
    saveFolder: z.string().max(4096).catch(defaultSettings.saveFolder).parse(upgraded['saveFolder']),
  }
}
