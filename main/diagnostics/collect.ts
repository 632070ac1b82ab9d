import { app, screen } from 'electron'
import { arch, release, type } from 'node:os'
import type { DeskWork, UpdateState } from '#shared/contract/desktopProgram.ts'
import type { DesktopSettings } from '#shared/contract/ipc.ts'
import { logTail } from '../logging/logTail.ts'
import { screenSetKey } from '../windowPlace/windowPlace.ts'
import type { DiagnosticFacts } from './diagnostics.ts'

const logLines = 200

/** Reads from the running program what {@link DiagnosticFacts} holds. */
export function collectDiagnostics(parts: {
  logFile: string
  now: Date
  settings: DesktopSettings
  work: DeskWork
  update: UpdateState
  store: DiagnosticFacts['store']
}): DiagnosticFacts {
  const { electron, chrome, node } = process.versions
  return {
    at: parts.now.toISOString(),
    versions: { version: app.getVersion(), electron, chrome, node },
    system: `${type()} ${release()} ${arch()}`,
    packaged: app.isPackaged,
    uptimeSeconds: Math.round(process.uptime()),
    memoryMegabytes: Math.round(process.memoryUsage().rss / 1_048_576),
    settings: parts.settings,
    work: parts.work,
    update: parts.update,
    screens: screenSetKey(screen.getAllDisplays()),
    store: parts.store,
    logLines: logTail(parts.logFile, logLines),
  }
}
