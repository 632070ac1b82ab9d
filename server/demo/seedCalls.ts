import { Op, type Transaction } from 'sequelize'
import { findRows, insertRows, type Database } from '../database/database.ts'
import type { DemoCustomer } from './customers.ts'
import { plusDays, plusMs, type Moments } from './moments.ts'
import { accountKey } from './organisations.ts'
import type { Random } from './random.ts'
import type { PlannedCall, TicketPlan } from './stories/plan.ts'

/** Calls about which no ticket was written: questions answered at once, calls nobody took. */
const CALLS_WITHOUT_TICKET = 36
const MISSED_SHARE = 0.25

type CallWithoutTicket = Omit<PlannedCall, 'answeredAt'> & { answeredAt: Date | null }

export const plannedCalls = (plans: readonly TicketPlan[]): PlannedCall[] =>
  plans.flatMap(({ steps }) => steps.flatMap((step) => (step.kind !== 'patch' && step.call ? [step.call] : [])))

/** Draws calls that led to no ticket. */
export function otherCalls(random: Random, moments: Moments, customers: readonly DemoCustomer[]): CallWithoutTicket[] {
  return Array.from({ length: CALLS_WITHOUT_TICKET }, (_, index) => {
    const customer = random.pick(customers)
    const ringingAt = moments.between(plusDays(moments.present, -60), plusMs(moments.present, -600_000), 'hotline')
    const answeredAt = random.chance(MISSED_SHARE) ? null : plusMs(ringingAt, random.whole(3, 20) * 1000)
    return {
      externalId: `demo-other-${index + 1}`, phone: random.pick(customer.phones), agentAccount: random.pick(['agent', 'agent2']), customer, ringingAt, answeredAt,
      endedAt: plusMs(answeredAt ?? ringingAt, random.whole(20, 300) * 1000),
    }
  })
}

/**
 * Writes calls as the telephone system reported them; the commands link them to tickets. There is no recording behind them.
 * @returns ids by external id
 */
export async function seedCalls(
  { tables }: Database, calls: readonly CallWithoutTicket[], customerIds: readonly number[], userIds: ReadonlyMap<string, number>, transaction: Transaction,
): Promise<Map<string, number>> {
  const inOrder = [...calls].sort((one, other) => one.ringingAt.getTime() - other.ringingAt.getTime())
  await insertRows(tables.calls, inOrder.map(({ externalId, phone, agentAccount, customer, ringingAt, answeredAt, endedAt }) => ({
    externalId, phone, agentAccount, line: agentAccount === 'agent' ? '1 号线' : '2 号线', agentUserId: userIds.get(accountKey('HQ', agentAccount)) ?? null,
    customerId: customerIds[customer.key] ?? null, ticketId: null, ringingAt, answeredAt, endedAt, recordingUrl: null, createdAt: ringingAt,
  })), transaction)
  const rows = await findRows(tables.calls, { externalId: { [Op.like]: 'demo-%' } }, { transaction, attributes: ['id', 'externalId'] })
  return new Map(rows.map(({ externalId, id }) => [externalId, id]))
}
