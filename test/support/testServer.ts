import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createClient, type Client } from '#shared/contract/client.ts'
import { createAttachmentTools, type AttachmentTools } from '#server/attachments/tools.ts'
import { createDiskStore, type ContentStore } from '#server/attachments/store.ts'
import { createRecordingSource, type RecordingSourceOptions } from '#server/calls/recordingSource.ts'
import { createChannelTools, type ChannelToolOptions } from '#server/channels/tools.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { createApp } from '#server/http/app.ts'
import { handlers } from '#server/http/handlers.ts'
import { listen } from '#server/http/listen.ts'
import type { VersionedHolidays } from '#server/calendar/versionedHolidays.ts'
import { startCollector } from '#server/jobs/attachments/collector.ts'
import { startRecomputer } from '#server/jobs/calendar/recomputer.ts'
import { startCourier } from '#server/jobs/channels/courier.ts'
import { startDeliverer } from '#server/jobs/delivery/deliverer.ts'
import { startIndexer } from '#server/jobs/search/indexer.ts'
import { startSweeper } from '#server/jobs/sla/sweeper.ts'
import { createLogger } from '#server/logging/logger.ts'
import type { Services } from '#server/services.ts'
import { createSessions } from '#server/session/sessions.ts'
import { startStream } from '#server/stream/stream.ts'
import { makeWorld, TEST_PASSWORD, type World } from './factories.ts'
import { fetchTransport } from './http.ts'
import { createFakeClock, type FakeClock } from './fakeClock.ts'
import { TEST_SERVER_SECRET } from './serverSecret.ts'
import { createTestDatabase, type FreshDatabase } from './testDatabase.ts'
import { createTravellingClock } from './travellingClock.ts'

export { fetchTransport, problemOf, ProblemError } from './http.ts'

export interface TestServerOptions {
  /** Standing time at the start; Asia/Shanghai is eight hours ahead. */
  now?: string
  pageFolder?: string | null
  /** CIDR check of the internal networks. */
  isInternal?: (address: string) => boolean
  trustedProxies?: number
  /** Requests that name a moment (`travellingClock.ts`) take place then; sessions stay at the standing time. */
  momentPerRequest?: boolean
  /** With the live stream. */
  stream?: boolean
  /** With the sweep of the deadlines. */
  sweep?: boolean
  /** With the delivery of messages in the program. */
  delivery?: boolean
  /** With the sending to channels outside the program; `secret` is another server secret than the usual one. */
  channels?: Partial<ChannelToolOptions> | null
  /** Where recordings may be fetched from besides public addresses, and how patiently. */
  recordings?: Partial<RecordingSourceOptions>
  /** Where attachments are kept, if not in a temporary folder of the server's own; `wrap` puts something before the disk. */
  attachments?: { folder?: string; wrap?: (store: ContentStore) => ContentStore }
  /** With the indexing for search. */
  indexer?: boolean
  /** With the collection of what belongs to nothing. */
  collector?: boolean
  /** With the recomputation of open deadlines; the second walk comes so long after the first, in ms. */
  recompute?: { settleMs: number } | null
  /** Public holidays other than those of the installed package. */
  holidays?: VersionedHolidays
  /** A further server on the database and under the clock of this one; to be stopped before it. */
  beside?: TestServer
}

export interface TestServer {
  url: string
  clock: FakeClock
  database: Database
  databaseUrl: string
  services: Services
  /** Where its attachments are. */
  attachmentFolder: string
  attachments: AttachmentTools
  world: World
  /** Every log line so far. */
  logLines: string[]
  callSecret: string
  /** Below the server's root, with whatever a test wants to send. */
  request: (path: string, init?: RequestInit) => Promise<Response>
  /** A typed client without a session. */
  anonymous: Client
  /** A typed client signed in as `ORGANISATION/account`; signs in once per account. Errors are thrown as {@link ProblemError}. */
  as: (account: string) => Promise<Client>
  /** The access token that {@link TestServer.as} uses. */
  tokenOf: (account: string) => Promise<string>
  stop: () => Promise<void>
}

/** The database of another test server, through connections of its own. */
function joinDatabase(url: string): FreshDatabase {
  const database = connectDatabase(url)
  return { url, database, drop: () => database.sequelize.close() }
}

/** A server on a database of its own and a random port, with a clock that stands still and the organisations of {@link makeWorld}. */
export async function startTestServer({ now = '2026-03-04T02:00:00Z', pageFolder = null, isInternal = () => true, trustedProxies = 0, momentPerRequest = false, stream: streams = false, sweep = false, delivery = false, channels = null, recordings = {}, attachments: { folder, wrap } = {}, collector: collects = false, indexer: indexes = false, recompute = null, holidays, beside }: TestServerOptions = {}): Promise<TestServer> {
  const { url: databaseUrl, database, drop } = beside ? joinDatabase(beside.databaseUrl) : await createTestDatabase(inject('databaseUrl'))
  const clock = beside?.clock ?? createFakeClock(now)
  const world = beside?.world ?? (await makeWorld(database))
  const travelling = createTravellingClock(clock)
  const services = createServices({ timeZone: 'Asia/Shanghai', ...(holidays && { holidays }) }, database, momentPerRequest ? travelling.clock : clock)
  const callSecret = 'the telephone system of the tests'
  const logLines: string[] = []
  const logger = createLogger('debug', { write: (line) => void logLines.push(line) })
  const sessions = createSessions(database, clock, TEST_SERVER_SECRET)
  const stream = streams ? startStream({ services, sessions, logger, trustedProxies }) : null
  const sweeper = sweep ? startSweeper(services, logger) : null
  const deliverer = delivery ? startDeliverer(services, logger) : null
  const channelTools = createChannelTools({ secret: TEST_SERVER_SECRET, channelNetworks: [], ...channels })
  const courier = channels ? startCourier(services, channelTools, logger) : null
  const recomputer = recompute ? startRecomputer(services, logger, recompute) : null
  const indexer = indexes ? startIndexer(services, logger) : null
  const ownFolder = folder ?? beside?.attachmentFolder ?? (await mkdtemp(join(tmpdir(), 'gongdan-attachments-')))
  const attachments = createAttachmentTools(ownFolder, wrap?.(createDiskStore(ownFolder)))
  const collector = collects ? startCollector(services, attachments, logger) : null
  const app = createApp({
    services, handlers, pageFolder, trustedProxies, validateResponses: true, processMetrics: false, logger, streamFigures: stream?.figures, sweepFigures: sweeper?.figures,
    messageFigures: () => [...(deliverer?.figures() ?? []), ...(courier?.figures() ?? [])], collectorFigures: collector?.figures, indexerFigures: indexer?.figures,
    context: { sessions, callSecret, demo: false, version: '0.0.0', isInternal, channels: channelTools, attachments, recordings: createRecordingSource({ recordingNetworks: [], ...recordings }) },
  })
  const { url, stop } = await listen(momentPerRequest ? travelling.wrap(app.callback()) : app.callback(), { host: '127.0.0.1', port: 0 }, stream?.upgrades)
  const anonymous = createClient(fetchTransport(url, null))
  const tokens = new Map<string, { token: Promise<string>; until: number }>()

  const signIn = async (name: string): Promise<string> => {
    const [orgCode = '', account = ''] = name.split('/')
    return (await anonymous.signIn({ body: { orgCode, account, password: TEST_PASSWORD } })).accessToken
  }
  /** The standing clock may have moved past a token's life. */
  const tokenOf = (name: string): Promise<string> => {
    const at = clock.now().getTime()
    let entry = tokens.get(name)
    if (!entry || at >= entry.until) {
      entry = { token: signIn(name), until: at + 14 * 60_000 }
      tokens.set(name, entry)
    }
    return entry.token
  }
  return {
    url, clock, database, databaseUrl, attachmentFolder: ownFolder, attachments, services, world, logLines, callSecret, anonymous, tokenOf,
    request: (path, init) => fetch(url + path, init),
    // Each call takes the token of its moment.
    as: async (name) => createClient(async (request) => fetchTransport(url, await tokenOf(name))(request)),
    async stop() {
      await Promise.all([stream?.stop(), sweeper?.stop(), deliverer?.stop(), courier?.stop(), recomputer?.stop(), indexer?.stop(), collector?.stop(), stop()])
      if (!beside && folder === undefined) await rm(ownFolder, { recursive: true, force: true })
      await drop()
    },
  }
}
