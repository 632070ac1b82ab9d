import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { select } from '#server/database/select.ts'
import { unionSql } from '#server/queries/unionSql.ts'
import { makeCustomer, makeWorld, type World } from '../../support/factories.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
let world: World
let customerId: number
beforeAll(async () => {
  fresh = await createTestDatabase(inject('databaseUrl'))
  world = await makeWorld(fresh.database)
  customerId = await makeCustomer(fresh.database, { name: '王芳', phones: ['13900000000'] })
})
afterAll(() => fresh.drop())

describe('rows of several kinds', () => {
  it('come with one statement, ids as numbers and nothing where a kind has no such attribute', async () => {
    const rows = await select(fresh.database, unionSql([
      { part: 'customer', columns: { id: 'id', name: 'name' }, rows: { sql: 'FROM customers WHERE name = ?', values: ['王芳'] } },
      { part: 'organisation', columns: { id: 'id', code: 'code', departmentId: 'department_id' }, rows: { sql: 'FROM organisations WHERE code = ?', values: ['M0001'] } },
    ], ['id', 'departmentId']))
    expect(rows).toEqual([
      { part: 'customer', id: customerId, name: '王芳', code: null, departmentId: null },
      { part: 'organisation', id: world.M0001, name: null, code: 'M0001', departmentId: world['DEPT-S'] },
    ])
  })
})
