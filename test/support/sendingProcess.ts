import { createChannelTools } from '#server/channels/tools.ts'
import { createServices } from '#server/compose.ts'
import { connectDatabase } from '#server/database/database.ts'
import { startCourier } from '#server/jobs/channels/courier.ts'
import { createLogger } from '#server/logging/logger.ts'
import { LOOPBACK } from './channelNetworks.ts'
import { TEST_SERVER_SECRET } from './serverSecret.ts'

// A server that only sends, in a process of its own, to be killed. Its clock stands still like that of the test.
const { TEST_DATABASE_URL = '', TEST_NOW = '' } = process.env
const database = connectDatabase(TEST_DATABASE_URL)
const services = createServices({ timeZone: 'Asia/Shanghai' }, database, { now: () => new Date(TEST_NOW) })
startCourier(services, createChannelTools({ secret: TEST_SERVER_SECRET, channelNetworks: LOOPBACK }), createLogger('error'))
process.stdout.write('sending\n')
