import type { Transaction } from 'sequelize'
import { DEFAULT_QUIET_HOURS, type QuietHours } from '#shared/domain/channels/quietHours.ts'
import type { OutsideChannel } from '#shared/domain/notices.ts'
import { findRow, type Database } from '../database/database.ts'
import type { ChannelRow } from '../models/index.ts'

/** How a channel is configured now. */
export interface ChannelSettings {
  channel: OutsideChannel
  enabled: boolean
  url: string | null
  sealedSecret: string | null
  quietHours: QuietHours | null
  changedBy: number | null
  changedAt: Date | null
}

/** A channel that can send; the others are off, and say so. */
export type SendingChannel = ChannelSettings & { url: string; sealedSecret: string }

export const isOn = (settings: ChannelSettings): settings is SendingChannel => settings.enabled && isConfigured(settings)

export const isConfigured = (settings: ChannelSettings): settings is SendingChannel => settings.url !== null && settings.sealedSecret !== null

/** The settings that a row stands for; without a row nothing is configured. */
export function settingsOf(channel: OutsideChannel, row: ChannelRow | null): ChannelSettings {
  return {
    channel, enabled: row?.enabled ?? false, url: row?.url ?? null, sealedSecret: row?.secret ?? null,
    quietHours: row?.options ? row.options.quietHours : DEFAULT_QUIET_HOURS[channel], changedBy: row?.changedBy ?? null, changedAt: row?.changedAt ?? null,
  }
}

export const loadSettings = async ({ tables }: Database, channel: OutsideChannel, transaction: Transaction | null = null): Promise<ChannelSettings> =>
  settingsOf(channel, await findRow(tables.channels, { channel }, { transaction }))
