import { createAttachmentTools } from '#server/attachments/tools.ts'
import { createRecordingSource } from '#server/calls/recordingSource.ts'
import { createChannelTools } from '#server/channels/tools.ts'
import { systemClock } from '#server/clock.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { createApp } from '#server/http/app.ts'
import { handlers } from '#server/http/handlers.ts'
import { listen } from '#server/http/listen.ts'
import { createLogger } from '#server/logging/logger.ts'
import { createSessions } from '#server/session/sessions.ts'

export interface QuietServer {
  url: string
  database: Database
  stop: () => Promise<void>
}

/**
 * The program's own server in this process, answering requests and doing nothing else: no sweep, no delivery, no stream, no
 * adding up of counts, no index. What it sends to the database is what the requests need.
 * @param folder for attachments
 * @param secret signs access tokens
 * @param prepare sees the database before anything is sent to it
 */
export async function startQuietServer(databaseUrl: string, folder: string, secret: string, prepare: (database: Database) => void = () => {}): Promise<QuietServer> {
  const database = connectDatabase(databaseUrl)
  prepare(database)
  const app = createApp({
    services: createServices({ timeZone: 'Asia/Shanghai' }, database, systemClock), handlers, pageFolder: null, processMetrics: false, logger: createLogger('error'),
    context: {
      sessions: createSessions(database, systemClock, secret), callSecret: secret, demo: false, version: '0.0.0', isInternal: () => false,
      channels: createChannelTools({ secret, channelNetworks: [] }), attachments: createAttachmentTools(folder), recordings: createRecordingSource({ recordingNetworks: [] }),
    },
  })
  const { url, stop } = await listen(app.callback(), { host: '127.0.0.1', port: 0 })
  return { url, database, stop: async () => {
    await stop()
    await database.sequelize.close()
  } }
}
