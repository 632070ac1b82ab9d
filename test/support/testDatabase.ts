import { randomBytes } from 'node:crypto'
import { createConnection } from 'mysql2/promise'
import { connectDatabase, type Database } from '#server/database/database.ts'
import { ensureSchemaTemplate } from './schemaTemplate.ts'

export interface FreshDatabase {
  url: string
  database: Database
  drop: () => Promise<void>
}

/** A database of its own on the test server, with the schema. @param serverUrl of an account that may create databases */
export async function createTestDatabase(serverUrl: string, { migrated = true } = {}): Promise<FreshDatabase> {
  const server = serverUrl.replace(/\/$/, '')
  const name = `gongdan_test_${process.pid}_${randomBytes(4).toString('hex')}`
  const recipe = migrated ? await ensureSchemaTemplate(server) : ''
  await runStatements(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4; USE ${name}; ${recipe}`)
  const url = `${server}/${name}`
  const database = connectDatabase(url)
  return {
    url, database,
    async drop() {
      await database.sequelize.close()
      await runStatements(server, `DROP DATABASE IF EXISTS ${name}`)
    },
  }
}

/** On a connection of their own, in one go. */
async function runStatements(server: string, statements: string): Promise<void> {
  const connection = await createConnection({ uri: `${server}/mysql`, multipleStatements: true })
  try {
    await connection.query(statements)
  } finally {
    await connection.end()
  }
}
