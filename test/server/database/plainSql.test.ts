import { Op } from 'sequelize'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { connectDatabase, findRow, findRows, insertRow, insertRows, updateRows, type Database } from '#server/database/database.ts'
import { isDuplicate } from '#server/database/errors.ts'
import { plainCondition, plainSelect, plainUpdate } from '#server/database/plainSql.ts'
import { send } from '#server/database/send.ts'
import { makeCustomer, makeWorld, type World } from '../../support/factories.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
let database: Database
let world: World

beforeAll(async () => {
  fresh = await createTestDatabase(inject('databaseUrl'))
  ;({ database } = fresh)
  world = await makeWorld(database)
  for (const name of ["O'Neill", '反斜\\杠', '一"二', 'a?b', '换\n行']) await makeCustomer(database, { name, phones: ['13900000000'], province: name === 'a?b' ? '东澜省' : null })
})
afterAll(() => fresh.drop())

describe('a plain statement', () => {
  it('finds the rows that Sequelize finds', async () => {
    const { customers, organisations, users } = database.tables
    const cases = [
      ...["O'Neill", '反斜\\杠', '一"二', 'a?b', '换\n行', "' OR 1=1 -- "].map((name) => [customers, { name }] as const),
      [customers, { province: null }], [customers, { name: ['a?b', '换\n行'] }], [customers, { name: { [Op.in]: ['a?b', "O'Neill"] }, province: '东澜省' }], [customers, { createdAt: new Date('2026-01-01T00:00:00Z') }],
      [customers, {}], [organisations, { code: 'M0001' }], [organisations, { departmentId: world['DEPT-S'] }], [users, { active: true }], [users, { active: false }],
    ] as const
    for (const [which, where] of cases) {
      const table = which as unknown as typeof customers
      expect(plainSelect(table, where, {}), JSON.stringify(where)).not.toBeNull()
      const expected = (await table.model.findAll({ where: where as never, raw: true, order: [['id', 'ASC']] }) as unknown as Record<string, unknown>[]).map(table.decode)
      expect(await findRows(table, where as never, { order: [['id', 'ASC']] }), JSON.stringify(where)).toEqual(expected)
    }
    expect(await findRows(customers, { province: null }, { attributes: ['name'], order: [['name', 'DESC']], limit: 2 })).toEqual(
      await customers.model.findAll({ where: { province: null }, attributes: ['name'], order: [['name', 'DESC']], limit: 2, raw: true }))
  })

  it('leaves to Sequelize what it cannot say', async () => {
    const { customers } = database.tables
    for (const where of [{ name: { [Op.like]: 'a%' } }, { [Op.or]: [{ name: 'a?b' }] }, { name: [] }, { name: undefined }, { unknown: 1 }, { name: { [Op.in]: [] } }, { name: { [Op.in]: ['a'], [Op.ne]: 'b' } }]) {
      expect(plainCondition(customers, where)).toBeNull()
    }
    expect(plainSelect(customers, {}, { order: [['unknown', 'ASC']] })).toBeNull()
    expect(plainSelect(customers, {}, { attributes: ['unknown'] })).toBeNull()
    expect((await findRows(customers, { name: { [Op.like]: 'a%' } })).map(({ name }) => name)).toEqual(['a?b'])
    expect(await findRows(customers, { name: [] })).toEqual([])
  })

  it('updates the rows that are meant, and says how many', async () => {
    const { customers } = database.tables
    expect(plainUpdate(customers, { city: undefined }, { name: 'a?b' })).toBe('')
    expect(plainUpdate(customers, { city: { fn: 'now' } }, { name: 'a?b' })).toBeNull()
    const updatedAt = new Date('2026-03-04T05:06:07.089Z')
    expect(await updateRows(customers, { city: "澜'州\\市?", updatedAt, district: undefined }, { name: ['a?b', "O'Neill"] }, null)).toBe(2)
    expect(await findRow(customers, { name: 'a?b' })).toMatchObject({ city: "澜'州\\市?", updatedAt })
    expect(await findRow(customers, { name: '换\n行' })).toMatchObject({ city: null })
    expect(await updateRows(customers, { city: undefined }, { name: 'a?b' }, null)).toBe(0)
  })
})

describe('a statement that is sent below Sequelize', () => {
  it('belongs to its transaction, and is refused when that has ended', async () => {
    const { customers } = database.tables
    const transaction = await database.sequelize.transaction()
    await updateRows(customers, { city: 'inside' }, { name: '换\n行' }, transaction)
    expect((await findRow(customers, { name: '换\n行' }, { transaction }))?.city).toBe('inside')
    expect((await findRow(customers, { name: '换\n行' }))?.city).toBeNull()
    await transaction.rollback()
    await expect(findRow(customers, { name: '换\n行' }, { transaction })).rejects.toThrow('the transaction has ended')
    expect((await findRow(customers, { name: '换\n行' }))?.city).toBeNull()
  })

  it('fails as before: the number of the database, who asked, and no connection lost', async () => {
    const narrow = connectDatabase(fresh.url, { poolSize: 2 })
    try {
      const { organisations } = narrow.tables
      const [row] = await findRows(organisations, { code: 'HQ' })
      const { id: _id, ...again } = row!
      for (let time = 0; time < 10; time++) {
        const error: unknown = await insertRow(organisations, again, null).catch((reason: unknown) => reason)
        expect(isDuplicate(error)).toBe(true)
        expect((error as Error).name).toMatch(/^Sequelize/)
        expect((error as Error).stack).toMatch(/insertRow/)
      }
      await insertRows(organisations, [again], null, { ignoreDuplicates: true })
      expect(await findRows(organisations, { code: 'HQ' })).toHaveLength(1)
    } finally {
      await narrow.sequelize.close()
    }
  })

  it('is told to who listens to statements', async () => {
    const told: string[] = []
    const { options } = database.sequelize as unknown as { options: { logging: false | ((sql: string) => void) } }
    options.logging = (sql) => void told.push(sql)
    try {
      await send(database.sequelize, 'SELECT 1', null)
    } finally {
      options.logging = false
    }
    expect(told).toEqual(['Executing: SELECT 1'])
  })
})
