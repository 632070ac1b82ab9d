/**
 * Many tickets from many clients on two server processes with one database: are the numbers unique, and does a client see
 * no error but retriable ones? Run by hand: `npm run fault:create -- --tickets 10000 --clients 16`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { createConnection } from 'mysql2/promise'
import { API_ERRORS, type ErrorCode } from '#shared/contract/errors.ts'
import { createClient } from '#shared/contract/client.ts'
import { connectDatabase } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { freePort } from '#server/bootstrap/ports.mjs'
import { startTestDatabase } from '../support/databaseServer.ts'
import { makeWorld, TEST_PASSWORD } from '../support/factories.ts'
import { startServerProcess, type ServerProcess } from '../support/serverProcess.ts'
import { ticketInput } from '../support/tickets.ts'
import { fetchTransport, ProblemError } from '../support/http.ts'

const MAX_TRIES = 8
const { values } = parseArgs({ options: { tickets: { type: 'string', default: '10000' }, clients: { type: 'string', default: '16' } } })
const [wanted, clients] = [Number(values.tickets), Number(values.clients)]

const isRetriable = (error: unknown): boolean =>
  !(error instanceof ProblemError) || (API_ERRORS[error.problem.code as ErrorCode]?.retryable ?? false)

const server = await startTestDatabase()
const admin = await createConnection(server.url)
await admin.query('CREATE DATABASE fault CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci')
const databaseUrl = `${server.url}/fault`
const database = connectDatabase(databaseUrl)
await migrate(database)
await makeWorld(database)

const secret = randomBytes(32).toString('hex')
const servers: ServerProcess[] = []
for (let count = 0; count < 2; count++) {
  servers.push(await startServerProcess({ DATABASE_URL: databaseUrl, GONGDAN_PORT: String(await freePort()), GONGDAN_DEMO: '0', GONGDAN_SECRET: secret }))
}
const { accessToken } = await createClient(fetchTransport(servers[0]!.url, null)).signIn({ body: { orgCode: 'HQ', account: 'agent', password: TEST_PASSWORD } })

const retried = new Map<string, number>()
const fatal: string[] = []
const latencies: number[] = []
const numbers: string[] = []
let taken = 0
const begun = performance.now()

async function work(client: number): Promise<void> {
  const api = createClient(fetchTransport(servers[client % servers.length]!.url, accessToken))
  while (taken < wanted) {
    const index = taken++
    const body = ticketInput({ customer: { name: `客户 ${index}`, phones: [`139${String(index).padStart(8, '0')}`], type: 'individual' } })
    const options = { idempotencyKey: randomUUID() }
    for (let attempt = 1; ; attempt++) {
      const asked = performance.now()
      try {
        numbers.push((await api.createTicket({ body }, options)).no)
        latencies.push(performance.now() - asked)
        break
      } catch (error) {
        const what = error instanceof ProblemError ? error.problem.code : String(error)
        if (!isRetriable(error) || attempt >= MAX_TRIES) {
          fatal.push(what)
          break
        }
        retried.set(what, (retried.get(what) ?? 0) + 1)
      }
    }
  }
}

await Promise.all(Array.from({ length: clients }, (_, client) => work(client)))
const seconds = (performance.now() - begun) / 1000
const [rows] = await admin.query('SELECT COUNT(*) AS n, COUNT(DISTINCT no) AS unique_numbers FROM fault.tickets')
const [{ n, unique_numbers: unique }] = rows as [{ n: number; unique_numbers: number }]
latencies.sort((a, b) => a - b)
const percentile = (share: number): string => `${(latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1)} ms`

console.log(`tickets asked for        ${wanted} by ${clients} clients on ${servers.length} servers`)
console.log(`acknowledged             ${numbers.length}, unique numbers ${new Set(numbers).size}`)
console.log(`in the database          ${n}, unique numbers ${unique}`)
console.log(`errors that are final    ${fatal.length} ${[...new Set(fatal)].join(', ')}`)
console.log(`retriable errors         ${JSON.stringify(Object.fromEntries(retried))}`)
console.log(`time                     ${seconds.toFixed(1)} s, ${(numbers.length / seconds).toFixed(0)} /s, p50 ${percentile(0.5)}, p95 ${percentile(0.95)}`)

for (const running of servers) await running.stop()
await database.sequelize.close()
await admin.end()
await server.stop()
const right = fatal.length === 0 && numbers.length === wanted && new Set(numbers).size === wanted && n === wanted && unique === wanted
console.log(right ? 'right: every ticket once, every number once' : 'WRONG')
process.exitCode = right ? 0 : 1
