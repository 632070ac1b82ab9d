// The program's server without all that runs beside requests, as a process: says `ready URL` and ends with SIGTERM.
import { startQuietServer } from './quietServer.ts'

const server = await startQuietServer(process.env['DATABASE_URL'] ?? '', process.env['GONGDAN_DATA_DIR'] ?? '', process.env['GONGDAN_SECRET'] ?? '')
process.stdout.write(`ready ${server.url}\n`)
process.once('SIGTERM', () => void server.stop().then(() => process.exit(0)))
