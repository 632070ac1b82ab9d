import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { select } from '#server/database/select.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase
beforeAll(async () => { fresh = await createTestDatabase(inject('databaseUrl')) })
afterAll(() => fresh.drop())

const read = async (expression: string): Promise<unknown> => (await select<{ value: unknown }>(fresh.database, { sql: `SELECT ${expression} AS value`, values: [] }))[0]!.value

describe('a value of a row', () => {
  it.each([
    ["CAST('2026-02-28 23:59:59.007' AS DATETIME(3))", '2026-02-28T23:59:59.007Z'],
    ["CAST('2024-02-29 00:00:00' AS DATETIME)", '2024-02-29T00:00:00.000Z'],
    ["CAST('2026-10-01 12:30:15.5' AS DATETIME(1))", '2026-10-01T12:30:15.500Z'],
    ["CAST('1000-01-01 00:00:00.000' AS DATETIME(3))", '1000-01-01T00:00:00.000Z'],
    ["CAST('9999-12-31 23:59:59.999' AS DATETIME(3))", '9999-12-31T23:59:59.999Z'],
    ['CAST(NULL AS DATETIME(3))', null],
  ])('%s is the instant %s', async (expression, instant) => {
    const value = await read(expression)
    expect(value instanceof Date ? value.toISOString() : value).toBe(instant)
  })

  it('of a day stays its text', async () => {
    expect(await read("CAST('2026-10-01' AS DATE)")).toBe('2026-10-01')
  })
})
