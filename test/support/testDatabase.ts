import { randomBytes } from 'node:crypto'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'

export interface FreshDatabase {
  url: string
  database: Database
  drop: () => Promise<void>
}

/** A database of its own on the test server, with the schema. @param serverUrl of an account that may create databases */
export async function createTestDatabase(serverUrl: string, { migrated = true } = {}): Promise<FreshDatabase> {
  const name = `gongdan_test_${process.pid}_${randomBytes(4).toString('hex')}`
  const administrator = connectDatabase(`${serverUrl.replace(/\/$/, '')}/mysql`, { poolSize: 1 })
  await administrator.sequelize.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`)
  const url = `${serverUrl.replace(/\/$/, '')}/${name}`
  const database = connectDatabase(url)
  if (migrated) await migrate(database)
  return {
    url, database,
    async drop() {
      await database.sequelize.close()
      await administrator.sequelize.query(`DROP DATABASE IF EXISTS ${name}`)
      await administrator.sequelize.close()
    },
  }
}
