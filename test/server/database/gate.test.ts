import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { createGate } from '#server/database/gate.ts'
import { isUnavailable } from '#server/database/errors.ts'
import { runTransaction } from '#server/database/transaction.ts'

describe('a gate', () => {
  it('lets so many jobs in and the others one after the other, in their order', async () => {
    const gate = createGate(2, 1000)
    const begun: number[] = []
    const finish: (() => void)[] = []
    const jobs = [0, 1, 2, 3].map((job) => gate.pass(() => new Promise<void>((resolve) => { begun.push(job); finish.push(resolve) })))
    await Promise.resolve()
    expect(begun).toEqual([0, 1])
    finish[1]!()
    await jobs[1]
    await Promise.resolve()
    expect(begun).toEqual([0, 1, 2])
    finish[0]!()
    finish[2]!()
    await Promise.all([jobs[0], jobs[2]])
    finish[3]!()
    await Promise.all(jobs)
    expect(begun).toEqual([0, 1, 2, 3])
  })

  it('gives the place of a job that failed to the next', async () => {
    const gate = createGate(1, 1000)
    const failing = gate.pass(() => Promise.reject(new Error('no')))
    const next = gate.pass(() => Promise.resolve('yes'))
    await expect(failing).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  it('turns away who waited too long as a database that is away, and stays open', async () => {
    const gate = createGate(1, 10)
    let finish = (): void => {}
    const long = gate.pass(() => new Promise<void>((resolve) => { finish = resolve }))
    const error: unknown = await gate.pass(() => Promise.resolve()).catch((caught: unknown) => caught)
    expect(isUnavailable(error)).toBe(true)
    finish()
    await long
    expect(await gate.pass(() => Promise.resolve('open'))).toBe('open')
  })
})

describe('more transactions than connections', () => {
  let database: Database
  beforeAll(() => { database = connectDatabase(`${inject('databaseUrl').replace(/\/$/, '')}/mysql`, { poolSize: 6 }) })
  afterAll(() => database.sequelize.close())

  it('do not wait for each other when each reads something beside itself', async () => {
    const read = async (): Promise<number> => runTransaction(database, async (transaction) => {
      await database.sequelize.query('SELECT 1', { transaction })
      await new Promise((resolve) => setTimeout(resolve, 5))
      await database.sequelize.query('SELECT 1')
      return 1
    })
    const done = await Promise.race([
      Promise.all(Array.from({ length: 40 }, read)).then((all) => all.length),
      new Promise((resolve) => setTimeout(() => resolve('stuck'), 5000)),
    ])
    expect(done).toBe(40)
  })

  it('read what others have committed', async () => {
    const [row] = await runTransaction(database, async (transaction) => (await database.sequelize.query('SELECT @@tx_isolation AS level', { transaction }))[0] as { level: string }[])
    expect(row?.level).toBe('READ-COMMITTED')
  })
})
