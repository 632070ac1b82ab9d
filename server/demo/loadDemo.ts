import { QueryTypes } from 'sequelize'
import { recount } from '../counts/recount.ts'
import { findRow, findRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import type { CurrentUser } from '../caller.ts'
import type { Services } from '../services.ts'
import { loadCurrentUser } from '../session/currentUser.ts'
import { makeCustomers } from './customers.ts'
import { fireUntil } from './fireUntil.ts'
import { markOlderRead, settleOutbox } from './finish.ts'
import { demoState, markBegun, markComplete, removeInterruptedLoad } from './marker.ts'
import { createMoments, plusDays } from './moments.ts'
import { accountKey, DEMO_ORGANISATIONS } from './organisations.ts'
import { performPlans } from './performPlans.ts'
import { seededRandom } from './random.ts'
import { otherCalls, plannedCalls, seedCalls } from './seedCalls.ts'
import { seedCustomers } from './seedCustomers.ts'
import { seedLists, seedOrganisations } from './seedOrganisations.ts'
import { writeBook } from './stories/storyBook.ts'

/** Every database gets the same data for the same present moment. */
const SEED = 20_260_922
/** The demonstration's organisations are this much older than its tickets' present, in days. */
const FOUNDED_DAYS_AGO = 900
const LOCK = 'gongdan_demo'
/** Another server's load takes a few seconds. */
const LOCK_SECONDS = 120

/** `loaded`: now; `present`: by an earlier start; `refused`: the database holds data that is no demonstration's. */
export type DemoOutcome = 'loaded' | 'present' | 'refused'

/**
 * Loads the demonstration data into an empty database: organisations, accounts, lists, customers, and two months of
 * tickets made with the program's own commands up to `services.clock.now()`. A load that was interrupted is removed and
 * done again; a database with any other data is left alone. Servers starting at once take turns.
 * @param progress takes one line after another for whoever waits
 */
export function loadDemo(services: Services, progress: (line: string) => void): Promise<DemoOutcome> {
  const { sequelize } = services.database
  return sequelize.transaction(async (transaction) => {
    // The named lock belongs to this transaction's connection; the load itself uses others.
    const [lock] = await sequelize.query<{ taken: number | null }>('SELECT GET_LOCK(?, ?) AS taken', { replacements: [LOCK, LOCK_SECONDS], transaction, type: QueryTypes.SELECT })
    if (lock?.taken !== 1) throw new Error('another server has been loading demonstration data for too long')
    try {
      return await loadWhereEmpty(services, progress)
    } finally {
      await sequelize.query('SELECT RELEASE_LOCK(?)', { replacements: [LOCK], transaction })
    }
  })
}

async function loadWhereEmpty(services: Services, progress: (line: string) => void): Promise<DemoOutcome> {
  const { database } = services
  const state = await demoState(database)
  if (state === 'complete') return 'present'
  if (state === 'begun') {
    progress('demonstration data: removing what an interrupted load has left')
    await removeInterruptedLoad(database)
  }
  if (await findRow(database.tables.organisations, {}, { attributes: ['id'] })) return 'refused'
  await load(services, progress)
  return 'loaded'
}

async function load(services: Services, progress: (line: string) => void): Promise<void> {
  const { database, timeZone } = services
  const random = seededRandom(SEED)
  const moments = createMoments(services.clock.now(), await services.calendar(), random)
  const { present } = moments
  const founded = plusDays(present, -FOUNDED_DAYS_AGO)
  progress('demonstration data: organisations, accounts and lists')
  await runTransaction(database, async (transaction) => {
    await markBegun(database, present, transaction)
    await seedOrganisations(database, founded, transaction)
    await seedLists(database, founded, transaction)
  })
  const users = await demoUsers(database, present)
  const customers = makeCustomers(random, present, timeZone)
  const { plans } = writeBook(random, moments, customers)
  const calls = [...plannedCalls(plans), ...otherCalls(random, moments, customers)]
  progress(`demonstration data: ${customers.length} customers`)
  const userIds = new Map([...users].map(([key, { id }]) => [key, id]))
  const { customerIds, callIds } = await runTransaction(database, async (transaction) => {
    const ids = await seedCustomers(database, customers, transaction)
    return { customerIds: ids, callIds: await seedCalls(database, calls, ids, userIds, transaction) }
  })
  let reported = 0
  await performPlans({ services, users, customerIds, callIds }, plans, (count) => {
    if (count < reported + TICKETS_PER_LINE && count < plans.length || count === reported) return
    reported = count
    progress(`demonstration data: ${count} of ${plans.length} tickets`)
  })
  await fireUntil(services, present)
  await runTransaction(database, async (transaction) => {
    await markOlderRead(database, users.values(), present, transaction)
    await settleOutbox(database, present, transaction)
  })
  // What was marked as read at one go is not counted yet.
  await recount(database, timeZone)
  await runTransaction(database, (transaction) => markComplete(database, present, transaction))
}

const TICKETS_PER_LINE = 40

/** The demonstration's accounts as the commands know their callers. */
async function demoUsers(database: Database, present: Date): Promise<Map<string, CurrentUser>> {
  const { tables } = database
  const organisations = await findRows(tables.organisations, {}, { attributes: ['id', 'code'] })
  const idOf = new Map(organisations.map(({ code, id }) => [code, id]))
  const users = new Map<string, CurrentUser>()
  for (const { code, users: accounts } of DEMO_ORGANISATIONS) {
    for (const { account } of accounts) {
      const row = await findRow(tables.users, { organisationId: idOf.get(code), account }, { attributes: ['id'] })
      const user = row && (await loadCurrentUser(database, row.id, present))
      if (user) users.set(accountKey(code, account), user)
    }
  }
  return users
}
