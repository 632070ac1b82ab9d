import { foldAll } from '#server/counts/fold.ts'
import { connectDatabase } from '#server/database/database.ts'

// A server that only adds up, in a process of its own, to be killed.
const database = connectDatabase(process.env['TEST_DATABASE_URL'] ?? '')
await foldAll(database)
process.stdout.write('folded\n')
await database.sequelize.close()
