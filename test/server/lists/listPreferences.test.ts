import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Client } from '#shared/contract/client.ts'
import { updateRows } from '#server/database/database.ts'
import { startTestServer, type TestServer } from '../../support/testServer.ts'

let server: TestServer
let agent: Client
beforeAll(async () => {
  server = await startTestServer()
  agent = await server.as('HQ/agent')
})
afterAll(() => server.stop())

const COLUMNS = [{ id: 'no', shown: true, width: null }, { id: 'createdBy', shown: true, width: 200 }, { id: 'mall', shown: false, width: null }]

describe('the columns of a list', () => {
  it('are nothing before a person chooses, then what he chose, in his order, on every machine and in no other list', async () => {
    expect(await agent.getListPreference({ params: { list: 'replied' } })).toEqual({ columns: null, changedAt: null })
    const kept = await agent.setListPreference({ params: { list: 'replied' }, body: { columns: COLUMNS } })
    expect(kept).toEqual({ columns: COLUMNS, changedAt: server.clock.now().toISOString() })
    expect(await (await server.as('HQ/agent')).getListPreference({ params: { list: 'replied' } })).toEqual(kept)
    expect((await agent.getListPreference({ params: { list: 'resolved' } })).columns).toBeNull()
    expect((await (await server.as('HQ/agent2')).getListPreference({ params: { list: 'replied' } })).columns).toBeNull()
  })

  it('go back to the standard by null, also twice', async () => {
    await agent.setListPreference({ params: { list: 'closed' }, body: { columns: COLUMNS } })
    for (let time = 0; time < 2; time++) expect(await agent.setListPreference({ params: { list: 'closed' }, body: { columns: null } })).toEqual({ columns: null, changedAt: null })
    expect((await agent.getListPreference({ params: { list: 'closed' } })).columns).toBeNull()
  })

  it('take the last of many writes at once without an error', async () => {
    const bodies = Array.from({ length: 12 }, (_, at) => [{ id: 'no', shown: true, width: 100 + at }])
    await Promise.all(bodies.map((columns) => agent.setListPreference({ params: { list: 'open' }, body: { columns } })))
    await agent.setListPreference({ params: { list: 'open' }, body: { columns: COLUMNS } })
    expect((await agent.getListPreference({ params: { list: 'open' } })).columns).toEqual(COLUMNS)
  })

  it('keep a column of another version, and refuse what is no choice at all', async () => {
    const columns = [...COLUMNS, { id: 'columnOfTomorrow', shown: true, width: null }]
    expect((await agent.setListPreference({ params: { list: 'all' }, body: { columns } })).columns).toEqual(columns)
    for (const wrong of [[], [COLUMNS[0]!, COLUMNS[0]!], [{ id: 'no', shown: true, width: 2 }], [{ id: '<b>', shown: true, width: null }], Array.from({ length: 101 }, (_, at) => ({ id: `c${String.fromCharCode(97 + at % 26)}${String.fromCharCode(97 + Math.floor(at / 26))}`, shown: true, width: null }))]) {
      await expect(agent.setListPreference({ params: { list: 'all' }, body: { columns: wrong } }), JSON.stringify(wrong).slice(0, 60)).rejects.toMatchObject({ problem: { code: 'validation_failed' } })
    }
    expect((await agent.getListPreference({ params: { list: 'all' } })).columns).toEqual(columns)
  })

  it('count as none where a row holds what cannot be read', async () => {
    await agent.setListPreference({ params: { list: 'late_reply' }, body: { columns: COLUMNS } })
    await updateRows(server.database.tables.listPreferences, { value: ['no'] }, { list: 'late_reply' }, null)
    expect((await agent.getListPreference({ params: { list: 'late_reply' } })).columns).toBeNull()
  })
})
