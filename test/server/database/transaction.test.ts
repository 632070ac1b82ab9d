import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { runTransaction } from '#server/database/transaction.ts'
import { createTestDatabase } from '../../support/testDatabase.ts'

let database: Database
let drop: () => Promise<void>

beforeAll(async () => {
  ({ database, drop } = await createTestDatabase(inject('databaseUrl')))
  await database.sequelize.query('CREATE TABLE pairs (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB')
  await database.sequelize.query('INSERT INTO pairs VALUES (1, 0), (2, 0)')
})
afterAll(() => drop())

const read = async (id: number): Promise<number> =>
  (await database.sequelize.query<{ n: number }>('SELECT n FROM pairs WHERE id = ?', { replacements: [id], type: QueryTypes.SELECT }))[0]!.n

describe('a transaction that meets a conflict', () => {
  it('is retried whole: two that lock each other out both happen, each once', async () => {
    let tries = 0
    let waiting = 0
    let bothHaveOne: () => void = () => {}
    const met = new Promise<void>((resolve) => { bothHaveOne = resolve })
    const add = (first: number, second: number): Promise<void> => runTransaction(database, async (transaction) => {
      tries++
      await database.sequelize.query('UPDATE pairs SET n = n + 1 WHERE id = ?', { replacements: [first], transaction })
      if (++waiting === 2) bothHaveOne()
      await met
      await database.sequelize.query('UPDATE pairs SET n = n + 1 WHERE id = ?', { replacements: [second], transaction })
    })
    await Promise.all([add(1, 2), add(2, 1)])
    expect([await read(1), await read(2)]).toEqual([2, 2])
    expect(tries).toBeGreaterThan(2)
  })

  it('gives up on every other error at once and leaves nothing behind', async () => {
    const before = await read(1)
    let tries = 0
    const failing = runTransaction(database, async (transaction) => {
      tries++
      await database.sequelize.query('UPDATE pairs SET n = n + 1 WHERE id = 1', { transaction })
      throw new Error('not a conflict')
    })
    await expect(failing).rejects.toThrow('not a conflict')
    expect([tries, await read(1)]).toEqual([1, before])
  })
})
