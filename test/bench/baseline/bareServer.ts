// Koa and mysql2 and nothing else, as the measure of reads: no session, no checks, no contract, no log. Says `ready URL`.
import Koa from 'koa'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPool, type RowDataPacket } from 'mysql2/promise'
import type { BareRoute } from './bareRoutes.ts'

const routes = JSON.parse(readFileSync(process.env['BENCH_ROUTES'] ?? '', 'utf8')) as Record<string, BareRoute>
const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', connectionLimit: 16, charset: 'utf8mb4', timezone: 'Z' })

/** The rows that an answer of the program is made of, and as many bytes as that answer has. */
async function answer({ sql, values, bytes }: BareRoute, index: number): Promise<string> {
  const given = values[index % values.length]!
  const rows = (await Promise.all(sql.map((statement, position) => pool.execute<RowDataPacket[]>(statement, given[position]!)))).map(([found]) => found)
  const text = JSON.stringify({ rows, padding: '' })
  const wanted = bytes[index % bytes.length]!
  const size = Buffer.byteLength(text)
  return size < wanted ? JSON.stringify({ rows, padding: 'x'.repeat(wanted - size) }) : text
}

const app = new Koa()
app.use(async (context) => {
  const [, name = '', index = ''] = context.path.split('/')
  const route = routes[name]
  if (!route) return
  context.body = await answer(route, Number(index))
  context.type = 'application/json'
})
const server = createServer(app.callback())
server.listen(0, '127.0.0.1', () => { process.stdout.write(`ready http://127.0.0.1:${(server.address() as AddressInfo).port}\n`) })
process.once('SIGTERM', () => void pool.end().then(() => process.exit(0)))
