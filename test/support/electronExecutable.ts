import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'

export interface ElectronExecutable {
  path: string
  /** False for the stand-in: what a test shows then holds for the program's own code, not for Electron. */
  isReal: boolean
}

/** Electron's binary if it was downloaded. Its package is not imported, because that would start the download. */
function realElectron(): string | undefined {
  const folder = dirname(createRequire(import.meta.url).resolve('electron/package.json'))
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return undefined
  const binary = join(folder, 'dist', readFileSync(pathFile, 'utf8').trim())
  return existsSync(binary) ? binary : undefined
}

/**
 * Electron where its binary is on disk, else the stand-in.
 * @throws if `E2E_ELECTRON=real` demands the binary and it is not there
 */
export function electronExecutable(): ElectronExecutable {
  const real = process.env['E2E_ELECTRON'] === 'standin' ? undefined : realElectron()
  if (real) return { path: real, isReal: true }
  if (process.env['E2E_ELECTRON'] === 'real') throw new Error("Electron's binary was demanded but is not on disk")
  return { path: resolve(import.meta.dirname, '../electron-stand-in/electron'), isReal: false }
}
