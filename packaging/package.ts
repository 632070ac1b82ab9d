// `npm run package`: builds the program and packs it for Windows. With Electron's binary: an NSIS installer and its feed in
// dist/windows. Without: the program's own part around a stub, in a folder that says so, and no installer.
// `-- --stub` asks for the stub, `-- --real` fails where there is no Electron.
import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Arch, build, Platform, type Configuration } from 'electron-builder'
import { findElectron, type ElectronSource } from './electronBinary.ts'
import { writeStubElectron } from './stubElectron.ts'

const root = join(import.meta.dirname, '..')
const realOutput = 'dist/windows'
const stubOutput = 'dist/STUB-not-a-program'
const say = (line: string) => process.stdout.write(`${line}\n`)

function readJson(path: string): { version: string } {
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as { version: string }
}

function buildProgram(): void {
  say('Building the program (electron-vite build)')
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules/electron-vite/bin/electron-vite.js'), 'build'], { cwd: root, stdio: 'inherit' })
  if (status !== 0) throw new Error('the build failed')
}

/** What the environment says about feed and signing; certificates are read by electron-builder itself. */
function environmentConfiguration(): Configuration {
  const { GONGDAN_UPDATE_URL: url, GONGDAN_REQUIRE_SIGNING: signing } = process.env
  return { ...(url ? { publish: [{ provider: 'generic', url }] } : {}), ...(signing === '1' ? { forceCodeSigning: true } : {}) }
}

async function packReal(source: Exclude<ElectronSource, { kind: 'none' }>, electronVersion: string): Promise<void> {
  rmSync(join(root, realOutput), { recursive: true, force: true })
  const made = await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'), electronVersion, directories: { output: realOutput },
      ...(source.kind === 'folder' ? { electronDist: source.folder } : {}), ...environmentConfiguration(),
    },
  })
  say(`\nPacked:\n${made.map((path) => `  ${path}`).join('\n')}`)
  say(process.env['CSC_LINK'] ?? process.env['WIN_CSC_LINK'] ? 'Signed with the certificate of the environment.' : 'NOT SIGNED: no certificate in the environment (CSC_LINK); see docs/desktop.md.')
}

async function packStub(reason: string, electronVersion: string): Promise<void> {
  const output = join(root, stubOutput)
  const electron = join(root, 'dist/.stub-electron')
  rmSync(output, { recursive: true, force: true })
  writeStubElectron(electron, electronVersion)
  await build({
    projectDir: root,
    targets: Platform.WINDOWS.createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      extends: join(root, 'electron-builder.yml'), electronVersion, electronDist: electron, directories: { output: stubOutput },
      // Icon and version of the executable are written by a program for Windows, and the stub is not worth it.
      win: { signAndEditExecutable: false }, ...environmentConfiguration(),
    },
  })
  rmSync(electron, { recursive: true, force: true })
  const text = `STUB\n\nThis folder holds the program's own part (win-unpacked/resources/app.asar) around a stub in the place of Electron.\nGongdan.exe does not run, and there is no installer.\nReason: ${reason}\n`
  writeFileSync(join(output, 'STUB.txt'), text)
  say(`\n*** STUB *** no installer was made: ${reason}`)
  say(`*** STUB *** ${stubOutput}/win-unpacked holds app.asar around a stub executable that does not run.`)
  say('What an installer needs: Electron\'s binary (reachable, by ELECTRON_MIRROR, or unpacked in GONGDAN_ELECTRON_DIST) and the NSIS programs that electron-builder fetches (ELECTRON_BUILDER_BINARIES_MIRROR). See docs/desktop.md.')
}

async function main(): Promise<void> {
  const wanted = process.argv.slice(2)
  const electronVersion = readJson('node_modules/electron/package.json').version
  const source: ElectronSource = wanted.includes('--stub') ? { kind: 'none', reason: 'a stub was asked for' } : await findElectron({ environment: process.env, electronVersion })
  if (source.kind === 'none' && wanted.includes('--real')) throw new Error(`Electron cannot be had: ${source.reason}`)
  buildProgram()
  if (source.kind === 'none') await packStub(source.reason, electronVersion)
  else await packReal(source, electronVersion)
}

main().catch((error: unknown) => {
  process.stderr.write(`package: ${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
})
