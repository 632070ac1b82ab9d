import type { Handlers } from './handler.ts'
import { approvalHandlers } from './routes/approvals.ts'
import { attachmentHandlers } from './routes/attachments.ts'
import { calendarHandlers } from './routes/calendar.ts'
import { callHandlers } from './routes/calls.ts'
import { channelHandlers } from './routes/channels.ts'
import { customerHandlers } from './routes/customers.ts'
import { downloadHandlers } from './routes/downloads.ts'
import { intakeHandlers } from './routes/intake.ts'
import { messageHandlers } from './routes/messages.ts'
import { referenceHandlers } from './routes/reference.ts'
import { sessionHandlers } from './routes/session.ts'
import { surveyHandlers } from './routes/surveys.ts'
import { ticketHandlers } from './routes/tickets.ts'

/** The whole interface: a handler for every row of the table of endpoints. */
export const handlers: Handlers = { ...sessionHandlers, ...customerHandlers, ...callHandlers, ...intakeHandlers, ...ticketHandlers, ...attachmentHandlers, ...downloadHandlers, ...approvalHandlers, ...surveyHandlers, ...messageHandlers, ...referenceHandlers, ...calendarHandlers, ...channelHandlers }
