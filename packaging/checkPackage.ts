// `npm run check-package [-- folder]`: inspects what `npm run package` made.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { inspectPackage } from './inspectPackage.ts'
import { findings } from './packageRules.ts'

const root = join(import.meta.dirname, '..')
const say = (line: string) => process.stdout.write(`${line}\n`)
const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}

async function main(): Promise<void> {
  const candidates = process.argv[2] ? [resolve(process.argv[2])] : ['dist/windows/win-unpacked', 'dist/STUB-not-a-program/win-unpacked'].map((folder) => join(root, folder))
  const folder = candidates.find((path) => existsSync(join(path, 'resources/app.asar')))
  if (!folder) throw new Error('nothing is packed; run `npm run package`')
  const facts = await inspectPackage(folder, root)
  const wrong = findings(facts)
  say(`${folder}${facts.isStub ? '   *** STUB: version info, update feed and signature cannot be checked ***' : ''}`)
  say(`app.asar ${megabytes(statSync(join(folder, 'resources/app.asar')).size)}, ${facts.files.size} files; folder ${megabytes(sizeOf(folder))}${facts.isStub ? ' without Electron' : ''}`)
  for (const finding of wrong) say(`  ${finding}`)
  say(wrong.length === 0 ? 'package check passed' : `package check: ${wrong.length} findings`)
  process.exitCode = wrong.length === 0 ? 0 : 1
}

main().catch((error: unknown) => {
  process.stderr.write(`check-package: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
