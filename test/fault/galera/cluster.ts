import { randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ensureDataFolder } from '#server/bootstrap/mariadbDataFolder.mjs'
import { findMariadb } from '#server/bootstrap/mariadbProgram.mjs'
import { FAST_SETTINGS } from '#server/bootstrap/mariadbServer.mjs'
import { freePort } from '#server/bootstrap/ports.mjs'
import type { CleanUp } from '../sweep/cleanUp.ts'
import { killNode, runOn, startNode, stopNode, type Node, type NodePlace, type Owner } from './node.ts'

/** A Galera cluster on 127.0.0.1, on data folders of its own below the temporary folder. */
export interface Cluster {
  /** `mysql://…/name` of each node. */
  urls: (name: string) => string[]
  /** SIGKILL. */
  kill: (index: number) => Promise<void>
  /** Lets a killed node join the others again. */
  restart: (index: number) => Promise<void>
}

/** What cannot be had without a package; the message names it. */
export class MissingPackages extends Error {}

const PROVIDERS = ['/usr/lib/galera/libgalera_smm.so', '/usr/lib64/galera-4/libgalera_smm.so', '/usr/lib64/galera/libgalera_smm.so']
const isOnPath = (program: string): boolean => (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(join(folder, program)))

/** @throws MissingPackages with all that is missing */
function findPrograms(): { program: { path: string; version: string }; provider: string } {
  const { program } = findMariadb()
  const provider = PROVIDERS.find((path) => existsSync(path))
  const missing = [
    ...(program ? [] : ['mariadbd, 10.11 or newer (Debian package mariadb-server)']),
    ...(provider ? [] : ['libgalera_smm.so (Debian package galera-4)']),
    ...(isOnPath('wsrep_sst_rsync') ? [] : ['wsrep_sst_rsync (Debian package mariadb-server)']),
    ...(isOnPath('rsync') ? [] : ['rsync (Debian package rsync)']),
  ]
  if (!program || !provider || missing.length > 0) {
    throw new MissingPackages(`A cluster cannot be started here; missing:\n${missing.map((one) => `  ${one}`).join('\n')}\n` +
      'On Debian: apt-get install --no-install-recommends galera-4 mariadb-server rsync (and keep its service from starting)')
  }
  return { program, provider }
}

/** The account that the packages make. As the superuser rsync gives up its rights and could not write a node's folder. */
const SERVICE_ACCOUNT = 'mysql'

/** Who the nodes run as: whoever runs this, or the packages' account where that is the superuser. */
function findOwner(): Owner | null {
  if (process.getuid?.() !== 0) return null
  const line = readFileSync('/etc/passwd', 'utf8').split('\n').find((one) => one.startsWith(`${SERVICE_ACCOUNT}:`))
  if (!line) throw new MissingPackages(`A cluster cannot run as the superuser, and there is no user "${SERVICE_ACCOUNT}" (Debian package mariadb-server)`)
  const [, , uid, gid] = line.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

function giveAll(folder: string, { uid, gid }: Owner): void {
  chownSync(folder, uid, gid)
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) chownSync(join(folder, name), uid, gid)
}

const placeOf = async (index: number, base: string, program: string, provider: string, owner: Owner | null): Promise<NodePlace> => ({
  index, program, provider, owner, folder: join(base, `node${index}`),
  ports: { sql: await freePort(), group: await freePort(), increment: await freePort(), snapshot: await freePort() },
})

/** @param names of the databases that it is to have @throws MissingPackages where it cannot run on this machine */
export async function startCluster(size: number, names: readonly string[], cleanUp: CleanUp): Promise<Cluster> {
  const { program, provider } = findPrograms()
  const owner = findOwner()
  const base = mkdtempSync(join(tmpdir(), 'gongdan-galera-'))
  cleanUp.add(() => rmSync(base, { recursive: true, force: true }))
  const places: NodePlace[] = []
  for (let index = 1; index <= size; index++) places.push(await placeOf(index, base, program.path, provider, owner))
  const password = randomBytes(16).toString('hex')
  const nodes: Node[] = []
  const joinNode = async (place: NodePlace, peers: readonly number[]): Promise<void> => {
    nodes[place.index] = await startNode(place, peers)
  }
  cleanUp.add(() => Promise.all(nodes.map((node) => stopNode(node))).then(() => undefined))
  const others = (index: number): number[] => places.filter((place) => place.index !== index).map(({ ports }) => ports.group)

  await ensureDataFolder(program, places[0]!.folder, { settings: FAST_SETTINGS })
  if (owner) giveAll(base, owner)
  await joinNode(places[0]!, [])
  await runOn(places[0]!, [
    `CREATE USER 'fault'@'127.0.0.1' IDENTIFIED BY '${password}'`, "GRANT ALL PRIVILEGES ON *.* TO 'fault'@'127.0.0.1'",
    ...names.map((name) => `CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`),
  ])
  for (const place of places.slice(1)) await joinNode(place, [places[0]!.ports.group])
  return {
    urls: (name) => places.map(({ ports }) => `mysql://fault:${password}@127.0.0.1:${ports.sql}/${name}`),
    kill: (index) => killNode(nodes[index]!),
    restart: (index) => joinNode(places[index - 1]!, others(index)),
  }
}
