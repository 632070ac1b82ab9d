import { randomBytes } from 'node:crypto'
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { ensureMariadb } from '#server/bootstrap/embeddedDatabase.mjs'
import { ensureDataFolder } from '#server/bootstrap/mariadbDataFolder.mjs'
import type { MariadbProgram } from '#server/bootstrap/mariadbProgram.mjs'
import { FAST_SETTINGS, startMariadb } from '#server/bootstrap/mariadbServer.mjs'
import type { ProcessIdentity } from '#server/bootstrap/processIdentity.mjs'
import { identify, isRunning } from '#server/bootstrap/processIdentity.mjs'
import { stopLeftover } from '#server/bootstrap/processes.mjs'
import { createProgress } from '#server/bootstrap/progress.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** URL of an account that may create databases and users, without a database: `mysql://…@127.0.0.1:port`. */
    databaseUrl: string
  }
}

/** A database server for tests. */
export interface TestDatabase {
  /** Its account may create databases and users. */
  readonly url: string
  stop(): Promise<void>
}

/** Who uses a private server's folder, so that one whose test run was killed is found and removed. */
interface Owner {
  readonly runner: ProcessIdentity
  readonly database: ProcessIdentity | undefined
}

/**
 * Nothing is synced onto the disk: every test makes and removes some sixty tables, and each of them would wait for it.
 * Loose, so that a database which does not know one of them starts as well.
 */
export const UNSYNCED_SETTINGS =
  process.platform === 'win32' ? [] : ['--loose-innodb-flush-method=nosync', '--loose-debug-no-sync', '--loose-skip-sync-frm', '--loose-innodb-file-per-table=0']
const FOLDER_PREFIX = 'gongdan-test-database-'
const OWNER_FILE = 'owner.json'
/** ms; the data is thrown away, so nothing is lost by little patience */
const LEFTOVER_PATIENCE = 5000

/**
 * Starts a private MariaDB on a folder of its own in the system's temporary folder; or takes the server that
 * `GONGDAN_TEST_DATABASE_URL` names.
 * @param settings for a private one, over those of all tests
 * @throws StartFailure when no MariaDB is on this machine and it may not be installed
 */
export async function startTestDatabase(settings: readonly string[] = []): Promise<TestDatabase> {
  const given = process.env['GONGDAN_TEST_DATABASE_URL']
  if (given) return { url: given, stop: async () => {} }
  await removeLeftovers()
  const program = await ensureMariadb(createProgress(process.stdout), undefined)
  const base = mkdtempSync(join(tmpdir(), FOLDER_PREFIX))
  const owner: Owner = { runner: identify('tests', process.pid, 'node'), database: undefined }
  const note = (database: ProcessIdentity | undefined) =>
    writeFileSync(join(base, OWNER_FILE), JSON.stringify({ ...owner, database }))
  note(undefined)
  const folder = join(base, 'mariadb')
  cpSync(await ensureTemplate(program), folder, { recursive: true })
  const password = randomBytes(16).toString('hex')
  const running = await startMariadb({
    program,
    folder,
    settings: [...FAST_SETTINGS, ...settings],
    initialSql: [
      `CREATE OR REPLACE USER 'test'@'127.0.0.1' IDENTIFIED BY '${password}';`,
      `GRANT ALL PRIVILEGES ON *.* TO 'test'@'127.0.0.1' WITH GRANT OPTION;`,
    ],
    register: { add: (role, pid, marker) => note(identify(role, pid, marker)), remove: () => {} },
  })
  return {
    url: `mysql://test:${password}@127.0.0.1:${running.port}`,
    async stop() {
      await running.stop()
      rmSync(base, { recursive: true, force: true })
    },
  }
}

/**
 * Global set-up of vitest and of Playwright: provides `databaseUrl` (vitest's `inject`) and `GONGDAN_TEST_DATABASE`.
 * @returns the tear-down
 */
export default async function setUpDatabase(project?: object): Promise<() => Promise<void>> {
  const database = await startTestDatabase(UNSYNCED_SETTINGS)
  if (project && 'provide' in project && typeof project.provide === 'function') project.provide('databaseUrl', database.url)
  process.env['GONGDAN_TEST_DATABASE'] = database.url
  return () => database.stop()
}

/** A data folder that is made once per version and user, and copied for each run. */
async function ensureTemplate(program: MariadbProgram): Promise<string> {
  const template = join(tmpdir(), `gongdan-test-template-${userInfo().username}-${program.version}`)
  if (existsSync(template)) return template
  const fresh = mkdtempSync(`${template}-`)
  await ensureDataFolder(program, join(fresh, 'mariadb'), { settings: FAST_SETTINGS })
  try {
    renameSync(join(fresh, 'mariadb'), template)
  } catch (error) {
    // Another test run has made it in the meantime.
    if (!existsSync(template)) throw error
  }
  rmSync(fresh, { recursive: true, force: true })
  return template
}

async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const base = join(tmpdir(), name)
    const owner = readOwner(join(base, OWNER_FILE))
    if (!owner || isRunning(owner.runner)) continue
    if (owner.database) await stopLeftover(owner.database, LEFTOVER_PATIENCE)
    rmSync(base, { recursive: true, force: true })
  }
}

function readOwner(path: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Owner
  } catch {
    return undefined
  }
}
