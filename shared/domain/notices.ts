import type { TicketEvent } from './ticket/effects.ts'

/** Groups of people who hear of an event; the server turns them into persons when it delivers. */
export const AUDIENCES = ['mall_handlers', 'department', 'requester', 'approvers', 'creator', 'call_center', 'assistants'] as const
export type Audience = (typeof AUDIENCES)[number]

export const CHANNELS = ['in_app', 'desktop', 'sms', 'app', 'oa'] as const
export type Channel = (typeof CHANNELS)[number]
/** The channels that leave the program: HTTP endpoints that an administrator configures. */
export const OUTSIDE_CHANNELS = ['sms', 'app', 'oa'] as const satisfies readonly Channel[]
export type OutsideChannel = (typeof OUTSIDE_CHANNELS)[number]

export interface Notice {
  audiences: readonly Audience[]
  channels: readonly Channel[]
}

/** Who hears of which event through which channel (`notices.md`); events that are not here are for statistics alone. */
export const NOTICES: Partial<Record<TicketEvent, Notice>> = {
  submitted: { audiences: ['mall_handlers'], channels: ['sms', 'app', 'in_app'] },
  handed_back: { audiences: ['mall_handlers'], channels: ['app', 'in_app'] },
  reply_due_soon: { audiences: ['mall_handlers'], channels: ['sms', 'app', 'in_app'] },
  resolve_due_soon: { audiences: ['mall_handlers'], channels: ['sms', 'app', 'in_app'] },
  reply_overdue: { audiences: ['mall_handlers', 'department'], channels: ['sms', 'app', 'oa', 'in_app'] },
  resolve_overdue: { audiences: ['mall_handlers', 'department'], channels: ['sms', 'app', 'oa', 'in_app'] },
  return_decided: { audiences: ['requester', 'mall_handlers'], channels: ['app', 'in_app'] },
  visit_decided: { audiences: ['requester', 'mall_handlers'], channels: ['app', 'in_app'] },
  closure_decided: { audiences: ['requester', 'mall_handlers'], channels: ['app', 'in_app'] },
  survey_breach: { audiences: ['mall_handlers', 'department'], channels: ['app', 'oa', 'in_app'] },
  dissatisfied: { audiences: ['mall_handlers', 'department'], channels: ['app', 'oa', 'in_app'] },
  return_requested: { audiences: ['approvers'], channels: ['in_app', 'desktop'] },
  visit_requested: { audiences: ['approvers'], channels: ['in_app', 'desktop'] },
  closure_requested: { audiences: ['approvers'], channels: ['in_app', 'desktop'] },
  replied: { audiences: ['creator', 'call_center'], channels: ['in_app'] },
  resolved: { audiences: ['creator', 'call_center'], channels: ['in_app'] },
  closed: { audiences: ['creator', 'call_center'], channels: ['in_app'] },
  assist_assigned: { audiences: ['assistants'], channels: ['app', 'in_app'] },
}
