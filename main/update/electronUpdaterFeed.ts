import type { UpdateFeed } from './updateFeed.ts'

/**
 * electron-updater on a generic feed (`latest.yml` and the installer, as electron-builder writes them). Its hash is
 * checked always; its signature wherever this program's own installer was signed (`publisherName` in `app-update.yml`).
 * Loaded only when a feed is configured: the program starts without it.
 */
export async function openElectronUpdaterFeed(url: string): Promise<UpdateFeed> {
  const { default: library } = await import('electron-updater')
  const { autoUpdater } = library
  // Its own log would hold addresses and paths.
  autoUpdater.logger = null
  autoUpdater.autoDownload = false
  autoUpdater.allowDowngrade = false
  autoUpdater.disableWebInstaller = true
  // Looked at when the download ends and again when the program ends; in between `setInstallOnQuit` decides.
  autoUpdater.autoInstallOnAppQuit = true
  autoUpdater.setFeedURL({ provider: 'generic', url })
  // Without a listener its `error` event would end the program; the methods below reject with the same error.
  autoUpdater.on('error', () => undefined)
  return {
    async check() {
      const found = await autoUpdater.checkForUpdates()
      return found?.isUpdateAvailable ? { version: found.updateInfo.version } : null
    },
    async download(onProgress) {
      const progress = ({ percent }: { percent: number }) => onProgress(percent)
      autoUpdater.on('download-progress', progress)
      try {
        autoUpdater.autoInstallOnAppQuit = true
        await autoUpdater.downloadUpdate()
      } finally {
        autoUpdater.off('download-progress', progress)
      }
    },
    setInstallOnQuit(allowed) {
      autoUpdater.autoInstallOnAppQuit = allowed
    },
    installAndRestart: () => autoUpdater.quitAndInstall(true, true),
  }
}
