import { Op } from 'sequelize'
import type { z } from 'zod'
import type { resendBody } from '#shared/contract/channel.ts'
import { OUTSIDE_CHANNELS, type OutsideChannel } from '#shared/domain/notices.ts'
import { isOn, loadSettings } from '../channels/settings.ts'
import { updateRows } from '../database/database.ts'
import { permit } from '../permit.ts'
import { audit } from './audit.ts'
import type { Unit } from './unit.ts'

export interface Resent {
  resent: number
  /** Named or meant, but their channel is off: they stay where they are instead of being skipped. */
  off: number
}

/**
 * Lets dead letters be tried again, all tries anew, with the ids that they had. What is not dead any more is passed over.
 * @throws ApiError `forbidden`
 */
export async function resendDeadLetters(unit: Unit, body: z.output<typeof resendBody>): Promise<Resent> {
  const { services: { database }, transaction, caller, now } = unit
  permit(caller.user, 'administration')
  const { dispatches } = database.tables
  const wanted = { state: 'dead' as const, ...(body.ids ? { id: body.ids.map(Number) } : {}) }
  const meant = body.channel ? [body.channel] : OUTSIDE_CHANNELS
  const on: OutsideChannel[] = []
  for (const channel of meant) if (isOn(await loadSettings(database, channel, transaction))) on.push(channel)
  const resent = await updateRows(dispatches, { state: 'waiting', attempts: 0, nextAttemptAt: now, diedAt: null }, { ...wanted, channel: on }, transaction)
  const off = await dispatches.model.count({ where: { ...wanted, channel: { [Op.in]: meant.filter((channel) => !on.includes(channel)) } }, transaction })
  if (resent > 0) await audit(unit, 'resend_dead_letters', { ...body, resent })
  return { resent, off }
}
