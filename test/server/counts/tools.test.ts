import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readyCounts } from '#server/counts/ready.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'
import { ticketInput } from '../../support/tickets.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ now: '2026-03-04T02:00:00Z' })
  const agent = await server.as('HQ/agent')
  for (const submit of [true, true, false]) await agent.createTicket({ body: ticketInput({ submit }) })
})
afterAll(() => server.stop())

async function run(tool: 'recount' | 'checkCounts', env: Record<string, string> = { DATABASE_URL: server.databaseUrl }): Promise<{ code: number; output: string; errors: string }> {
  const child = spawn(process.execPath, [`server/tools/${tool}.ts`], { cwd: resolve(import.meta.dirname, '../../..'), stdio: ['ignore', 'pipe', 'pipe'], env: { PATH: process.env['PATH'], ...env } })
  let [output, errors] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => { output += chunk.toString() })
  child.stderr.on('data', (chunk: Buffer) => { errors += chunk.toString() })
  const [code] = (await once(child, 'close')) as [number]
  return { code, output, errors }
}

describe('npm run check-counts and npm run recount', () => {
  it('end with 2 and a clear line before a server has worked on the database, and where there is none', async () => {
    expect(await run('checkCounts')).toEqual({ code: 2, output: '', errors: 'The database is not up to date: start the program once\n' })
    expect(await run('recount', { GONGDAN_DATA_DIR: '/tmp/no-such-folder-of-gongdan' }))
      .toEqual({ code: 2, output: '', errors: 'There is no database in /tmp/no-such-folder-of-gongdan (GONGDAN_DATA_DIR), and DATABASE_URL names none\n' })
  })

  it('say what disagrees, mend it, and agree afterwards', async () => {
    await readyCounts(server.database, 'Asia/Shanghai')
    expect(await run('checkCounts')).toEqual({ code: 0, output: '3 tickets: the kept counts agree\n', errors: '' })
    await server.database.sequelize.query("INSERT INTO count_changes (scope, series, period, facet, n) VALUES ('all', 'list', '2026-03', 'unreplied', -1), ('all', 'month', '2026-03', 'type:complaint', 2)")
    expect(await run('checkCounts')).toEqual({
      code: 1, errors: '', output: 'all, list 2026-03, unreplied: 1 too few\nall, month 2026-03, type:complaint: 2 too many\n3 tickets: 2 counts disagree; npm run recount mends them\n',
    })
    expect(await run('recount')).toEqual({ code: 0, output: '2 counts corrected, 0 reading marks taken away, rows beside 0 tickets mended\n', errors: '1 of 2 months\n2 of 2 months\n' })
    expect((await run('checkCounts')).code).toBe(0)
  })

  it('say what to do where the state of the counts is lost, and work again afterwards', async () => {
    await server.database.sequelize.query('DELETE FROM count_state')
    for (const tool of ['checkCounts', 'recount'] as const) {
      expect(await run(tool)).toEqual({ code: 2, output: '', errors: 'The database has lost the row of count_state: start the program once, it makes it anew and counts\n' })
    }
    await readyCounts(server.database, 'Asia/Shanghai')
    expect((await run('recount')).code).toBe(0)
  })
})
