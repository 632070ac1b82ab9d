import { QueryTypes } from 'sequelize'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import type { Database } from '#server/database/database.ts'
import { createTestDatabase } from '../../support/testDatabase.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => { ({ database, drop } = await createTestDatabase(inject('databaseUrl'))) })
afterAll(() => drop())

const variable = async (pattern: string): Promise<string | undefined> =>
  (await database.sequelize.query<{ Value: string }>(`SHOW SESSION VARIABLES LIKE '${pattern}'`, { type: QueryTypes.SELECT }))[0]?.Value

it('every connection reads what is committed', async () => {
  expect([await variable('transaction_isolation'), await variable('tx_isolation')]).toContain('READ-COMMITTED')
})

it('every connection reads its own writes on any node, where the database knows of nodes', async ({ skip }) => {
  const waits = await variable('wsrep_sync_wait')
  if (waits === undefined) skip('no node knows the variable')
  expect(Number(waits) & 1).toBe(1)
})
