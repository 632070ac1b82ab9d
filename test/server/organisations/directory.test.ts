import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findRow, insertRow } from '#server/database/database.ts'
import { createDirectory } from '#server/organisations/directory.ts'
import { makeWorld, type World } from '../../support/factories.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
let world: World
beforeAll(async () => {
  fresh = await createTestDatabase(inject('databaseUrl'))
  world = await makeWorld(fresh.database)
})
afterAll(() => fresh.drop())

describe('the directory', () => {
  it('looks once more for an organisation that it is asked for and does not know', async () => {
    const { organisations } = fresh.database.tables
    let reads = 0
    const { options } = fresh.database.sequelize as unknown as { options: { logging: (sql: string) => void } }
    options.logging = (sql) => { if (/FROM `organisations`/.test(sql)) reads++ }
    const directory = createDirectory(fresh.database, () => 0)
    expect((await directory.snapshot([world.M0001])).get(world.M0001)?.code).toBe('M0001')
    const { id: _id, ...mall } = (await findRow(organisations, { code: 'M0001' }))!
    const id = await insertRow(organisations, { ...mall, code: 'M9001' }, null)
    reads = 0
    expect((await directory.snapshot()).has(id)).toBe(false)
    expect(reads).toBe(0)
    expect((await directory.snapshot([world.M0001, id])).get(id)?.code).toBe('M9001')
    expect(reads).toBe(1)
    await directory.snapshot([id])
    expect(reads).toBe(1)
  })
})
