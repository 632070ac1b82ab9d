import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createConnection } from 'mysql2/promise'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startEmbeddedDatabase } from '#server/bootstrap/embeddedDatabase.mjs'

const progress = {
  line: () => {},
  step: async <Result>(_label: string, work: (report: () => void) => Promise<Result> | Result) => work(() => {}),
}
const start = (folder: string) => startEmbeddedDatabase(folder, { progress })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gongdan-embedded-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

async function query(url: string, sql: string): Promise<unknown> {
  const connection = await createConnection(url)
  try {
    return (await connection.query(sql))[0]
  } finally {
    await connection.end()
  }
}

describe('the embedded database', () => {
  it('loses no acknowledged write when it is killed', async () => {
    const first = await start(folder)
    await query(first.url, 'CREATE TABLE kept (id INT PRIMARY KEY)')
    await query(first.url, 'INSERT INTO kept VALUES (1), (2), (3)')
    process.kill(Number(readFileSync(join(folder, 'mariadb/gongdan.pid'), 'utf8')), 'SIGKILL')
    await first.ended
    const second = await start(folder)
    expect(await query(second.url, 'SELECT COUNT(*) AS n FROM kept')).toEqual([{ n: 3 }])
    await second.stop()
  })

  it('writes durably, stores every character and keeps UTC', async () => {
    const running = await start(folder)
    const settings =
      'SELECT @@innodb_flush_log_at_trx_commit AS flush, @@innodb_doublewrite AS whole, @@collation_database AS collation, @@time_zone AS zone'
    expect(await query(running.url, settings)).toEqual([{ flush: 1, whole: 1, collation: 'utf8mb4_unicode_ci', zone: '+00:00' }])
    await running.stop()
  })

  it('keeps its temporary tables where no other database that starts deletes them', async () => {
    const running = await start(folder)
    expect(await query(running.url, 'SELECT @@tmpdir AS place')).toEqual([{ place: join(folder, 'mariadb.temporary') }])
    await running.stop()
  })

  it('lets nobody in without the password, which only the owner reads', async () => {
    const running = await start(folder)
    await expect(query(`mysql://root@127.0.0.1:${running.port}/mysql`, 'SELECT 1')).rejects.toThrow(/Access denied/)
    await expect(query(`mysql://gongdan@127.0.0.1:${running.port}/gongdan`, 'SELECT 1')).rejects.toThrow(/Access denied/)
    expect(statSync(join(folder, 'database.json')).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(folder, 'mariadb'))).not.toContain('gongdan-initial.sql')
    await running.stop()
  })

  it('does not start on a data folder that a newer MariaDB has written', async () => {
    const running = await start(folder)
    await running.stop()
    const path = join(folder, 'database.json')
    writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), version: '99.1.0' }))
    await expect(start(folder)).rejects.toThrow(/written by MariaDB 99.1.0/)
  })
})
