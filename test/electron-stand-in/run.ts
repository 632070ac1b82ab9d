// Runs a program as Electron would: `electron <folder with package.json> [arguments…]`.
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from './app.ts'
import { configuration, type ProgramPackage } from './configuration.ts'

const folder = resolve(process.argv[2] ?? '.')
const program = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as ProgramPackage & { main: string }
Object.assign(configuration, { appPath: folder, program })

process.argv = [process.argv[0] ?? 'electron', folder, ...process.argv.slice(3)]
Object.defineProperty(process, 'type', { value: 'browser' })
Object.defineProperty(process.versions, 'electron', { value: 'stand-in' })

await import(pathToFileURL(join(folder, program.main)).href)
await app.begin()
