import { fileURLToPath } from 'node:url'
import { createAttachmentTools } from './attachments/tools.ts'
import { createRecordingSource } from './calls/recordingSource.ts'
import { createChannelTools } from './channels/tools.ts'
import { systemClock } from './clock.ts'
import { createServices } from './compose.ts'
import { ConfigurationError, networkCheck, readConfig, type Config } from './config.ts'
import { readyCounts } from './counts/ready.ts'
import { connectDatabase, type Database } from './database/database.ts'
import { migrate } from './database/migrate.ts'
import { DatabaseFailure, waitForDatabase } from './database/waitForDatabase.ts'
import { createApp } from './http/app.ts'
import { handlers } from './http/handlers.ts'
import { ListenFailure, listen, type Listening } from './http/listen.ts'
import { startCollector } from './jobs/attachments/collector.ts'
import { startRecomputer } from './jobs/calendar/recomputer.ts'
import { startCourier } from './jobs/channels/courier.ts'
import { startFolder } from './jobs/counts/folder.ts'
import { startDeliverer } from './jobs/delivery/deliverer.ts'
import { startIndexer } from './jobs/search/indexer.ts'
import { startSweeper } from './jobs/sla/sweeper.ts'
import { describeError } from './logging/describeError.ts'
import { createLogger } from './logging/logger.ts'
import { programVersion } from './programVersion.ts'
import type { Services } from './services.ts'
import { createSessions } from './session/sessions.ts'
import { startStream } from './stream/stream.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** It decides itself whether the database is empty, and takes up a load that was interrupted. */
async function loadDemonstration(services: Services): Promise<void> {
  const { loadDemo } = await import('./demo/loadDemo.ts')
  if ((await loadDemo(services, say)) === 'refused') say('The database holds data of its own; demonstration data is not loaded')
}

/** What is asked for while the server is still starting. */
class Stopped extends Error {}

async function serve(config: Config, database: Database, signal: AbortSignal): Promise<Listening> {
  const services = createServices(config, database, systemClock)
  const stopHere = (): void => {
    if (signal.aborted) throw new Stopped()
  }
  await waitForDatabase(database, say, signal)
  stopHere()
  // Neither a migration nor the demonstration data is left half done.
  await migrate(database, { onApplied: (name) => say(`Migrated ${name}`), onWaiting: () => say('Another server brings the schema up to date'), signal })
  stopHere()
  await readyCounts(database, config.timeZone, say)
  stopHere()
  if (config.demo) await loadDemonstration(services)
  stopHere()
  const logger = createLogger(config.logLevel)
  const sessions = createSessions(database, systemClock, config.secret)
  const stream = startStream({ services, sessions, logger, trustedProxies: config.trustedProxies })
  const sweeper = startSweeper(services, logger)
  const folder = startFolder(services, logger)
  const deliverer = startDeliverer(services, logger)
  const channels = createChannelTools(config)
  const courier = startCourier(services, channels, logger)
  const recomputer = startRecomputer(services, logger)
  const indexer = startIndexer(services, logger)
  const attachments = createAttachmentTools(config.attachmentFolder)
  const collector = startCollector(services, attachments, logger)
  const app = createApp({
    services, handlers, logger, streamFigures: stream.figures, sweepFigures: sweeper.figures, messageFigures: () => [...deliverer.figures(), ...courier.figures()], collectorFigures: collector.figures, indexerFigures: indexer.figures, pageFolder: `${root}out/renderer`, trustedProxies: config.trustedProxies,
    context: {
      sessions, callSecret: config.callSecret, demo: config.demo,
      version: programVersion(root), isInternal: networkCheck(config.internalNetworks), channels, attachments, recordings: createRecordingSource(config),
    },
  })
  process.on('unhandledRejection', (error) => logger.error({ error: describeError(error) }, 'unhandled rejection'))
  const listening = await listen(app.callback(), config, stream.upgrades).catch(async (error: unknown) => {
    await Promise.all([stream.stop(), sweeper.stop(), folder.stop(), deliverer.stop(), courier.stop(), recomputer.stop(), indexer.stop(), collector.stop()])
    throw error
  })
  return { ...listening, stop: async () => void (await Promise.all([stream.stop(), sweeper.stop(), folder.stop(), deliverer.stop(), courier.stop(), recomputer.stop(), indexer.stop(), collector.stop(), listening.stop()])) }
}

/** Aborted by the first SIGTERM or SIGINT; a second one does not hurry. */
function watchForStop(): AbortSignal {
  const controller = new AbortController()
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => controller.abort())
  return controller.signal
}

const whenAborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })

async function main(): Promise<void> {
  process.title = 'gongdan-server'
  const signal = watchForStop()
  const config = readConfig(process.env, root)
  const database = connectDatabase(config.databaseUrl)
  try {
    const listening = await serve(config, database, signal)
    say(`ready ${listening.url}`)
    await whenAborted(signal)
    await listening.stop()
  } finally {
    await database.sequelize.close()
  }
}

/** What people can mend is one clear line; everything else comes with its stack. */
const isClear = (error: unknown): error is Error => error instanceof ConfigurationError || error instanceof DatabaseFailure || error instanceof ListenFailure

main().then(
  () => process.exit(0),
  (error: unknown) => {
    if (error instanceof Stopped) process.exit(0)
    process.stderr.write(isClear(error) ? `${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`)
    process.exit(1)
  },
)
