import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection, type RowDataPacket } from 'mysql2/promise'
import { FAST_SETTINGS } from '#server/bootstrap/mariadbServer.mjs'

/** A user of the system. */
export interface Owner { uid: number; gid: number }

/** What a node needs to know of itself; all on 127.0.0.1. */
export interface NodePlace {
  index: number
  folder: string
  program: string
  provider: string
  /** Runs as this user instead of one's own. */
  owner: Owner | null
  /** For clients, for the group, for state transfers of both kinds. */
  ports: { sql: number; group: number; increment: number; snapshot: number }
}

export interface Node extends NodePlace {
  child: ChildProcess
  /** The last lines that it said. */
  said: string[]
}

/** With a state transfer it takes a few seconds. */
const PATIENCE_MS = 90_000
const STOP_PATIENCE_MS = 15_000

/** A node that starts deletes the temporary tables of all that share its folder for them. */
const temporaryOf = (folder: string): string => `${folder}.temporary`

const settingsOf = ({ index, folder, provider, ports }: NodePlace, peers: readonly number[]): string[] => [
  '--no-defaults', `--datadir=${folder}`, `--tmpdir=${temporaryOf(folder)}`, `--socket=${join(folder, 'sock')}`, `--pid-file=${join(folder, 'pid')}`, `--port=${ports.sql}`, '--bind-address=127.0.0.1',
  '--skip-name-resolve', '--performance-schema=0', '--character-set-server=utf8mb4', '--collation-server=utf8mb4_unicode_ci', '--max-connections=300', ...FAST_SETTINGS,
  '--binlog-format=ROW', '--innodb-autoinc-lock-mode=2', '--wsrep-on=ON', `--wsrep-provider=${provider}`, '--wsrep-cluster-name=gongdan_fault', `--wsrep-node-name=node${index}`,
  `--wsrep-node-address=127.0.0.1:${ports.group}`, `--wsrep-cluster-address=gcomm://${peers.map((port) => `127.0.0.1:${port}`).join()}`,
  '--wsrep-sst-method=rsync', `--wsrep-sst-receive-address=127.0.0.1:${ports.snapshot}`, '--wsrep-slave-threads=4',
  `--wsrep-provider-options=gmcast.listen_addr=tcp://127.0.0.1:${ports.group};ist.recv_addr=127.0.0.1:${ports.increment};gcache.size=128M;pc.recovery=false`,
]

/** As the superuser by the socket, which only this machine's same user may. */
const connect = (place: NodePlace) => createConnection({ socketPath: join(place.folder, 'sock'), user: 'root' })

/** @returns the state of the node in its own words, `Synced` when it serves; null while it does not answer */
async function stateOf(place: NodePlace): Promise<string | null> {
  try {
    const connection = await connect(place)
    try {
      const [rows] = await connection.query<RowDataPacket[]>("SHOW GLOBAL STATUS LIKE 'wsrep_local_state_comment'")
      return (rows[0]?.['Value'] as string | undefined) ?? null
    } finally {
      connection.destroy()
    }
  } catch {
    return null
  }
}

/**
 * Starts a node and waits until it serves.
 * @param peers ports of the group to join; none: begins a new group
 * @throws Error with its last lines
 */
export async function startNode(place: NodePlace, peers: readonly number[]): Promise<Node> {
  for (const folder of [place.folder, temporaryOf(place.folder)]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    if (place.owner) chownSync(folder, place.owner.uid, place.owner.gid)
  }
  // A group of its own: the scripts of a state transfer end with it.
  const child = spawn(place.program, settingsOf(place, peers), { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...place.owner })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => {
    said.push(...chunk.toString().split('\n').filter(Boolean))
    said.splice(0, Math.max(0, said.length - 60))
  })
  const failure = (what: string): Error => new Error(`node ${place.index} ${what}:\n${said.slice(-25).join('\n')}`)
  for (const deadline = Date.now() + PATIENCE_MS; await stateOf(place) !== 'Synced';) {
    if (child.exitCode !== null || child.signalCode !== null) {
      endGroup(child)
      throw failure(`ended with ${child.exitCode ?? child.signalCode}`)
    }
    if (Date.now() > deadline) {
      endGroup(child)
      throw failure('did not join in time')
    }
    await sleep(100)
  }
  return { ...place, child, said }
}

export async function killNode({ child }: Node): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** What a state transfer that was broken off has left running. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing is left.
  }
}

export async function stopNode(node: Node): Promise<void> {
  if (node.child.exitCode !== null || node.child.signalCode !== null) return endGroup(node.child)
  const ended = once(node.child, 'exit')
  node.child.kill('SIGTERM')
  const stopped = await Promise.race([ended.then(() => true), sleep(STOP_PATIENCE_MS, false, { ref: false })])
  if (!stopped) await killNode(node)
  endGroup(node.child)
}

/** Runs statements on a node as its superuser. */
export async function runOn(place: NodePlace, statements: readonly string[]): Promise<void> {
  const connection = await connect(place)
  try {
    for (const statement of statements) await connection.query(statement)
  } finally {
    connection.destroy()
  }
}
