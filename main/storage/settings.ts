import Store from 'electron-store'
import { renameSync } from 'node:fs'
import { join } from 'node:path'
import type { ChangeableSettings, DesktopSettings } from '#shared/contract/ipc.ts'
import type { Log } from '../logging/log.ts'
import { setAsideName } from './atomicFile.ts'
import { normalizeServerUrl, upgradeSettings, type StoredSettings } from './settingsUpgrade.ts'

const fileName = 'settings'

export interface SettingsStore {
  /** The settings in force: the server of the environment, if there is one, before the stored one. */
  get(): DesktopSettings
  set(changes: Partial<ChangeableSettings>): DesktopSettings
  /** Whether the person was told that closing the window leaves the program in the tray. */
  trayExplained(): boolean
  noteTrayExplained(): void
  /** Where a file was saved last; empty before the first one. */
  saveFolder(): string
  noteSaveFolder(folder: string): void
}

function openStore(folder: string, log: Log, now: () => Date): Store<StoredSettings> {
  const open = () =>
    new Store<StoredSettings>({ name: fileName, cwd: folder, clearInvalidConfig: false, accessPropertiesByDotNotation: false })
  try {
    return open()
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    log.error('settings_file_unreadable')
    const file = join(folder, `${fileName}.json`)
    renameSync(file, setAsideName(file, now()))
    return open()
  }
}

/**
 * Opens the settings of this machine's user.
 * @param options.folder where the file lies
 * @param options.prescribedServerUrl `GONGDAN_SERVER_URL`
 * @param options.prescribedUpdateUrl `GONGDAN_UPDATE_URL`
 */
export function openSettings(options: {
  folder: string
  prescribedServerUrl: string | undefined
  prescribedUpdateUrl: string | undefined
  log: Log
  now: () => Date
}): SettingsStore {
  const store = openStore(options.folder, options.log, options.now)
  let stored = upgradeSettings(store.store)
  const prescribed = options.prescribedServerUrl === undefined ? undefined : normalizeServerUrl(options.prescribedServerUrl)
  const get = (): DesktopSettings => ({
    serverUrl: prescribed ?? stored.serverUrl,
    theme: stored.theme,
    language: stored.language,
    doNotDisturb: stored.doNotDisturb,
    closeToTray: stored.closeToTray,
    startAtLogin: stored.startAtLogin,
    updateUrl: options.prescribedUpdateUrl ?? stored.updateUrl,
    serverUrlIsFixed: prescribed !== undefined,
    updateUrlIsFixed: options.prescribedUpdateUrl !== undefined,
  })
  const write = (changes: Partial<StoredSettings>) => {
    stored = upgradeSettings({ ...stored, ...changes })
    store.store = stored
  }
  return {
    get,
    set(changes) {
      write(changes)
      return get()
    },
    trayExplained: () => stored.trayExplained,
    noteTrayExplained: () => write({ trayExplained: true }),
    saveFolder: () => stored.saveFolder,
    noteSaveFolder: (folder) => write({ saveFolder: folder }),
  }
}
