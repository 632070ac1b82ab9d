// A folder in the place of Electron's, for machines that cannot have Electron's binary: so much of it that
// electron-builder packs the program around it. What comes out runs nowhere and is never called a program.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'

/** By which the fuses of an Electron binary are found (`@electron/fuses`). */
const fuseSentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'
const fuseWireVersion = 1
/** The nine fuses of Electron 45 as they leave Electron's own build; packing sets them. */
const fuseStates = '101100010'
const englishUnicode = { lang: 1033, codepage: 1200 }

function stubExecutable(electronVersion: string): Buffer {
  const executable = NtExecutable.createEmpty(false, false)
  const resources = NtExecutableResource.from(executable)
  const info = Resource.VersionInfo.createEmpty()
  info.lang = englishUnicode.lang
  info.setStringValues(englishUnicode, {
    ProductName: 'STUB of Electron', FileDescription: 'STUB: does not run', FileVersion: electronVersion, ProductVersion: electronVersion,
  })
  info.outputToResourceEntries(resources.entries)
  resources.outputResource(executable)
  const fuses = Buffer.concat([Buffer.from(fuseSentinel), Buffer.from([fuseWireVersion, fuseStates.length]), Buffer.from(fuseStates)])
  return Buffer.concat([Buffer.from(executable.generate()), fuses])
}

/** Makes the folder anew. @param folder absolute @param electronVersion that the program is made for */
export function writeStubElectron(folder: string, electronVersion: string): void {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(join(folder, 'resources'), { recursive: true })
  mkdirSync(join(folder, 'locales'))
  for (const language of ['en-US', 'zh-CN']) writeFileSync(join(folder, `locales/${language}.pak`), '')
  writeFileSync(join(folder, 'electron.exe'), stubExecutable(electronVersion))
  writeFileSync(join(folder, 'version'), electronVersion)
}
