import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { selectWithin } from '#server/database/timeLimit.ts'
import { createTestDatabase, type FreshDatabase } from '../../support/testDatabase.ts'

let fresh: FreshDatabase

beforeAll(async () => { fresh = await createTestDatabase(inject('databaseUrl'), { migrated: false }) })
afterAll(() => fresh.drop())

describe('a statement with a time limit', () => {
  it('gives its rows with its values bound', async () => {
    expect(await selectWithin(fresh.database, { sql: 'SELECT ? AS text, ? AS number', values: ["it's", 7] }, 1_000)).toEqual([{ text: "it's", number: 7 }])
  })

  it('is given up when its time is over, and leaves the connection as it was', async () => {
    const begun = performance.now()
    expect(await selectWithin(fresh.database, { sql: 'SELECT SLEEP(20) AS slept FROM (SELECT 1) x', values: [] }, 100)).toBeNull()
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect(await selectWithin(fresh.database, { sql: 'SELECT SLEEP(0.3) AS slept', values: [] }, 5_000)).toEqual([{ slept: 0 }])
  })

  it('passes on every other error', async () => {
    await expect(selectWithin(fresh.database, { sql: 'SELECT nothing FROM nowhere', values: [] }, 1_000)).rejects.toThrow(/nowhere/)
  })
})
