import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { findRow, insertRow } from '#server/database/database.ts'
import { isBrokenOut } from '#test/support/hostile/sqlResidue.ts'
import { statementsOf } from '#test/support/statements.ts'
import { openSurvey } from '#test/support/surveys.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'
import { ticketInput } from '#test/support/tickets.ts'

let server: TestServer
let own: string[]
beforeAll(async () => {
  server = await startTestServer()
  const agent = await server.as('HQ/agent')
  for (let ticket = 0; ticket < 9; ticket++) {
    server.clock.advance(60_000)
    await agent.createTicket({ body: ticketInput({ mallCode: ticket % 3 === 0 ? 'M0003' : 'M0001' }) })
  }
  own = (await (await server.as('M0001/mall')).queryTickets({ body: { tab: 'all' } })).items.map(({ no }) => no)
})
afterAll(() => server?.stop())

const send = async (path: string, body: string | Uint8Array<ArrayBuffer>, { account = 'M0001/mall', method = 'POST', type = 'application/json' } = {}): Promise<{ status: number; text: string }> => {
  const response = await server.request(`/api/v1${path}`, { method, headers: { Authorization: `Bearer ${await server.tokenOf(account)}`, 'Content-Type': type }, body })
  return { status: response.status, text: await response.text() }
}
const query = (more: string): Promise<{ status: number; text: string }> => send('/tickets/query', `{"tab":"all"${more === '' ? '' : `,${more}`}}`)
const condition = (value: string, field = '"customer.name"', op = '"eq"'): string => `"conditions":[{"field":${field},"op":${op},"value":${value}}]`

/** JSON for where a text, a number or a flag is expected, as it comes over the wire. */
const SHAPES = [
  'null', 'true', 'false', '[]', '{}', '[[]]', '[{}]', '[null]', '["a",["b"]]', '{"$gt":""}', '{"$ne":null}', '{"toString":"x"}', '{"length":3,"0":"a"}', '{"raw":"1=1"}', '{"val":"1=1"}', '{"fn":"SLEEP","args":[5]}', '{"col":"password_hash"}', '{"type":"Buffer","data":[39]}',
  '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}', '0', '-0', '1', '-1', '0.1', '1e308', '1e309', '-1e309', '9007199254740993', '99999999999999999999999999', '1e-400', '[1,2,3]', '[1e309]', '"\\u0000"', '"\\ud800"', '"\\udc00\\ud800"', '"\\uffff"', '[["a"],["b"]]', '[{"0":"a"}]', '["a","b","c"]',
] as const

describe('another shape where a value is expected', () => {
  test('is refused or compared, in every place of a query', async () => {
    const statements = await statementsOf(server.database, async () => {
      for (const shape of SHAPES) {
        const bodies = [
          ...['eq', 'ne', 'in', 'contains', 'starts_with', 'gt', 'between', 'is_null'].map((op) => condition(shape, '"customer.name"', `"${op}"`)),
          ...['feedbackCount', 'createdAt', 'secondComplaint', 'type', 'customer.phones', 'mall.code', 'assistants'].flatMap((field) => ['eq', 'in', 'between'].map((op) => condition(shape, `"${field}"`, `"${op}"`))),
          condition('"x"', shape), condition('"x"', '"no"', shape), `"conditions":${shape}`, `"conditions":[${shape}]`, `"match":${shape}`, `"sort":${shape}`, `"sort":{"field":${shape},"direction":"asc"}`,
          `"sort":{"field":"no","direction":${shape}}`, `"limit":${shape}`, `"cursor":${shape}`, `"tab":${shape}`,
        ]
        for (const body of bodies) {
          const { status, text } = await query(body)
          expect([body, [200, 400, 403, 422].includes(status)]).toEqual([body, true])
          if (status === 200) expect([body, (JSON.parse(text) as { items: { no: string }[] }).items.every(({ no }) => own.includes(no))]).toEqual([body, true])
        }
      }
    })
    expect(statements.filter(isBrokenOut)).toEqual([])
  })

  test('is refused where a list, a search or a saved thing wants another', async () => {
    for (const shape of SHAPES) {
      for (const [path, method, body] of [
        ['/saved-queries', 'POST', `{"name":${shape},"list":"all","shared":false,"query":{"match":"all","conditions":[]}}`], ['/saved-queries', 'POST', `{"name":"x","list":"all","shared":${shape},"query":${shape}}`],
        ['/saved-queries/1', 'PUT', shape], ['/preferences/lists/all', 'PUT', `{"columns":${shape}}`], ['/preferences/lists/all', 'PUT', `{"columns":[{"id":"no","shown":${shape},"width":${shape}}]}`],
        ['/tickets/export', 'POST', `{"tab":"all","exportId":${shape},"columns":${shape}}`], ['/approvals/decisions', 'POST', `{"decisions":[{"id":${shape},"decision":"approve"}]}`],
      ] as const) {
        const { status } = await send(path, body, { method })
        expect([path, body, [200, 201, 400, 404, 422].includes(status)]).toEqual([path, body, true])
      }
    }
  })

  test.each([
    ['__proto__', '{"tab":"all","__proto__":{"limit":1}}'], ['constructor', '{"tab":"all","constructor":{"prototype":{"isAdmin":true}}}'], ['a key twice', '{"tab":"all","tab":"pending"}'],
    ['an array', '[{"tab":"all"}]'], ['a text', '"all"'], ['null', 'null'], ['a number', '1e400'], ['nothing', ''], ['half of it', '{"tab":"al'], ['two of them', '{"tab":"all"}{"tab":"all"}'],
    ['a depth of 100,000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`], ['a depth of objects', `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`], ['31 conditions', `{"tab":"all","conditions":[${Array.from({ length: 31 }, () => '{"field":"no","op":"eq","value":"1"}').join()}]}`],
    ['101 values', `{"tab":"all","conditions":[{"field":"no","op":"in","value":[${Array.from({ length: 101 }, () => '"1"').join()}]}]}`], ['a byte order mark', '\ufeff{"tab":"all"}'],
    ['50,000 keys', `{"tab":"all",${Array.from({ length: 50_000 }, (_, key) => `"k${key}":1`).join()}}`], ['a cursor of a megabyte', `{"tab":"all","cursor":"${'A'.repeat(900_000)}"}`],
  ])('as a whole body: %s', async (_name, body) => {
    const { status } = await send('/tickets/query', body)
    expect([200, 400, 403, 413, 422]).toContain(status)
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    expect((await query('')).status).toBe(200)
  })

  test('as bytes that are no text is refused or read, and never an error of the server', async () => {
    const quote = (bytes: number[]): Uint8Array<ArrayBuffer> => {
      const [before, after] = ['{"tab":"all","conditions":[{"field":"customer.name","op":"eq","value":"', '"}]}'].map((part) => new TextEncoder().encode(part))
      return new Uint8Array([...before!, ...bytes, ...after!])
    }
    for (const bytes of [[0xc0, 0xa7], [0xe0, 0x80, 0xa7], [0xbf], [0xbf, 0x5c, 0x27], [0xff, 0xfe], [0xed, 0xa0, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0x00], [0x80, 0x27]]) {
      const { status, text } = await send('/tickets/query', quote(bytes))
      expect([bytes, [200, 400, 422].includes(status)]).toEqual([bytes, true])
      if (status === 200) expect([bytes, (JSON.parse(text) as { total: number }).total]).toEqual([bytes, 0])
    }
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'application/json; charset=utf-16', 'application/json; charset=gbk', 'multipart/form-data; boundary=x', 'application/json; charset=\'']) {
      expect([type, [200, 400, 415, 422].includes((await send('/tickets/query', '{"tab":"all"}', { type })).status)]).toEqual([type, true])
    }
  })

  test('as a parameter that comes twice, in brackets or empty is refused or read', async () => {
    const bearer = { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}` } }
    for (const [path, name] of [['/search', 'q'], ['/customers', 'q'], ['/home/figures', 'month'], ['/home/reminders', 'range'], ['/reports/breaches', 'month'], ['/approvals', 'kind'], ['/surveys', 'pool'], ['/saved-queries', 'list'], ['/organisations', 'kind']] as const) {
      for (const search of [`${name}=a&${name}=b`, `${name}[]=a`, `${name}[$ne]=a`, `${name}[__proto__]=a`, `${name}=`, '', `${name}=%00`, `${name}=%`, `${name}=%ff%fe`, `${name}=%F0%9F`, `__proto__=1`, `${name}=${'a'.repeat(7000)}`, `${name}=2026-03%00' OR 1=1`, `${name}=2026-13`, `${name}=0000-01`, `${name}=9999-12`]) {
        const { status } = await server.request(`/api/v1${path}?${search}`, bearer)
        expect([path, search.slice(0, 60), [200, 400, 414, 422, 431].includes(status)]).toEqual([path, search.slice(0, 60), true])
      }
    }
  })
})

/** Everything that can stand in a cursor, made into each of these. */
const FORGED = ["x' OR 1=1-- -", '2026-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '', -1, 0, 1.5, 1e308, 9_007_199_254_740_993, null, true, [], {}, [1], { $gt: 0 }, '汉', '\0', '\ud800']

function* forgeries(place: unknown): Generator<unknown> {
  yield* FORGED
  if (Array.isArray(place)) {
    for (const [index] of place.entries()) for (const forged of FORGED) yield place.with(index, forged)
    yield* [place.slice(0, -1), [...place, 1], [...place, ...place], place.toReversed(), [place]]
  } else if (typeof place === 'object' && place !== null) {
    for (const key of Object.keys(place)) for (const forged of FORGED) yield { ...place, [key]: forged }
    yield { ...place, more: 1 }
    yield Object.fromEntries(Object.entries(place).slice(1))
  }
}
const encode = (place: unknown): string => Buffer.from(JSON.stringify(place) ?? '').toString('base64url')
const decode = (cursor: string): unknown => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))

describe('a cursor that somebody changed', () => {
  const SORTS = ['createdAt', 'no', 'feedbackCount', 'closedAt', 'replyDueAt', 'updatedAt', 'firstSubmittedAt'] as const

  test('is refused, or goes on within what one may see', async () => {
    const mall = await server.as('M0001/mall')
    let [refused, read] = [0, 0]
    const statements = await statementsOf(server.database, async () => {
      for (const field of SORTS) {
        const sort = { field, direction: 'desc' as const }
        const { nextCursor } = await mall.queryTickets({ body: { tab: 'all', sort, limit: 2 } })
        for (const forged of forgeries(decode(nextCursor!))) {
          const { status, text } = await send('/tickets/query', JSON.stringify({ tab: 'all', sort, limit: 100, cursor: encode(forged) }))
          expect([field, forged, [200, 422].includes(status)]).toEqual([field, forged, true])
          if (status === 422) refused++
          else {
            read++
            expect([field, forged, (JSON.parse(text) as { items: { no: string }[] }).items.every(({ no }) => own.includes(no))]).toEqual([field, forged, true])
          }
        }
      }
    })
    expect(statements.filter(isBrokenOut)).toEqual([])
    expect([refused > 200, read > 10]).toEqual([true, true])
  })

  test('of another list, another order, another person or another kind of list shows nothing else', async () => {
    const [agent, mall] = [await server.as('HQ/agent'), await server.as('M0001/mall')]
    const cursors = (await Promise.all(SORTS.map(async (field) => (await agent.queryTickets({ body: { tab: 'all', sort: { field, direction: 'asc' }, limit: 1 } })).nextCursor))).filter((cursor) => cursor !== null)
    for (const cursor of cursors) {
      for (const field of SORTS) {
        const { status, text } = await send('/tickets/query', JSON.stringify({ tab: 'open', sort: { field, direction: 'desc' }, cursor }))
        expect([field, [200, 422].includes(status)]).toEqual([field, true])
        if (status === 200) expect((JSON.parse(text) as { items: { no: string }[] }).items.every(({ no }) => own.includes(no))).toBe(true)
      }
      for (const path of ['/approvals', '/surveys', '/messages', '/reports/breaches/tickets?month=2026-03', '/admin/dead-letters']) {
        const bearer = { headers: { Authorization: `Bearer ${await server.tokenOf(path.startsWith('/admin') ? 'HQ/admin' : 'HQ/agent')}` } }
        const { status } = await server.request(`/api/v1${path}${path.includes('?') ? '&' : '?'}cursor=${encodeURIComponent(cursor)}`, bearer)
        expect([path, status]).toEqual([path, 422])
      }
    }
    expect((await mall.queryTickets({ body: { tab: 'all' } })).items.map(({ no }) => no)).toEqual(own)
  })

  test('of requests, surveys and breaches is refused or read', async () => {
    const [agent, mall] = [await server.as('HQ/agent'), await server.as('M0001/mall')]
    const { tables } = server.database
    for (const no of own.slice(0, 3)) {
      const { version } = await mall.getTicket({ params: { no } })
      await mall.operateTicket({ params: { no }, body: { operation: 'return', version, content: '退。', reasonCode: 'other' } })
      await openSurvey(server.database, no, 'survey_contact', server.clock.now())
      const { id } = (await findRow(tables.tickets, { no }))!
      await insertRow(tables.breaches, { ticketId: id, assignmentNumber: 1, kind: 'late_reply', subject: 'round:1', mallId: server.world.M0001, departmentId: server.world['DEPT-S'], happenedAt: server.clock.now(), withdrawnAt: null }, null)
    }
    const pages = {
      '/approvals?kind=return&': await agent.listApprovals({ query: { kind: 'return', limit: 1 } }), '/surveys?pool=follow_up&': await agent.listSurveys({ query: { pool: 'follow_up', limit: 1 } }),
      '/reports/breaches/tickets?month=2026-03&': await agent.listBreaches({ query: { month: '2026-03', limit: 1 } }),
    }
    const bearer = { headers: { Authorization: `Bearer ${await server.tokenOf('M0001/mall')}` } }
    const ofAgent = { headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}` } }
    for (const [path, { nextCursor }] of Object.entries(pages)) {
      let read = 0
      for (const forged of [...forgeries(decode(nextCursor!)), decode(nextCursor!)]) {
        const { status } = await server.request(`/api/v1${path}cursor=${encode(forged)}`, path.startsWith('/surveys') ? ofAgent : bearer)
        expect([path, forged, [200, 422].includes(status)]).toEqual([path, forged, true])
        if (status === 200) read++
      }
      expect([path, read > 0]).toEqual([path, true])
    }
  })
})
