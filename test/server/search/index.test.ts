import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { normalise } from '#shared/domain/search/normalise.ts'
import { phrasesOf } from '#shared/domain/search/readSearch.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { indexAll } from '#server/jobs/search/indexer.ts'
import { walkStep } from '#server/jobs/search/walk.ts'
import { workOffQueue } from '#server/jobs/search/workOffQueue.ts'
import { buildIndex } from '#server/search/bulk/buildIndex.ts'
import { createSortedRuns } from '#server/search/bulk/sortedRuns.ts'
import { findText } from '#server/search/findText.ts'
import { FIRST_PARTIES_BLOCK, ticketsOf } from '#server/search/postings.ts'
import { termsOf, textsOf, wordsOf } from '#server/search/searchTexts.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import type { CurrentUser } from '#server/caller.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let agent: CurrentUser
beforeAll(async () => {
  server = await startTestServer()
  const row = await findRow(server.database.tables.users, { account: 'agent', organisationId: server.world.HQ })
  agent = (await loadCurrentUser(server.database, row!.id, server.clock.now()))!
})
afterAll(() => server.stop())

const create = async (content: string): Promise<{ no: string; version: number; id: number }> => {
  const { no, version } = await (await server.as('HQ/agent')).createTicket({ body: ticketInput({ feedback: { content, channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }) })
  return { no, version, id: (await findRow(server.database.tables.tickets, { no }))!.id }
}

/** All pairs of term and ticket that the index holds. */
async function indexed(): Promise<string[]> {
  const rows = await findRows(server.database.tables.ticketTerms, {})
  return rows.flatMap(({ term, block, places }) => ticketsOf(block, places).map((id) => `${term} ${id} ${block < FIRST_PARTIES_BLOCK ? 'body' : 'parties'}`)).sort()
}

/** The same made from the tickets as they are, by nothing but the rules of texts and terms. */
async function expected(): Promise<string[]> {
  const { tickets, records } = server.database.tables
  const pairs: string[] = []
  for (const row of await findRows(tickets, {})) {
    const own = await findRows(records, { ticketId: row.id }, { order: [['id', 'ASC']] })
    const texts = textsOf(row, own)
    for (const place of ['body', 'parties'] as const) for (const term of termsOf(texts[place])) pairs.push(`${term} ${row.id} ${place}`)
  }
  return pairs.sort()
}
const expectExact = async (): Promise<void> => {
  const [is, should] = [await indexed(), await expected()]
  expect(is).toEqual(should)
  expect(new Set(is).size).toBe(is.length)
}

describe('the index', () => {
  it('holds exactly what stands in the tickets, whatever was changed since', async () => {
    const client = await server.as('HQ/agent')
    const { no, version } = await create('柜门铰链坏了，型号ZX-3000')
    await indexAll(server.services)
    await expectExact()
    const mall = await server.as('M0001/mall')
    const { version: replied } = await mall.operateTicket({ params: { no }, body: { operation: 'reply', version, content: '铰链已到货' } })
    await client.patchTicket({ params: { no }, body: { version: replied, customer: { name: '改过的名字', contractNo: 'HT-1' } } })
    await indexAll(server.services)
    await expectExact()
  })

  it('follows a text that was changed in the database itself, and forgets what no longer stands there', async () => {
    const { tables } = server.database
    const { id } = await create('独一无二的旧文字')
    await indexAll(server.services)
    await updateRows(tables.records, { content: '全新的说法' }, { ticketId: id }, null)
    await server.database.sequelize.query('INSERT INTO search_queue (ticket_id, due_at) VALUES (?, ?)', { replacements: [id, '2026-01-01'] })
    await workOffQueue(server.services)
    await expectExact()
    const find = (text: string) => findText(server.database, agent, phrasesOf(text), { place: 'body', limit: 10, budgetMs: 1_000 })
    expect((await find('旧文字')).ids).toEqual([])
    expect((await find('全新的说法')).ids).toEqual([id])
    // What is found at once is found however busy the machine is.
    expect(await findText(server.database, agent, phrasesOf('全新的说法'), { place: 'body', limit: 10, budgetMs: 0 })).toEqual({ ids: [id], more: false, complete: true })
  })

  it('is written by several servers at once, each ticket once', async () => {
    for (let count = 0; count < 30; count++) await create(`并行 ${count} 抽屉导轨`)
    const ids = (await findRows(server.database.tables.tickets, {}, { attributes: ['id'] })).map(({ id }) => id)
    // Several times each, so that they get in each other's way.
    for (let times = 0; times < 5; times++) await server.database.sequelize.query(`INSERT INTO search_queue (ticket_id, due_at) VALUES ${ids.map((id) => `(${id}, '2026-01-01')`).join()}`)
    await server.database.sequelize.query('DELETE FROM ticket_terms')
    await server.database.sequelize.query('DELETE FROM ticket_texts')
    await Promise.all(Array.from({ length: 4 }, async () => { while ((await workOffQueue(server.services)).more); }))
    expect(await findRows(server.database.tables.searchQueue, {})).toEqual([])
    await expectExact()
  })

  it('is made for old tickets by a walk from the newest down, which rests when it is done and comes again', async () => {
    const { sequelize, tables } = server.database
    for (const table of ['ticket_terms', 'ticket_texts', 'search_queue', 'search_walk']) await sequelize.query(`DELETE FROM ${table}`)
    const newest = Math.max(...(await findRows(tables.tickets, {}, { attributes: ['id'] })).map(({ id }) => id))
    expect(await walkStep(server.services, { batch: 5 })).toEqual({ looked: 5, indexed: 5, rests: false })
    expect((await findRows(tables.ticketTexts, {}, { attributes: ['ticketId'] })).map(({ ticketId }) => ticketId).sort((a, b) => a - b)).toEqual([newest - 4, newest - 3, newest - 2, newest - 1, newest])
    expect((await (await server.as('HQ/agent')).search({ query: { q: '抽屉' } })).indexing).toBe(true)
    await indexAll(server.services)
    await expectExact()
    expect((await (await server.as('HQ/agent')).search({ query: { q: '抽屉' } })).indexing).toBe(false)
    expect(await walkStep(server.services)).toEqual({ looked: 0, indexed: 0, rests: true })
    // What a server of an older version writes is in no queue.
    const { id } = await create('旧版本写的')
    await sequelize.query('DELETE FROM search_queue')
    server.clock.advance(7 * 60 * 60_000)
    expect(await walkStep(server.services)).toMatchObject({ indexed: 1, rests: false })
    await indexAll(server.services)
    expect(await findRow(tables.ticketTexts, { ticketId: id })).not.toBeNull()
    await expectExact()
  })

  it('sets a ticket aside that cannot be indexed, and goes on with the rest', async () => {
    const { sequelize, tables } = server.database
    const [poisoned, sound] = [await create('有毒的一张'), await create('健康的一张')]
    await sequelize.query(`CREATE TRIGGER poison BEFORE UPDATE ON ticket_texts FOR EACH ROW BEGIN IF NEW.ticket_id = ${poisoned.id} THEN SIGNAL SQLSTATE '45000'; END IF; END`)
    const setAside: number[] = []
    while ((await workOffQueue(server.services, { onSetAside: (id) => void setAside.push(id) })).more);
    await sequelize.query('DROP TRIGGER poison')
    expect(setAside).toEqual([poisoned.id])
    expect((await findRows(tables.searchQueue, {})).map(({ ticketId }) => ticketId)).toEqual([poisoned.id])
    expect((await findRow(tables.ticketTexts, { ticketId: sound.id }))!.body).toBe('健康的一张')
    server.clock.advance(11 * 60_000)
    await indexAll(server.services)
    await expectExact()
  })

  it('is the same when it is made for the whole database at once', async () => {
    const texts = await findRows(server.database.tables.ticketTexts, {}, { order: [['ticketId', 'ASC']] })
    const built = await buildIndex(server.database, server.clock.now())
    expect(built.tickets).toBe(texts.length)
    await expectExact()
    expect(await findRows(server.database.tables.ticketTexts, {}, { order: [['ticketId', 'ASC']] })).toEqual(texts)
  })
})

describe('the indexer of a server', () => {
  it('indexes within a second or so what is written, and says what it did', async () => {
    const beside = await startTestServer({ indexer: true })
    try {
      await (await beside.as('HQ/agent')).createTicket({ body: ticketInput({ feedback: { content: '刚刚写下的话', channel: 'phone', calledAt: '2026-03-04T09:55:00+08:00' } }) })
      const found = async (): Promise<number> => (await (await beside.as('HQ/agent')).search({ query: { q: '刚刚写下' } })).groups.length
      await expect.poll(found, { timeout: 10_000 }).toBe(1)
      const metrics = await (await beside.request('/metrics')).text()
      expect(metrics).toMatch(/gongdan_search_tickets_total\{outcome="indexed"\} [1-9]/)
      expect(metrics).toContain('gongdan_search_waiting 0')
    } finally {
      await beside.stop()
    }
  })
})

describe('a text that is looked for', () => {
  const word = fc.array(fc.oneof(fc.constantFrom(...'门板颜色更换客户'), fc.constantFrom(...'aZ09-，。 %_\'"\\'), fc.constantFrom('😀', '𠮷', 'Ｚ', '㎡')), { minLength: 1, maxLength: 14 }).map((parts) => parts.join(''))

  it('is found wherever it stands, and nowhere else', async () => {
    const { tables } = server.database
    const contents = fc.sample(word, { numRuns: 150, seed: 26 }).map((text) => text.trim()).filter((text) => text !== '')
    for (const content of contents) await create(content)
    await indexAll(server.services)
    const records = await findRows(tables.records, {})
    const bodies = new Map([...Map.groupBy(records, ({ ticketId }) => ticketId)].map(([id, own]) => [id, own.map((record) => normalise(wordsOf(record) ?? ''))]))
    const looked = [...contents.flatMap((text) => [text, text.slice(1), text.slice(0, 3), [...text].slice(2, 5).join('')]), ...fc.sample(word, { numRuns: 150, seed: 4 })]
    let hits = 0
    for (const text of new Set(looked)) {
      const phrases = phrasesOf(text)
      if (phrases.length === 0) continue
      const slow = [...bodies].filter(([, own]) => phrases.every((phrase) => own.some((line) => line.includes(phrase)))).map(([id]) => id)
      const { ids, more, complete } = await findText(server.database, agent, phrases, { place: 'body', limit: 1_000, budgetMs: 5_000 })
      expect([text, ids]).toEqual([text, slow.sort((one, other) => other - one)])
      expect([more, complete]).toEqual([false, true])
      hits += ids.length
    }
    expect(hits).toBeGreaterThan(300)
  })
})

describe('sorted runs', () => {
  it('give back every pair once, by term and ticket, however many runs there are', () => {
    fc.assert(fc.property(fc.array(fc.uniqueArray(fc.nat(0xffff_ffff), { maxLength: 8 }), { maxLength: 30 }), fc.integer({ min: 1, max: 40 }), (terms, size) => {
      const runs = createSortedRuns(size)
      try {
        // Far apart at times: more than a run can span.
        const ticketOf = (index: number): number => (index + 1) * (index > 15 ? 300_000 : 3)
        terms.forEach((own, index) => runs.add(ticketOf(index), own))
        const pairs = terms.flatMap((own, index) => own.map((term) => [term, ticketOf(index)] as const)).sort(([a, b], [c, d]) => a - c || b - d)
        expect([...runs.read()]).toEqual(pairs)
      } finally {
        runs.remove()
      }
    }), { numRuns: 100 })
  })
})
