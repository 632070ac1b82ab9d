import type { ElectronApplication } from '@playwright/test'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { desktopPage, launchDesktop } from '../../support/launchDesktop.ts'
import { serverUrl, signIn, type Person } from './person.ts'

/** Somebody in front of a desktop program of his own. */
export interface DesktopPerson extends Person {
  app: ElectronApplication
  userDataDir: string
}

const opened: { app: ElectronApplication; userDataDir: string }[] = []

/** Starts the desktop program and signs somebody in. {@link closeDesktops} ends it. @param url the program's server */
export async function desktopPerson(organisation: string, account: string, url = serverUrl()): Promise<DesktopPerson> {
  const userDataDir = mkdtempSync(join(tmpdir(), 'gongdan-desktop-'))
  const app = await launchDesktop({ serverUrl: url, userDataDir })
  opened.push({ app, userDataDir })
  return { ...(await signIn(await desktopPage(app), organisation, account, 'Control+n')), app, userDataDir }
}

/** Ends every program that was started, and takes its data away. */
export async function closeDesktops(): Promise<void> {
  for (const { app, userDataDir } of opened.splice(0)) {
    await app.close()
    rmSync(userDataDir, { recursive: true, force: true })
  }
}
