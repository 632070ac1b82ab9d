// Whether Electron's binary for Windows can be had.
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Where Electron comes from: a folder, the network (electron-builder fetches and verifies it), or nowhere. */
export type ElectronSource = { readonly kind: 'folder'; readonly folder: string } | { readonly kind: 'download' } | { readonly kind: 'none'; readonly reason: string }

export interface SourceFacts {
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly electronVersion: string
  /** ms until an address counts as not reachable. */
  readonly patience?: number
  readonly request?: (address: string, init: { method: string; signal: AbortSignal }) => Promise<{ status: number }>
}

/** The address of Electron's archive, with the mirror of the environment (`ELECTRON_MIRROR`). */
export function electronAddress(environment: SourceFacts['environment'], version: string): string {
  const mirror = environment['ELECTRON_MIRROR'] ?? environment['npm_config_electron_mirror'] ?? 'https://github.com/electron/electron/releases/download/'
  return `${mirror.replace(/\/*$/, '/')}v${version}/electron-v${version}-win32-x64.zip`
}

/**
 * Looks for Electron: first in the folder of `GONGDAN_ELECTRON_DIST` (unpacked, with `electron.exe`), then whether its
 * archive can be fetched.
 */
export async function findElectron({ environment, electronVersion, patience = 10_000, request = fetch }: SourceFacts): Promise<ElectronSource> {
  const folder = environment['GONGDAN_ELECTRON_DIST']
  if (folder) {
    return existsSync(join(folder, 'electron.exe')) ? { kind: 'folder', folder } : { kind: 'none', reason: `GONGDAN_ELECTRON_DIST (${folder}) holds no electron.exe` }
  }
  const address = electronAddress(environment, electronVersion)
  try {
    const { status } = await request(address, { method: 'HEAD', signal: AbortSignal.timeout(patience) })
    return status < 400 ? { kind: 'download' } : { kind: 'none', reason: `${address} answers ${status}` }
  } catch {
    return { kind: 'none', reason: `${address} cannot be reached` }
  }
}
