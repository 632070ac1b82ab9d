import { intakeTicket } from '../../commands/intakeTicket.ts'
import { runCommand } from '../../commands/unit.ts'
import type { Handlers } from '../handler.ts'

export const intakeHandlers = {
  intake: async ({ caller, validateBody, services }) =>
    runCommand(services, caller, 201, (unit) => intakeTicket(unit, validateBody()), async (no) => ({ no })),
} satisfies Pick<Handlers, 'intake'>
