import { connectDatabase, type Database } from '#server/database/database.ts'
import { testedServer } from './servers.ts'

/** Address of the test's own database; empty where the tests run against a server that somebody else started. */
export const databaseUrl = (): string => testedServer().databaseUrl

/** For what no caller of the API can make happen at once: time that has passed. To be closed by the caller. */
export const openDatabase = (): Database => connectDatabase(databaseUrl(), { poolSize: 8 })
