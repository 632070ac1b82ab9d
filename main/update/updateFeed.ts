/** Where updates come from; electron-updater in the installed program. Every method rejects where the feed does not answer. */
export interface UpdateFeed {
  /** The newer version that is there, or null. */
  readonly check: () => Promise<{ readonly version: string } | null>
  /** Fetches what {@link check} found and verifies it. @param onProgress percent, 0 to 100 */
  readonly download: (onProgress: (percent: number) => void) => Promise<void>
  /** Whether what is downloaded is installed when the program ends. */
  readonly setInstallOnQuit: (allowed: boolean) => void
  /** Ends the program, installs and starts it anew. */
  readonly installAndRestart: () => void
}
