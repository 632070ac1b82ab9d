import { Op, type Transaction } from 'sequelize'
import { findRow, insertRow, updateRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'

/** What the settings say about the demonstration data of this database. */
type DemoState = 'absent' | 'begun' | 'complete'

const MARKER = 'demo'

export async function demoState({ tables }: Database): Promise<DemoState> {
  const marker = await findRow(tables.settings, { name: MARKER })
  if (!marker) return 'absent'
  return marker.value === 'complete' ? 'complete' : 'begun'
}

export const markBegun = async ({ tables }: Database, now: Date, transaction: Transaction): Promise<void> => {
  await insertRow(tables.settings, { name: MARKER, value: 'begun', changedAt: now }, transaction)
}

export const markComplete = async ({ tables }: Database, now: Date, transaction: Transaction): Promise<void> => {
  await updateRows(tables.settings, { value: 'complete', changedAt: now }, { name: MARKER }, transaction)
}

/**
 * Removes what an interrupted load has left, with its marker, in one transaction. Only for a database whose marker says
 * that the load was begun and not completed: then nobody has worked with it, for the server listens after the load.
 * @throws Error where the marker says anything else; nothing is removed then
 */
export async function removeInterruptedLoad(database: Database): Promise<void> {
  const { tables } = database
  await runTransaction(database, async (transaction) => {
    const marker = await findRow(tables.settings, { name: MARKER }, { transaction, lock: true })
    if (marker?.value !== 'begun') throw new Error('only an interrupted load of demonstration data may be removed')
    // What others refer to goes last.
    const last = [tables.tickets, tables.customers, tables.users, tables.organisations]
    const first = Object.values(tables).filter((table) => table.name !== tables.settings.name && !last.some(({ name }) => name === table.name))
    for (const { name } of [...first, ...last]) await database.sequelize.query(`DELETE FROM ${name}`, { transaction })
    await tables.settings.model.destroy({ where: { name: { [Op.eq]: MARKER } }, transaction })
  })
}
