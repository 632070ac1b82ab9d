import { createRequire } from 'node:module'
import type { HolidayData } from '#shared/domain/sla/calendar.ts'
import { findRow, updateRows, type Database } from '../database/database.ts'
import { runTransaction } from '../database/transaction.ts'
import { publicHolidayData } from './publicHolidays.ts'

/** Public-holiday data and the version of the package that it comes from. */
export interface VersionedHolidays {
  version: string
  data: HolidayData
}

/** The one row of the table. */
export const HOLIDAY_ROW = { id: 1 } as const

const packageVersion = (): string => (createRequire(import.meta.url)('chinese-days/package.json') as { version: string }).version

/** The data of the installed `chinese-days`. */
export const installedHolidays = (): VersionedHolidays => ({ version: packageVersion(), data: publicHolidayData() })

/** Numbers in a version compare as numbers: 1.10.0 is newer than 1.9.3; everything is newer than an empty one. */
export const isNewer = (version: string, than: string): boolean => version.localeCompare(than, 'en', { numeric: true }) > 0

/**
 * Gives the own public-holiday data to all servers where it is newer than what they have. Servers of two versions side by
 * side then use the same, the newest, and none undoes what the other has computed.
 * @returns whether it was newer
 */
export async function publishHolidays(database: Database, own: VersionedHolidays, now: Date): Promise<boolean> {
  const { holidayData } = database.tables
  const known = await findRow(holidayData, HOLIDAY_ROW, { attributes: ['version'] })
  if (known && !isNewer(own.version, known.version)) return false
  return runTransaction(database, async (transaction) => {
    const locked = await findRow(holidayData, HOLIDAY_ROW, { transaction, lock: true, attributes: ['version'] })
    if (!locked || !isNewer(own.version, locked.version)) return false
    await updateRows(holidayData, { version: own.version, data: own.data, takenAt: now }, HOLIDAY_ROW, transaction)
    return true
  })
}
