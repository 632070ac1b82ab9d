// Runs a program as Electron would: `electron <folder with package.json, or app.asar> [arguments…]`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { configuration, type ProgramPackage } from './configuration.ts'

const target = resolve(process.argv[2] ?? '.')
const isPackaged = target.endsWith('.asar')

/** Node cannot read inside an archive, as Electron can: it is unpacked, and goes when the program ends. */
async function unpacked(archive: string): Promise<string> {
  const { extractAll } = await import('@electron/asar')
  const place = mkdtempSync(join(tmpdir(), 'standin-asar-'))
  process.on('exit', () => rmSync(place, { recursive: true, force: true }))
  extractAll(archive, place)
  Object.defineProperty(process, 'resourcesPath', { value: dirname(archive) })
  return place
}

const folder = isPackaged ? await unpacked(target) : target
const program = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ProgramPackage & { main: string }
Object.assign(configuration, { appPath: folder, program, isPackaged })

// An installed program has no folder among its arguments.
process.argv = [process.argv[0] ?? 'electron', ...(isPackaged ? [] : [folder]), ...process.argv.slice(3)]
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process.versions, 'electron', { value: 'stand-in' })

await import(pathToFileURL(join(folder, program.main)).href)
await app.begin()
