import type { Intake } from '#shared/contract/intake.ts'
import { writeTicket } from './createTicket.ts'
import type { Unit } from './unit.ts'

/**
 * 自助报修: a customer's own report waits for the call center (`workflow.md`, `transitions.csv`: new, intake).
 * @returns the number of the ticket
 */
export async function intakeTicket(unit: Unit, { customer, content, type }: Intake): Promise<string> {
  const { row } = await writeTicket(unit, {
    type, level: 'none', customer, submit: false, feedback: { content, causeCode: null, channel: 'self_service', calledAt: unit.now.toISOString() },
  }, { operation: 'intake', role: 'customer', source: 'self_service' })
  return row.no
}
