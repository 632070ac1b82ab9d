import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { TICKET_COLUMN_IDS } from '#shared/domain/lists/columns.ts'
import { TICKET_TAB_IDS } from '#shared/domain/lists/tabs.ts'
import { findRow, findRows, updateRows } from '#server/database/database.ts'
import { columnWord, exportWordsOf } from '#server/export/exportWords.ts'
import { runExport } from '#server/export/runExport.ts'
import { loadCurrentUser } from '#server/session/currentUser.ts'
import { openLine } from '#test/support/cutLine.ts'
import { exportTickets, openWorkbook, rowsOf } from '#test/support/exports.ts'
import { makeLongList } from '#test/support/longList.ts'
import { ticketInput } from '#test/support/tickets.ts'
import { startTestServer, type TestServer } from '#test/support/testServer.ts'

const HOSTILE = ['=HYPERLINK("http://x","y")', '+1+1', '-2+3', '@SUM(A1)', '\t=1', 'a\u202egnp.exe', '\u200f\u2067שלום\u2069', '👨‍👩‍👧𠮷', '</t></is></c></row><!--', '&#0;&amp;<![CDATA[', '_x0000__x000D_', '%00%0a', '"\',;\\']
let server: TestServer
let no: string
beforeAll(async () => {
  server = await startTestServer()
  no = (await (await server.as('HQ/agent')).createTicket({ body: ticketInput() })).no
})
afterAll(() => server.stop())

const post = async (body: object) => server.request('/api/v1/tickets/export', {
  method: 'POST', body: JSON.stringify({ exportId: randomUUID(), tab: 'all', ...body }), headers: { Authorization: `Bearer ${await server.tokenOf('HQ/agent')}`, 'Content-Type': 'application/json' },
})

describe('an export that is asked for wrongly', () => {
  it.each([
    ['no columns', { columns: [] }, 'columns'], ['no word of columns', {}, 'columns'], ['a column that there is not', { columns: ['no', 'passwordHash'] }, 'columns.1'], ['a column twice', { columns: ['no', 'phone', 'no'] }, 'columns'],
    ['a column of the prototype', { columns: ['constructor'] }, 'columns.0'], ['a cap of its own', { columns: ['no'], cap: 10_000_000 }, ''], ['a page', { columns: ['no'], limit: 5 }, ''], ['a list that there is not', { tab: 'secret', columns: ['no'] }, 'tab'],
    ['an id that is none', { exportId: '../../etc', columns: ['no'] }, 'exportId'],
  ])('with %s is refused at its field, and no export is noted', async (_what, body, field) => {
    const before = (await findRows(server.database.tables.exports, {})).length
    const response = await post(body)
    const { code, errors } = await response.json() as { code: string; errors: Record<string, string[]> }
    expect([response.status, code]).toEqual([422, 'validation_failed'])
    if (field !== '') expect(Object.keys(errors)).toContain(field)
    expect(await findRows(server.database.tables.exports, {})).toHaveLength(before)
  })
})

describe('a file', () => {
  it('without a ticket is one with its heads, and says that there were none', async () => {
    const { book } = await exportTickets(await server.as('HQ/agent'), { tab: 'all', columns: [...TICKET_COLUMN_IDS], conditions: [{ field: 'no', op: 'eq', value: 'CC000000000' }] })
    expect([rowsOf(book, '全部工单'), book.worksheets[0]!.columnCount]).toEqual([[], TICKET_COLUMN_IDS.length])
    expect(rowsOf(book, '说明').find((row) => row['项目'] === '导出的行数')?.['内容']).toBe(0)
  })

  it.each(HOSTILE)('holds %j wherever a user may have written it, as that text and nothing else', async (text) => {
    const { tickets } = server.database.tables
    await updateRows(tickets, { customerName: text, address: text, latestFeedback: text }, { no }, null)
    const { book } = await exportTickets(await server.as('HQ/agent'), { tab: 'all', columns: ['no', 'customer', 'feedback', 'address'], conditions: [{ field: 'customer.name', op: 'ne', value: `${text}x` }] })
    const [row] = rowsOf(book, '全部工单')
    const read = (value: unknown): string => String(value).replaceAll('_x005F_', '_')
    expect([row!['客户'], row!['反馈内容'], row!['地址']].map(read)).toEqual([text, text, text])
    const cells: unknown[] = []
    for (const sheet of book.worksheets) sheet.eachRow((one) => one.eachCell(({ formula, hyperlink }) => cells.push(formula, hyperlink)))
    expect(cells.filter((cell) => cell !== undefined)).toEqual([])
    // What was asked for stands in the file too.
    expect(rowsOf(book, '说明').map((one) => read(one['内容'])).filter((said) => said.includes(text))).toHaveLength(1)
  })

  it.each(['../../etc/passwd', '..\\..\\x', 'a/b:c*d?e"f<g>h|i\u0000j\r\nSet-Cookie: x', '\u202egpj.exe', '.', 'CON'])('of a list that is called %j has a name that stays in its folder', async (title) => {
    const user = await findRow(server.database.tables.users, { account: 'agent', organisationId: server.world.HQ })
    const caller = { user: (await loadCurrentUser(server.database, user!.id, server.clock.now()))!, source: 'web', requestId: 'r', idempotency: null } as const
    const { name, content } = await runExport(server.services, caller, new AbortController().signal, () => undefined, { id: randomUUID(), kind: 'tickets', title, detail: {}, sheets: async () => [{ name: '一', columns: [{ title: '一', width: 9 }], batches: async function* () { yield [['一']] } }] })
    await buffer(content as Readable)
    expect(name).toMatch(/^[^\\/:*?"<>|\p{Cc}\p{Cf}]+-2026-03-04\.xlsx$/u)
  })

  it('has a sheet and columns of names that every program takes, for every list in both languages', () => {
    for (const language of ['zh-CN', 'en-US'] as const) {
      const { list, export: { info, breaches } } = exportWordsOf(language)
      for (const name of [...TICKET_TAB_IDS.map((id) => list.tab[id]), info.sheet, breaches.title, breaches.list]) {
        expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/)
        expect(name).not.toBe(info.sheet === name ? '' : info.sheet)
      }
      const heads = TICKET_COLUMN_IDS.map((id) => columnWord(exportWordsOf(language), id))
      expect(new Set(heads).size).toBe(heads.length)
    }
  })
})

describe('an export while the database goes away', () => {
  it('breaks off, its file is not whole, and the next one begins when the database is back', async () => {
    await makeLongList(server.database, no)
    const way = await openLine(server.databaseUrl)
    const behind = await startTestServer({ beside: { ...server, databaseUrl: way.url } })
    try {
      const id = randomUUID()
      const response = await behind.request('/api/v1/tickets/export', {
        method: 'POST', body: JSON.stringify({ exportId: id, tab: 'all', columns: TICKET_COLUMN_IDS }), headers: { Authorization: `Bearer ${await behind.tokenOf('HQ/agent')}`, 'Content-Type': 'application/json' },
      })
      expect(response.status).toBe(200)
      const reader = response.body!.getReader()
      const pieces = [(await reader.read()).value!]
      way.cut()
      await expect((async () => {
        for (;;) {
          const { value, done } = await reader.read()
          if (done) return
          pieces.push(value)
        }
      })()).rejects.toThrow()
      await expect(openWorkbook(Buffer.concat(pieces))).rejects.toThrow()
      expect((await findRow(server.database.tables.exports, { id }))!.state).toBe('running')
      way.mend()
      const agent = await behind.as('HQ/agent')
      // A connection that was asked for while there was none may still say so: 503, try again.
      const { book } = await vi.waitFor(() => exportTickets(agent, { tab: 'all', columns: ['no'], conditions: [{ field: 'no', op: 'eq', value: no }] }), { timeout: 30_000, interval: 250 })
      expect(rowsOf(book, '全部工单')).toHaveLength(1)
      expect((await findRow(server.database.tables.exports, { id }))!).toMatchObject({ state: 'failed', runningKey: null })
    } finally {
      await behind.stop()
      await way.close()
    }
  })
})
