import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { migrate, migrations, versionOf } from '../../../main/store/migrations.ts'
import { createDraftTable } from '../../../main/store/drafts.ts'
import { createOutboxTable } from '../../../main/store/outbox/outboxTable.ts'
import { createSealer } from '../../../main/store/sealing.ts'
import { connect } from '../../../main/store/sqlite.ts'
import { entry, startStores, STORE_SERVER } from '../../support/localStores.ts'

// The disk and the processor are shared.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let folder: string
beforeEach(() => { folder = mkdtempSync(join(tmpdir(), 'gongdan-migrations-')) })
afterEach(() => rmSync(folder, { recursive: true }))

const tablesOf = (database: ReturnType<typeof connect>) =>
  database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name").all().map(({ name }) => name)
const schemaOf = (database: ReturnType<typeof connect>) => database.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name').all()

it('step 1 makes the tables of what a person wrote', () => {
  const database = connect(join(folder, 'a.db'))
  migrate(database, 1)
  expect([versionOf(database), tablesOf(database)]).toEqual([1, ['drafts', 'files', 'meta', 'outbox', 'outbox_files']])
  database.close()
})

it('step 2 adds the cache and leaves what was written', () => {
  const sealer = createSealer(randomBytes(32))
  const database = connect(join(folder, 'a.db'))
  migrate(database, 1)
  createDraftTable(database, sealer).save({ kind: 'call', id: 'a', json: '"kept"' }, new Date(1))
  createOutboxTable(database, sealer).add(entry(1), { now: 1, isGone: () => false })
  migrate(database, 2)
  expect([versionOf(database), tablesOf(database)]).toEqual([2, ['cache_customers', 'cache_phones', 'cache_tickets', 'drafts', 'files', 'meta', 'outbox', 'outbox_files']])
  expect(createDraftTable(database, sealer).list('call')).toMatchObject([{ id: 'a', json: '"kept"' }])
  expect(createOutboxTable(database, sealer).list({ now: 1, isGone: () => false })).toMatchObject([entry(1)])
  database.close()
})

it('from every version on the way the last one comes out the same, and doing it again changes nothing', () => {
  const straight = connect(join(folder, 'straight.db'))
  migrate(straight)
  for (const version of migrations.keys()) {
    const database = connect(join(folder, `${version}.db`))
    migrate(database, version)
    migrate(database)
    migrate(database)
    expect([versionOf(database), schemaOf(database)]).toEqual([migrations.length, schemaOf(straight)])
    database.close()
  }
  straight.close()
})

it('a step that fails in its middle leaves the version before', () => {
  const database = connect(join(folder, 'a.db'))
  migrate(database, 1)
  database.exec('CREATE TABLE cache_tickets (in_the_way INTEGER)')
  expect(() => migrate(database)).toThrow('cache_tickets')
  expect(versionOf(database)).toBe(1)
  expect(tablesOf(database)).not.toContain('cache_customers')
  database.close()
})

it('the store of a newer program is refused and stays as it is, byte for byte', async () => {
  const bench = startStores()
  try {
    await bench.stores.open(STORE_SERVER, '1')
    bench.stores.current().saveDraft({ kind: 'call', id: 'a', json: '1' })
    await bench.stores.close()
    const file = bench.paths('1').database
    const database = connect(file)
    database.exec(`PRAGMA user_version = ${migrations.length + 1}`)
    database.close()
    const before = readFileSync(file)
    await expect(bench.stores.open(STORE_SERVER, '1')).rejects.toMatchObject({ code: 'ipc_store_newer' })
    expect(() => bench.stores.current()).toThrow('No store is open')
    expect(readFileSync(file).equals(before)).toBe(true)
  } finally {
    await bench.end()
  }
})
