import { z } from './zod.ts'
import { CONTENT_MAX_LENGTH } from '../domain/ticket/operations.ts'
import { TICKET_TYPES } from '../domain/ticket/types.ts'
import { text, ticketNo } from './common.ts'
import { newCustomer } from './ticket.ts'

/** A customer's own report (自助报修) from another program: a service ticket without level unless it says otherwise. */
export const intakeBody = z.strictObject({ customer: newCustomer, content: text(CONTENT_MAX_LENGTH), type: z.enum(TICKET_TYPES).default('service') })
export type Intake = z.infer<typeof intakeBody>
export const intakeAnswer = z.object({ no: ticketNo })
