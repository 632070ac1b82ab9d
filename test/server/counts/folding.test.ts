import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { resolve } from 'node:path'
import { QueryTypes } from 'sequelize'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { appendChanges } from '#server/counts/changes.ts'
import { foldAll, foldChanges } from '#server/counts/fold.ts'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { runTransaction } from '#server/database/transaction.ts'
import { createTestDatabase, type FreshDatabase } from '#test/support/testDatabase.ts'

let fresh: FreshDatabase
let database: Database
beforeEach(async () => {
  fresh = await createTestDatabase(inject('databaseUrl'))
  database = fresh.database
})
afterEach(() => fresh.drop())

const change = (facet: string, n: number) => ({ scope: 'all', series: 'list' as const, period: '2026-03', facet, n })
const append = (facet: string, n: number) => runTransaction(database, (transaction) => appendChanges(database, [change(facet, n)], transaction))
const query = <Row extends object>(sql: string) => database.sequelize.query<Row>(sql, { type: QueryTypes.SELECT })
/** What a reader finds: added up or not. */
const sums = async (): Promise<Record<string, number>> => Object.fromEntries((await query<{ facet: string; n: string }>(
  'SELECT facet, SUM(n) AS n FROM (SELECT facet, n FROM ticket_counts UNION ALL SELECT facet, n FROM count_changes) AS kept GROUP BY facet')).map(({ facet, n }) => [facet, Number(n)]))
const waiting = async (): Promise<number> => Number((await query<{ n: number }>('SELECT COUNT(*) AS n FROM count_changes'))[0]!.n)

describe('adding up', () => {
  it('moves the changes into the counts, batch by batch', async () => {
    for (let i = 0; i < 7; i++) await append(i % 2 === 0 ? 'replied' : 'closed', 1)
    await append('closed', -1)
    expect(await foldChanges(database, { batch: 3 })).toEqual({ folded: 3, more: true })
    expect([await waiting(), await sums()]).toEqual([5, { replied: 4, closed: 2 }])
    expect(await foldAll(database)).toBe(5)
    expect([await waiting(), await sums()]).toEqual([0, { replied: 4, closed: 2 }])
    expect(await foldChanges(database)).toEqual({ folded: 0, more: false })
  })

  it('leaves what is not committed, and takes it when it is', async () => {
    await append('replied', 1)
    const open = await database.sequelize.transaction()
    await appendChanges(database, [change('replied', 10)], open)
    await append('replied', 100)
    expect(await foldAll(database)).toBe(2)
    await open.commit()
    expect(await sums()).toEqual({ replied: 111 })
    expect(await foldAll(database)).toBe(1)
    expect(await sums()).toEqual({ replied: 111 })
  })

  it('by three servers at once, while others write, loses and doubles nothing, and every reader sees whole sums', async () => {
    const others = [connectDatabase(fresh.url), connectDatabase(fresh.url)]
    let written = 0
    let isWriting = true
    const write = async (): Promise<void> => {
      for (let i = 0; i < 150; i++) {
        // One more of one is one less of the other: whoever reads half of it sees it.
        await runTransaction(database, (transaction) => appendChanges(database, [change('unreplied', 1), change('replied', -1)], transaction))
        written++
      }
    }
    const fold = async (one: Database): Promise<number> => {
      let folded = 0
      while (isWriting || (await waiting()) > 0) folded += (await foldChanges(one, { batch: 7 })).folded
      return folded
    }
    const torn: unknown[] = []
    const read = async (): Promise<void> => {
      for (let last = 0; isWriting;) {
        const { unreplied = 0, replied = 0 } = await sums()
        if (unreplied + replied !== 0 || unreplied < last) torn.push([unreplied, replied, last])
        last = unreplied
      }
    }
    try {
      const folding = Promise.all([database, ...others].map(fold))
      const reading = read()
      await Promise.all([write(), write(), write()])
      isWriting = false
      await reading
      expect((await folding).reduce((total, folded) => total + folded, 0)).toBe(written * 2)
    } finally {
      isWriting = false
      for (const other of others) await other.sequelize.close()
    }
    expect([torn, await waiting(), await sums()]).toEqual([[], 0, { unreplied: 450, replied: -450 }])
  })

  it('of changes that another server has taken meanwhile is undone and done again', async () => {
    // As on a cluster, where the lock of the turn holds on its own node alone.
    for (let i = 0; i < 3; i++) await append('replied', 1)
    let isFirst = true
    database.sequelize.addHook('beforeBulkDestroy', 'another server', async () => {
      if (!isFirst) return
      isFirst = false
      await database.sequelize.query('DELETE FROM count_changes ORDER BY id LIMIT 1')
      await database.sequelize.query("INSERT INTO ticket_counts VALUES ('all', 'list', '2026-03', 'other', 1)")
    })
    expect(await foldAll(database)).toBe(2)
    expect(await sums()).toEqual({ replied: 2, other: 1 })
  })
})

const startFolding = (): ChildProcess =>
  spawn(process.execPath, ['test/support/foldingProcess.ts'], { cwd: resolve(import.meta.dirname, '../../..'), stdio: 'ignore', env: { ...process.env, TEST_DATABASE_URL: fresh.url } })

/** Whether somebody has his turn: a second one passes by. */
const isTurnTaken = async (): Promise<boolean> => (await query('SELECT id FROM count_state WHERE id = 1 FOR UPDATE SKIP LOCKED')).length === 0

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const begun = performance.now(); !(await holds());) {
    if (performance.now() - begun > 20_000) throw new Error('it did not come to that')
    await sleep(20)
  }
}

describe('a server that is killed while it adds up', () => {
  it.each([
    ['before it has added anything', 'SELECT n FROM ticket_counts FOR UPDATE'], ['between adding and taking away', 'SELECT id FROM count_changes ORDER BY id DESC LIMIT 1 FOR UPDATE'],
  ])('%s, loses and doubles nothing, and the next goes on', async (_moment, hold) => {
    await append('replied', 1)
    await foldAll(database)
    for (let i = 0; i < 20; i++) await append('replied', 1)
    // It comes to a row that somebody holds: there it is killed.
    const held = await database.sequelize.transaction()
    await database.sequelize.query(hold, { transaction: held })
    const child = startFolding()
    const ended = once(child, 'exit')
    await until(isTurnTaken)
    await sleep(200)
    child.kill('SIGKILL')
    expect(await ended).toEqual([null, 'SIGKILL'])
    await held.rollback()
    await until(async () => !(await isTurnTaken()))
    expect([await waiting(), await sums()]).toEqual([20, { replied: 21 }])
    expect(await foldAll(database)).toBe(20)
    expect([await waiting(), await sums()]).toEqual([0, { replied: 21 }])
  })

  it('again and again at any moment, leaves the sums as they are', async () => {
    for (let i = 0; i < 3_000; i += 100) await runTransaction(database, (transaction) => appendChanges(database, Array.from({ length: 100 }, (_, index) => change(`facet ${(i + index) % 7}`, 1)), transaction))
    const before = await sums()
    for (const ms of [0, 40, 80, 120]) {
      const child = startFolding()
      const ended = once(child, 'exit')
      await sleep(150 + ms)
      child.kill('SIGKILL')
      await ended
      expect(await sums()).toEqual(before)
    }
    await until(async () => !(await isTurnTaken()))
    await foldAll(database)
    expect([await waiting(), await sums()]).toEqual([0, before])
  })
})
