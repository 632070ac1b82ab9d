import { isOutsideNotice, type OutsideNotice } from '#shared/domain/channels/outsideNotices.ts'
import { templateErrors } from '#shared/domain/channels/template.ts'
import { findRow, insertRows, updateRows } from '../database/database.ts'
import { ApiError, invalid } from '../errors.ts'
import { permit } from '../permit.ts'
import { audit } from './audit.ts'
import type { Unit } from './unit.ts'

/** @throws ApiError `forbidden`; `not_found` for an event that this channel does not tell */
function requireNotice({ caller }: Unit, { event, channel }: OutsideNotice): void {
  permit(caller.user, 'administration')
  if (!isOutsideNotice(event, channel)) throw new ApiError('not_found')
}

/** Changes the words of a message from its next try on. @throws ApiError as {@link requireNotice}; `validation_failed` for an unknown placeholder */
export async function changeTemplate(unit: Unit, notice: OutsideNotice, text: string): Promise<void> {
  const { services: { database: { tables } }, transaction, caller, now } = unit
  requireNotice(unit, notice)
  const errors = templateErrors(text)
  if (errors.length > 0) throw invalid({ text: errors })
  const { event, channel } = notice
  await insertRows(tables.templates, [{ event, channel, text, changedAt: now, changedBy: caller.user.id }], transaction, { ignoreDuplicates: true })
  const before = await findRow(tables.templates, { event, channel }, { transaction, lock: true })
  await updateRows(tables.templates, { text, changedAt: now, changedBy: caller.user.id }, { event, channel }, transaction)
  await audit(unit, 'change_template', { event, channel, text, ...(before && before.text !== text ? { previous: before.text } : {}) })
}

/** Back to the program's own words. @throws ApiError as {@link requireNotice} */
export async function resetTemplate(unit: Unit, notice: OutsideNotice): Promise<void> {
  const { services: { database: { tables } }, transaction } = unit
  requireNotice(unit, notice)
  const { event, channel } = notice
  const before = await findRow(tables.templates, { event, channel }, { transaction, lock: true })
  if (!before) return
  await tables.templates.model.destroy({ where: { event, channel }, transaction })
  await audit(unit, 'reset_template', { event, channel, previous: before.text })
}
