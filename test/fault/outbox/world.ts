import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createClient, type Client } from '#shared/contract/client.ts'
import type { MallStatus } from '#shared/domain/organisation/roles.ts'
import type { TicketType } from '#shared/domain/ticket/types.ts'
import type { Database } from '#server/database/database.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { createDrivenClock } from '../../support/drivenClock.ts'
import { makeWorld, TEST_PASSWORD } from '../../support/factories.ts'
import { fetchTransport } from '../../support/http.ts'
import { startServerProcess, type ServerProcess } from '../../support/serverProcess.ts'
import { createTestDatabase } from '../../support/testDatabase.ts'
import type { CleanUp } from '../sweep/cleanUp.ts'
import { startFaultProxy, type FaultProxy } from './proxy.ts'
import type { Random } from './random.ts'

/** A real server process on a real database, and the proxy that its clients go through. */
export interface FaultWorld {
  readonly database: Database
  readonly proxy: FaultProxy
  /** Signs access tokens. */
  readonly secret: string
  /** Everything that the run keeps on disk lies below. */
  readonly folder: string
  /** Of Node, for the processes of this run. */
  readonly compileCache: string
  /** A client past the proxy, as `ORGANISATION/account`. */
  as: (account: string) => Promise<Client>
  /** A session past the proxy. */
  session: (account: string) => Promise<{ url: string; accessToken: string }>
  userId: (account: string) => Promise<string>
  kill: () => Promise<void>
  start: () => Promise<void>
  /**
   * Kills the server with SIGKILL so long after each start, in ms, and starts it again, until the signal; it runs in the end.
   * On a busy machine it lives as long as its start took, or it would never come to answer.
   */
  killAgainAndAgain: (lifeMs: number, signal: AbortSignal) => Promise<void>
  kills: () => number
  /** Sets the server's clock forward, in ms; only with {@link WorldOptions.driven}. */
  jump: (ms: number) => void
  /** By the server's clock. */
  now: () => Date
  setMall: (code: string, status: MallStatus) => Promise<void>
  /** Limits an account to types of tickets; null: to none. */
  limitTo: (account: string, types: readonly TicketType[] | null) => Promise<void>
}

export interface WorldOptions {
  /** Of an account that may create databases. */
  databaseServerUrl: string
  random: Random
  cleanUp: CleanUp
  /** Where the server keeps its files, instead of a folder of its own. */
  dataFolder?: string
  /** With a clock of the server that can be set (libfaketime). */
  driven?: boolean
  /** The server is going to be killed often. */
  killed?: boolean
}

/** @returns with the server running */
export async function createFaultWorld({ databaseServerUrl, random, cleanUp, dataFolder, driven = false, killed = false }: WorldOptions): Promise<FaultWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'gongdan-fault-outbox-'))
  cleanUp.add(() => rmSync(folder, { recursive: true, force: true }))
  const { url: databaseUrl, database, drop } = await createTestDatabase(databaseServerUrl)
  cleanUp.add(drop)
  await makeWorld(database)
  const port = await freePort()
  const secret = randomBytes(32).toString('hex')
  const clock = driven ? createDrivenClock(new Date()) : null
  clock?.run(new Date())
  cleanUp.add(() => clock?.remove())
  let ahead = 0
  const compileCache = join(folder, 'compile-cache')
  const environment = {
    ...clock?.env,
    DATABASE_URL: databaseUrl, GONGDAN_PORT: String(port), GONGDAN_DEMO: '0', GONGDAN_SECRET: secret, GONGDAN_LOG_LEVEL: 'error',
    GONGDAN_DATA_DIR: dataFolder ?? join(folder, 'server'), NODE_COMPILE_CACHE: compileCache,
  }
  let server: ServerProcess | null = null
  let kills = 0
  /** How long the last start took, in ms. */
  let startMs = 0
  const start = async (): Promise<void> => {
    const begun = performance.now()
    server = await startServerProcess(environment)
    startMs = performance.now() - begun
  }
  const kill = async (): Promise<void> => {
    await server?.stop('SIGKILL')
    server = null
  }
  cleanUp.add(kill)
  await start()
  if (killed) {
    // What is compiled is kept at an orderly end alone; the many starts after kills are then half as long.
    await server!.stop()
    await start()
  }
  const proxy = await startFaultProxy({ port }, random, 'POST /api/v1/tickets ')
  cleanUp.add(() => proxy.stop())
  const url = `http://127.0.0.1:${port}`
  async function userId(name: string): Promise<string> {
    const [orgCode = '', account = ''] = name.split('/')
    const [rows] = await database.sequelize.query('SELECT u.id FROM users u JOIN organisations o ON o.id = u.organisation_id WHERE o.code = :orgCode AND u.account = :account', { replacements: { orgCode, account } })
    const [row] = rows as { id: number }[]
    if (!row) throw new Error(`there is no ${name}`)
    return String(row.id)
  }
  const session: FaultWorld['session'] = async (name) => {
    const [orgCode = '', account = ''] = name.split('/')
    const { accessToken } = await createClient(fetchTransport(url, null)).signIn({ body: { orgCode, account, password: TEST_PASSWORD } })
    return { url, accessToken }
  }

  return {
    database, proxy, secret, folder, compileCache, kill, start, kills: () => kills,
    as: async (name) => createClient(fetchTransport(url, (await session(name)).accessToken)),
    session, userId,
    jump(ms) {
      if (!clock) throw new Error('the server of this world has the clock of the machine')
      ahead += ms
      clock.run(new Date(Date.now() + ahead))
    },
    now: () => new Date(Date.now() + ahead),
    setMall: async (code, status) => void await database.sequelize.query('UPDATE organisations SET status = :status WHERE code = :code', { replacements: { code, status } }),
    limitTo: async (account, types) => void await database.sequelize.query('UPDATE users SET ticket_types = :types WHERE id = :id', { replacements: { id: await userId(account), types: types && JSON.stringify(types) } }),
    async killAgainAndAgain(lifeMs, signal) {
      while (!signal.aborted) {
        await sleep(Math.max(lifeMs, startMs), undefined, { signal }).catch(() => undefined)
        if (signal.aborted) return
        await kill()
        kills++
        await start()
      }
    },
  }
}
