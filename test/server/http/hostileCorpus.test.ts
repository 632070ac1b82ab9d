import { randomUUID } from 'node:crypto'
import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { ASKED_SECONDS, PAYLOADS } from '#test/support/hostile/payloads.ts'
import { anyCondition, attacksWith, exportAttack, type Attack } from '#test/support/hostile/places.ts'
import { isBrokenOut, sqlResidue } from '#test/support/hostile/sqlResidue.ts'
import { statementsOf } from '#test/support/statements.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

/** What only others may see; it stands in names, texts and codes of another mall's tickets. */
const SECRET = 'Geheim7391'
const ATTACKERS = ['M0001/mall', 'HQ/agent', 'DEPT-S/dept'] as const
/** Far more than any of these requests takes on a busy machine, and far less than what the payloads ask for, in ms. */
const PATIENCE_MS = ASKED_SECONDS * 1000 / 2
/** What the requests of this test write on purpose. */
const WRITTEN = ['saved_queries', 'list_preferences', 'exports', 'audit_entries', 'refresh_tokens', 'idempotency_keys']

let server: TestServer
let hidden: string[]
let told: string[]
beforeAll(async () => {
  server = await startTestServer({ indexer: true })
  const agent = await server.as('HQ/agent')
  for (const mallCode of ['M0001', 'M0003', 'M0001', 'M0003']) {
    const secret = mallCode === 'M0003' ? SECRET : '沈若兰'
    await agent.createTicket({ body: ticketInput({ mallCode, customer: { name: secret, phones: ['13900002671'], type: 'individual', address: secret, contractNo: secret }, feedback: { content: `门板 ${secret}`, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }) })
  }
  await vi.waitFor(async () => {
    const kinds = (await agent.search({ query: { q: SECRET } })).groups.map(({ kind }) => kind)
    const waiting = await server.database.tables.searchQueue.model.count()
    if (!kinds.includes('text') || waiting > 0) throw new Error(`found by ${kinds.join()} so far, ${waiting} tickets wait`)
  }, { timeout: 30_000, interval: 100 })
  hidden = (await agent.queryTickets({ body: { tab: 'all', conditions: [{ field: 'mall.code', op: 'eq', value: 'M0003' }] } })).items.map(({ no }) => no)
  const [row] = await server.database.sequelize.query<{ version: string; name: string }>('SELECT VERSION() AS version, DATABASE() AS name', { type: QueryTypes.SELECT })
  told = [row!.version, row!.name, '$argon2', 'You have an error in your SQL', 'ER_PARSE_ERROR', 'information_schema.']
})
afterAll(() => server?.stop())

interface Answer { status: number; text: string; ms: number }
async function send(account: string, { method, path, body }: Attack): Promise<Answer> {
  const began = performance.now()
  const response = await server.request(`/api/v1${path}`, {
    method, headers: { Authorization: `Bearer ${await server.tokenOf(account)}`, ...(body === undefined ? {} : { 'Content-Type': 'application/json' }) }, ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, text, ms: performance.now() - began }
}

/** Everything that the tables hold but for what is written on purpose. */
async function contents(): Promise<Record<string, string>> {
  const { sequelize } = server.database
  const tables = (await sequelize.query<Record<string, string>>('SHOW TABLES', { type: QueryTypes.SELECT })).map((row) => Object.values(row)[0]!).filter((table) => !WRITTEN.includes(table))
  const found = await Promise.all(tables.map(async (table) => [table, JSON.stringify(await sequelize.query(`SELECT * FROM \`${table}\``, { type: QueryTypes.SELECT }))] as const))
  return Object.fromEntries(found)
}

/** What is wrong with an answer to an attack; nothing where it is as it must be. */
function findings(account: string, attack: Attack, payload: string, { status, text, ms }: Answer): string[] {
  const where = `${account}, ${attack.place}, ${JSON.stringify(payload.slice(0, 80))}`
  const wrong: string[] = []
  if (![200, 201, 204, 400, 403, 404, 409, 422].includes(status)) wrong.push(`${where}: ${status} ${text.slice(0, 300)}`)
  if (ms > PATIENCE_MS) wrong.push(`${where}: ${Math.round(ms)} ms`)
  // What was sent may come back; what was not must not.
  for (const word of told) if (text.includes(word) && !payload.includes(word)) wrong.push(`${where}: tells ${word}`)
  if (account !== 'HQ/agent' && (text.includes(SECRET) || hidden.some((no) => text.includes(no)))) wrong.push(`${where}: shows a ticket of others`)
  return wrong
}

/** Several at once, as such programs ask. */
async function inParallel<Item>(items: readonly Item[], work: (item: Item, index: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(Array.from({ length: 6 }, async () => {
    for (let index = next++; index < items.length; index = next++) await work(items[index]!, index)
  }))
}

describe(`${PAYLOADS.length} hostile texts`, () => {
  test('are a corpus', () => {
    expect(PAYLOADS.length).toBeGreaterThan(500)
  })

  test.each(ATTACKERS)('in every place tell %s nothing, change nothing and stay inside their literals', async (account) => {
    const before = await contents()
    const wrong: string[] = []
    let sent = 0
    const statements = await statementsOf(server.database, () => inParallel(PAYLOADS, async (payload, index) => {
      // Each place gets every payload from one of the attackers, and each attacker every place.
      for (const attack of attacksWith(payload, index).filter((_, place) => (place + index) % ATTACKERS.length === ATTACKERS.indexOf(account))) {
        wrong.push(...findings(account, attack, payload, await send(account, attack)))
        sent++
      }
    }))
    expect(wrong).toEqual([])
    expect(statements.filter(isBrokenOut).map((statement) => [sqlResidue(statement), statement].map((text) => text.slice(0, 500)))).toEqual([])
    expect(sent).toBeGreaterThan(PAYLOADS.length * 10)
    expect(await contents()).toEqual(before)
  }, 180_000)

  test('as conditions make the statements that a plain text makes, and find nothing', async () => {
    const shapes = async (payload: string, turn: number): Promise<string[]> => {
      const statements = await statementsOf(server.database, async () => {
        const { status, text } = await send('M0001/mall', { place: 'any condition', method: 'POST', path: '/tickets/query', body: anyCondition(payload, turn) })
        expect([payload, status === 422 ? 'refused' : (JSON.parse(text) as { total?: number }).total]).toEqual([payload, status === 422 ? 'refused' : 0])
      })
      return statements.map(sqlResidue).filter((residue) => residue.includes('FROM tickets'))
    }
    const plain = new Set<string>()
    for (const benign of ['unbekannt', '12345678', '未知的字', 'ab', 'a', '一', '-', ' ', '12', 'unbekannt und 未知的字 12345']) for (let turn = 0; turn < 4; turn++) for (const shape of await shapes(benign, turn)) plain.add(shape)
    const strangeShapes = async (payload: string, turn: number): Promise<string[]> => (await shapes(payload, turn)).filter((shape) => !plain.has(shape))
    for (const [turn, payload] of PAYLOADS.entries()) {
      // A busy database may give up counting, and then another statement follows: that is not the payload's doing.
      let strange = await strangeShapes(payload, turn)
      for (let again = 0; again < 4 && strange.length > 0; again++) strange = await strangeShapes(payload, turn)
      expect([payload, strange]).toEqual([payload, []])
    }
  }, 180_000)

  test('in an export find nothing and harm nothing', async () => {
    const wrong: string[] = []
    let files = 0
    const statements = await statementsOf(server.database, async () => {
      for (const [index, payload] of PAYLOADS.filter((_, place) => place % 12 === 0).entries()) {
        const id = randomUUID()
        const attack = exportAttack(payload, index, id)
        const answer = await send('M0001/mall', attack)
        wrong.push(...findings('M0001/mall', attack, payload, answer))
        if (answer.status === 429) wrong.push(`${JSON.stringify(payload)} waits for the export before it`)
        if (answer.status !== 200) continue
        files++
        const { rows } = await (await server.as('M0001/mall')).getExport({ params: { id } })
        if (rows > 0) wrong.push(`${JSON.stringify(payload)} exports ${rows} rows`)
      }
    })
    expect(wrong).toEqual([])
    expect(files).toBeGreaterThan(30)
    expect(statements.filter(isBrokenOut)).toEqual([])
  }, 120_000)
})

describe('the corpus would find', () => {
  const quoted = (payload: string): string => `SELECT t.no FROM tickets t WHERE t.customer_name = '${payload}'`
  test('a value that is put between quotes by hand', () => {
    const found = PAYLOADS.filter((payload) => isBrokenOut(quoted(payload)))
    expect(found.length).toBeGreaterThan(50)
  })

  test('nothing in a value that is bound', () => {
    const { sequelize } = server.database
    for (const payload of PAYLOADS) expect([payload, sqlResidue(`SELECT t.no FROM tickets t WHERE t.customer_name = ${sequelize.escape(payload)}`)]).toEqual([payload, 'SELECT t.no FROM tickets t WHERE t.customer_name = 0'])
  })

  test('a database that really waits', async () => {
    const began = performance.now()
    await server.database.sequelize.query('SELECT SLEEP(0.3)')
    expect(performance.now() - began).toBeGreaterThan(250)
  })
})
