import { QueryTypes } from 'sequelize'
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import type { Migration } from '#server/migrations/index.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
beforeEach(async () => { fresh = await createTestDatabase(inject('databaseUrl'), { migrated: false }) })
afterEach(() => fresh.drop())

const run = (sql: string) => fresh.database.sequelize.query(sql)
const apply = (migrations: readonly Migration[], database: Database = fresh.database): Promise<string[]> => migrate(database, { migrations })
const columnsOf = async (table: string): Promise<string[]> =>
  (await fresh.database.sequelize.query<{ name: string }>('SELECT COLUMN_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION', { replacements: [table], type: QueryTypes.SELECT })).map(({ name }) => name)
const things = async (): Promise<unknown> => (await run('SELECT id, colour FROM things'))[0]

const STATEMENTS = ['CREATE TABLE things (id INT PRIMARY KEY)', 'INSERT INTO things VALUES (1)', 'ALTER TABLE things ADD COLUMN colour INT NULL, ADD KEY things_colour (colour)', 'UPDATE things SET colour = 7']
const FIRST: Migration = { name: '0001-first', statements: STATEMENTS }

/** What a server that was killed after so many statements has left: all but the last are known to be done. */
async function killAfter(statements: number): Promise<void> {
  await run('CREATE TABLE migration_steps (name VARCHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL PRIMARY KEY, done INT NOT NULL, begun INT NOT NULL)')
  for (const statement of STATEMENTS.slice(0, statements)) await run(statement)
  await run(`INSERT INTO migration_steps VALUES ('0001-first', ${statements - 1}, ${statements})`)
}

describe('a migration', () => {
  it('runs once, and those after it later', async () => {
    expect(await apply([FIRST])).toEqual(['0001-first'])
    expect(await apply([FIRST, { name: '0002-second', statements: ['ALTER TABLE things DROP KEY things_colour, DROP COLUMN colour'] }])).toEqual(['0002-second'])
    expect(await columnsOf('things')).toEqual(['id'])
  })

  it.each([1, 2, 3, 4])('of which a statement after %i was refused goes on there', async (done) => {
    await expect(apply([{ ...FIRST, statements: [...STATEMENTS.slice(0, done), 'ALTER TABLE nowhere ADD COLUMN nothing INT'] }])).rejects.toThrow(/nowhere/)
    expect(await apply([FIRST])).toEqual(['0001-first'])
    expect(await things()).toEqual([{ id: 1, colour: 7 }])
  })

  it.each([1, 2, 3, 4])('whose server was killed when statement %i had happened and nobody knew is ended by the next one', async (statements) => {
    await killAfter(statements)
    expect(await apply([FIRST])).toEqual(['0001-first'])
    expect(await things()).toEqual([{ id: 1, colour: 7 }])
  })

  it('that makes what is there already is an error, however often it is tried', async () => {
    await run('CREATE TABLE things (id INT PRIMARY KEY)')
    for (let start = 0; start < 3; start++) await expect(apply([FIRST])).rejects.toThrow(/things/)
  })

  it('runs once however many servers start at the same moment; the others hear why they wait', async () => {
    const others = [connectDatabase(fresh.url), connectDatabase(fresh.url)]
    const onWaiting = vi.fn()
    const slow: Migration = { name: '0001-first', statements: [...STATEMENTS, 'SELECT SLEEP(3)'] }
    try {
      const applied = await Promise.all([fresh.database, ...others].map((database) => migrate(database, { migrations: [slow], onWaiting })))
      expect(applied.flat()).toEqual(['0001-first'])
      expect(onWaiting).toHaveBeenCalledTimes(2)
    } finally {
      for (const { sequelize } of others) await sequelize.close()
    }
  })

  it('that waits for another server can be told to stop', async () => {
    const other = connectDatabase(fresh.url)
    const stop = new AbortController()
    const running = apply([{ name: '0001-slow', statements: ['SELECT SLEEP(6)'] }], other)
    try {
      await vi.waitFor(async () => { expect((await run("SELECT IS_USED_LOCK('gongdan_migration') AS held"))[0]).not.toEqual([{ held: null }]) }, 5_000)
      await expect(migrate(fresh.database, { migrations: [FIRST], signal: stop.signal, onWaiting: () => stop.abort() })).rejects.toThrow()
    } finally {
      await running
      await other.sequelize.close()
    }
  })

  it('that changes tickets does so one range after another, to the last', async () => {
    await run('CREATE TABLE tickets (id BIGINT UNSIGNED PRIMARY KEY, seen INT NOT NULL DEFAULT 0)')
    await run('INSERT INTO tickets (id) VALUES (1), (20000), (20001), (39999), (40000), (61234)')
    expect(await apply([{ name: '0001-seen', statements: [{ byTickets: 'UPDATE tickets SET seen = seen + 1 WHERE id > :after AND id <= :until' }] }])).toEqual(['0001-seen'])
    expect((await run('SELECT DISTINCT seen FROM tickets'))[0]).toEqual([{ seen: 1 }])
  })
})
