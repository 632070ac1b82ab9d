/**
 * A server killed again and again while clients make tickets: each client sends the same request under the same key until
 * it is acknowledged. Is every ticket there once, complete, and is nothing there that nobody asked for?
 * Run by hand: `npm run fault:kill -- --seconds 30 --clients 8`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { createClient } from '#shared/contract/client.ts'
import { API_ERRORS, type ErrorCode } from '#shared/contract/errors.ts'
import { connectDatabase } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { startTestDatabase } from '../support/databaseServer.ts'
import { makeWorld, TEST_PASSWORD } from '../support/factories.ts'
import { fetchTransport, ProblemError } from '../support/http.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { ticketInput } from '../support/tickets.ts'

/** Between the start of a server and its end, in ms: sometimes in its first request, sometimes in full run. */
const LIFE_MS = { least: 200, most: 1_500 }
const PAUSE_MS = 50

const { values } = parseArgs({ options: { seconds: { type: 'string', default: '30' }, clients: { type: 'string', default: '8' } } })
const [seconds, clients] = [Number(values.seconds), Number(values.clients)]

const databaseServer = await startTestDatabase()
const admin = await createConnection(databaseServer.url)
await admin.query('CREATE DATABASE fault CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci')
const databaseUrl = `${databaseServer.url}/fault`
const database = connectDatabase(databaseUrl)
await migrate(database)
await makeWorld(database)

const port = await freePort()
const environment = { DATABASE_URL: databaseUrl, GONGDAN_PORT: String(port), GONGDAN_DEMO: '0', GONGDAN_SECRET: randomBytes(32).toString('hex') }
let server: ServerProcess = await startServerProcess(environment)
const { url } = server
const { accessToken } = await createClient(fetchTransport(url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } })

let ending = false
let kills = 0
async function killAgainAndAgain(): Promise<void> {
  const until = performance.now() + seconds * 1000
  while (performance.now() < until) {
    await sleep(LIFE_MS.least + Math.random() * (LIFE_MS.most - LIFE_MS.least))
    await server.stop('SIGKILL')
    kills++
    server = await startServerProcess(environment)
  }
  ending = true
}

const acknowledged = new Map<string, string>()
const fatal: string[] = []
const retried = new Map<string, number>()
const count = (what: string): void => void retried.set(what, (retried.get(what) ?? 0) + 1)
let asked = 0

/** A problem that no repetition mends. A connection that broke may be tried again. */
const isFinal = (error: unknown): error is ProblemError =>
  error instanceof ProblemError && !(API_ERRORS[error.problem.code as ErrorCode]?.retryable ?? false)

async function work(): Promise<void> {
  const api = createClient(fetchTransport(url, accessToken))
  while (!ending) {
    const name = `客户 ${asked++}`
    const body = ticketInput({ customer: { name, phones: ['13900002671'], type: 'individual' } })
    const idempotencyKey = randomUUID()
    while (!acknowledged.has(name)) {
      try {
        acknowledged.set(name, (await api.createTicket({ body }, { idempotencyKey })).no)
      } catch (error) {
        if (isFinal(error)) {
          fatal.push(error.problem.code)
          break
        }
        count(error instanceof ProblemError ? error.problem.code : 'connection')
        await sleep(PAUSE_MS)
      }
    }
  }
}

await Promise.all([killAgainAndAgain(), ...Array.from({ length: clients }, work)])

const number = async (sql: string): Promise<number> => Number((await admin.query(`SELECT COUNT(*) AS n FROM ${sql}`) as unknown as [{ n: number }[]])[0][0]!.n)
const [made] = await admin.query('SELECT customer_name AS name, no FROM fault.tickets') as unknown as [{ name: string; no: string }[]]
const madeTwice = made.length - new Set(made.map(({ name }) => name)).size
const lost = [...acknowledged].filter(([name, no]) => !made.some((ticket) => ticket.name === name && ticket.no === no)).length
const unasked = made.filter(({ name }) => !acknowledged.has(name)).length
const without = async (table: string): Promise<number> => number(`fault.tickets t WHERE NOT EXISTS (SELECT 1 FROM fault.${table} x WHERE x.ticket_id = t.id)`)
const incomplete = (await Promise.all(['records', 'operation_log', 'assignments', 'reply_rounds', 'timers', 'events', 'ticket_phones'].map(without))).reduce((sum, one) => sum + one, 0)
const strayCustomers = await number('fault.customers c WHERE NOT EXISTS (SELECT 1 FROM fault.tickets t WHERE t.customer_id = c.id)')
const halfKeys = await number("fault.idempotency_keys WHERE status = 0 OR response = ''")

console.log(`asked for                ${asked} by ${clients} clients, server killed ${kills} times in ${seconds} s`)
console.log(`acknowledged             ${acknowledged.size}, unique numbers ${new Set(acknowledged.values()).size}`)
console.log(`in the database          ${made.length}; twice ${madeTwice}, lost ${lost}, not acknowledged ${unasked}`)
console.log(`half done                ${incomplete} rows missing, ${strayCustomers} customers without ticket, ${halfKeys} keys without answer`)
console.log(`errors that are final    ${fatal.length} ${[...new Set(fatal)].join(', ')}`)
console.log(`sent again after         ${JSON.stringify(Object.fromEntries(retried))}`)

await server.stop()
await database.sequelize.close()
await admin.end()
await databaseServer.stop()
const right = fatal.length === 0 && kills > 0 && acknowledged.size === asked && new Set(acknowledged.values()).size === asked &&
  made.length === asked && madeTwice + lost + unasked + incomplete + strayCustomers + halfKeys === 0
console.log(right ? 'right: nothing twice, nothing lost, nothing half done' : 'WRONG')
process.exitCode = right ? 0 : 1
