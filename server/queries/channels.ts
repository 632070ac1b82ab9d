import { QueryTypes } from 'sequelize'
import { OUTSIDE_CHANNELS, type OutsideChannel } from '#shared/domain/notices.ts'
import { settingsOf, type ChannelSettings } from '../channels/settings.ts'
import { findRow, findRows, type Database } from '../database/database.ts'
import { namesOfUsers } from './users.ts'

/** A channel and how it fares. */
export interface ChannelStanding {
  settings: ChannelSettings
  waiting: number
  dead: number
  lastDeliveredAt: Date | null
  lastFailed: { at: Date; error: string } | null
  changedByName: string | null
}

/** Messages that wait, by channel; what waits to be addressed counts as one. */
export async function countWaiting({ sequelize }: Database): Promise<ReadonlyMap<string, number>> {
  const [dispatches, outbox] = await Promise.all(['dispatches', 'outbox'].map((table) => sequelize.query<{ channel: string; n: number }>(
    `SELECT channel, COUNT(*) AS n FROM ${table} WHERE channel IN ('in_app', 'desktop', 'sms', 'app', 'oa') AND state = 'waiting' GROUP BY channel`, { type: QueryTypes.SELECT })))
  const waiting = new Map<string, number>()
  for (const { channel, n } of [...dispatches!, ...outbox!]) waiting.set(channel, (waiting.get(channel) ?? 0) + Number(n))
  return waiting
}

async function standingOf(database: Database, settings: ChannelSettings, waiting: number): Promise<ChannelStanding> {
  const { dispatches } = database.tables
  const { channel, changedBy } = settings
  const [dead, delivered, failed, names] = await Promise.all([
    dispatches.model.count({ where: { channel, state: 'dead' } }),
    findRow(dispatches, { channel }, { attributes: ['doneAt'], order: [['doneAt', 'DESC']] }),
    findRow(dispatches, { channel }, { attributes: ['failedAt', 'lastError'], order: [['failedAt', 'DESC']] }),
    namesOfUsers(database, [changedBy]),
  ])
  return {
    settings, waiting, dead, lastDeliveredAt: delivered?.doneAt ?? null, changedByName: (changedBy !== null && names.get(changedBy)) || null,
    lastFailed: failed?.failedAt ? { at: failed.failedAt, error: failed.lastError ?? '' } : null,
  }
}

/** All channels, or those that are named, in their order. */
export async function listChannelStandings(database: Database, channels: readonly OutsideChannel[] = OUTSIDE_CHANNELS): Promise<ChannelStanding[]> {
  const [rows, waiting] = await Promise.all([findRows(database.tables.channels, { channel: [...channels] }), countWaiting(database)])
  const rowOf = new Map(rows.map((row) => [row.channel, row]))
  return Promise.all(channels.map((channel) => standingOf(database, settingsOf(channel, rowOf.get(channel) ?? null), waiting.get(channel) ?? 0)))
}
