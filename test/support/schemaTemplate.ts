import { createHash } from 'node:crypto'
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise'
import { connectDatabase } from '#server/database/database.ts'
import { migrate } from '#server/database/migrate.ts'
import { MIGRATIONS } from '#server/migrations/index.ts'

/** Another one as soon as a migration is added. */
const TEMPLATE = `gongdan_test_schema_${createHash('sha256').update(JSON.stringify(MIGRATIONS)).digest('hex').slice(0, 12)}`
/** Its only row is written when the template is whole. */
const RECIPE = `${TEMPLATE}.recipe_of_copies`
/** How long to wait for another process that makes the template, in s. */
const PATIENCE_SECONDS = 120

/**
 * Sees to a database on the server that has been migrated and is never written to again. To make a copy of it takes a
 * sixth of the time that the migrations take.
 * @param server URL without a database, of an account that may create databases
 * @returns the statements that make its tables, and what the migrations wrote into them, in the database in use
 */
export async function ensureSchemaTemplate(server: string): Promise<string> {
  const connection = await createConnection(`${server}/mysql`)
  try {
    // Given back with the connection.
    await connection.query('SELECT GET_LOCK(?, ?)', [TEMPLATE, PATIENCE_SECONDS])
    return (await readRecipe(connection)) ?? (await makeTemplate(connection, server))
  } finally {
    await connection.end()
  }
}

async function readRecipe(connection: Connection): Promise<string | undefined> {
  const [found] = await connection.query<RowDataPacket[]>(
    `SELECT 1 FROM information_schema.tables WHERE CONCAT(table_schema, '.', table_name) = ?`, [RECIPE])
  if (found.length === 0) return undefined
  const [rows] = await connection.query<RowDataPacket[]>(`SELECT statements FROM ${RECIPE}`)
  return rows[0]?.['statements'] as string | undefined
}

async function makeTemplate(connection: Connection, server: string): Promise<string> {
  await connection.query(`DROP DATABASE IF EXISTS ${TEMPLATE}`)
  await connection.query(`CREATE DATABASE ${TEMPLATE} CHARACTER SET utf8mb4`)
  const database = connectDatabase(`${server}/${TEMPLATE}`)
  try {
    await migrate(database)
  } finally {
    await database.sequelize.close()
  }
  const recipe = await writeRecipe(connection)
  await connection.query(`CREATE TABLE ${RECIPE} (statements LONGTEXT NOT NULL) CHARACTER SET utf8mb4`)
  await connection.query(`INSERT INTO ${RECIPE} VALUES (?)`, [recipe])
  return recipe
}

async function writeRecipe(connection: Connection): Promise<string> {
  const [tables] = await connection.query<RowDataPacket[]>(
    'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name', [TEMPLATE])
  // Tables that refer to one another come in any order.
  const statements = ['SET foreign_key_checks = 0']
  for (const { name } of tables) {
    const [definition] = await connection.query<RowDataPacket[]>(`SHOW CREATE TABLE ${TEMPLATE}.${name}`)
    statements.push(String(definition[0]?.['Create Table']))
    const [rows] = await connection.query<RowDataPacket[]>(`SELECT 1 FROM ${TEMPLATE}.${name} LIMIT 1`)
    if (rows.length > 0) statements.push(`INSERT INTO ${name} SELECT * FROM ${TEMPLATE}.${name}`)
  }
  return statements.join(';\n')
}
