import { _electron, type ElectronApplication, type Page } from '@playwright/test'
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { electronExecutable } from './electronExecutable.ts'

export interface DesktopOptions {
  /** Server that the program talks to, prescribed by the environment. */
  serverUrl: string
  /** Folder of the user's data; a program started with the same one is a second instance. */
  userDataDir: string
  /** Further arguments of the start, such as a deep link. */
  args?: readonly string[]
}

/** ms for a start, on a machine that is busy with other things. */
const PATIENCE_MS = 90_000

const projectRoot = resolve(import.meta.dirname, '../..')
/** What is started: the build in `out/`, or the packed program that `GONGDAN_DESKTOP_TARGET` names (its `app.asar`). */
const target = process.env['GONGDAN_DESKTOP_TARGET'] ? resolve(process.env['GONGDAN_DESKTOP_TARGET']) : projectRoot

function environment(serverUrl: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { ...Object.fromEntries(inherited), GONGDAN_SERVER_URL: serverUrl, STANDIN_NODE: process.execPath }
}

/** Chromium refuses its sandbox to root; the flag is the test's, never the program's. */
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/** Starts the built desktop program, in real Electron or the stand-in. */
export function launchDesktop({ serverUrl, userDataDir, args = [] }: DesktopOptions): Promise<ElectronApplication> {
  const { path, isReal } = electronExecutable()
  return _electron.launch({
    // Given no path, Playwright takes Electron's own binary and prepares it.
    ...(isReal ? {} : { executablePath: path }),
    args: [...asRoot, target, `--user-data-dir=${userDataDir}`, ...args],
    cwd: projectRoot,
    env: environment(serverUrl),
    timeout: PATIENCE_MS,
  })
}

/** The window's page, when the program's document has been loaded into it. */
export async function desktopPage(app: ElectronApplication): Promise<Page> {
  const page = await app.firstWindow()
  // The window is there, still empty, before its document; the host is `gongdan`, with or without a stand-in's suffix.
  await page.waitForURL(/:\/\/gongdan\b.*\/index\.html/)
  return page
}

/** Starts the program a second time beside a running one; returns its exit code when it has handed over. */
export function startSecondInstance({ serverUrl, userDataDir, args = [] }: DesktopOptions): number | null {
  const { path } = electronExecutable()
  const env = environment(serverUrl)
  const result = spawnSync(path, [...asRoot, target, `--user-data-dir=${userDataDir}`, ...args], {
    cwd: projectRoot,
    env,
    timeout: PATIENCE_MS,
  })
  return result.status
}
