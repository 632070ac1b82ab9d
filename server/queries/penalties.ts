import type { Transaction } from 'sequelize'
import { BREACH_KINDS, type BreachKind } from '#shared/domain/breaches.ts'
import { findRows, type Database } from '../database/database.ts'

/** In yuan by kind of breach. */
export type PenaltyAmounts = Record<BreachKind, number>

/** What each kind of breach costs; 0 where nothing is configured. @param lock keeps who changes them taking turns */
export async function loadPenalties({ tables }: Database, transaction: Transaction | null = null, { lock = false } = {}): Promise<PenaltyAmounts> {
  const rows = await findRows(tables.penalties, {}, { transaction, lock })
  const configured = new Map(rows.map(({ breach, amount }) => [breach, amount]))
  return Object.fromEntries(BREACH_KINDS.map((kind) => [kind, configured.get(kind) ?? 0])) as PenaltyAmounts
}
