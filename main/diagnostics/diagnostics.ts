import type { DeskWork, UpdateState } from '#shared/contract/desktopProgram.ts'
import type { DesktopSettings } from '#shared/contract/ipc.ts'

/** What support gets to see. Counts, versions and events: nothing of a customer, of a text or of a secret is in any part. */
export interface DiagnosticFacts {
  readonly at: string
  readonly versions: Readonly<Record<string, string | undefined>>
  /** Name and release of the system, architecture. */
  readonly system: string
  readonly packaged: boolean
  readonly uptimeSeconds: number
  /** Resident memory of the main process, MB. */
  readonly memoryMegabytes: number
  readonly settings: DesktopSettings
  readonly work: DeskWork
  readonly update: UpdateState
  readonly screens: string
  /** State of the store on this machine, as numbers and words. */
  readonly store: Readonly<Record<string, string | number | boolean>>
  readonly logLines: readonly string[]
}

/** An address without what may be secret in it: no credentials, no query. */
function plainAddress(address: string): string {
  const url = URL.parse(address)
  return url === null ? '' : `${url.protocol}//${url.host}${url.pathname.replace(/\/+$/, '')}`
}

function section(title: string, facts: Readonly<Record<string, unknown>>): string[] {
  return [`[${title}]`, ...Object.entries(facts).filter(([, value]) => value !== undefined).map(([name, value]) => `${name}: ${String(value)}`), '']
}

/** The text that 'copy diagnostics' puts into the clipboard. */
export function diagnosticsText(facts: DiagnosticFacts): string {
  const { settings, update, work } = facts
  return [
    ...section('Gongdan', { at: facts.at, ...facts.versions, system: facts.system, packaged: facts.packaged, uptimeSeconds: facts.uptimeSeconds, memoryMegabytes: facts.memoryMegabytes, screens: facts.screens }),
    ...section('settings', { ...settings, serverUrl: plainAddress(settings.serverUrl), updateUrl: plainAddress(settings.updateUrl) }),
    ...section('work', work),
    ...section('update', update),
    ...section('store', facts.store),
    `[log, last ${facts.logLines.length} lines]`,
    ...facts.logLines,
    '',
  ].join('\n')
}
