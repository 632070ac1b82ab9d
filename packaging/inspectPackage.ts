import { extractFile, getRawHeader, listPackage, statFile } from '@electron/asar'
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { NtExecutable, NtExecutableResource, Resource } from 'resedit'
import { wantedFuses, type AsarIntegrity, type PackageFacts } from './packageRules.ts'

function readFiles(archive: string): Map<string, number> {
  const paths = listPackage(archive, { isPack: false }).map((path) => path.replaceAll('\\', '/'))
  return new Map(paths.flatMap((path) => {
    const entry = statFile(archive, path.slice(1))
    return 'size' in entry ? [[path, entry.size] as const] : []
  }))
}

async function readFuses(executable: string): Promise<Record<string, boolean>> {
  const wire: Partial<Record<FuseV1Options, FuseState>> = await getCurrentFuseWire(executable)
  const names = Object.keys(wantedFuses) as (keyof typeof wantedFuses)[]
  return Object.fromEntries(names.map((name) => [name, wire[FuseV1Options[name]] === FuseState.ENABLE]))
}

function readResources(executable: string): { integrity: AsarIntegrity[]; versionInfo: Record<string, string> } {
  const { entries } = NtExecutableResource.from(NtExecutable.from(readFileSync(executable)))
  const integrity = entries.find(({ type, id }) => type === 'INTEGRITY' && id === 'ELECTRONASAR')
  const [info] = Resource.VersionInfo.fromEntries(entries)
  const [language] = info?.getAllLanguagesForStringValues() ?? []
  return {
    integrity: integrity ? (JSON.parse(Buffer.from(integrity.bin).toString('utf8')) as AsarIntegrity[]) : [],
    versionInfo: info && language ? info.getStringValues(language) : {},
  }
}

/**
 * Reads what the rules ask about a packed program.
 * @param folder `win-unpacked` of electron-builder
 * @param root the project
 */
export async function inspectPackage(folder: string, root: string): Promise<PackageFacts> {
  const archive = join(folder, 'resources/app.asar')
  const executable = join(folder, 'Gongdan.exe')
  const feed = join(folder, 'resources/app-update.yml')
  const text = (path: string): string => extractFile(archive, path.slice(1)).toString('utf8')
  const { integrity, versionInfo } = readResources(executable)
  return {
    isStub: existsSync(join(dirname(folder), 'STUB.txt')),
    files: readFiles(archive),
    text,
    packed: JSON.parse(text('/package.json')) as Record<string, unknown>,
    project: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string; main: string },
    fuses: await readFuses(executable),
    asarHeaderHash: createHash('sha256').update(getRawHeader(archive).headerString).digest('hex'),
    integrity,
    versionInfo,
    updateFeed: existsSync(feed) ? readFileSync(feed, 'utf8') : null,
    ownFolders: [root, homedir()].filter((path) => path.length > 5),
  }
}
