import { describe, expect, it } from 'vitest'
import { AUDIENCES, CHANNELS, NOTICES } from '#shared/domain/notices.ts'
import { TICKET_EVENTS, type TicketEvent } from '#shared/domain/ticket/effects.ts'

/** The table of messages: events, who hears of them, through which channels. */
const TABLE: [events: TicketEvent[], audiences: string, channels: string][] = [
  [['submitted'], 'mall_handlers', 'sms app in_app'],
  [['handed_back'], 'mall_handlers', 'app in_app'],
  [['reply_due_soon', 'resolve_due_soon'], 'mall_handlers', 'sms app in_app'],
  [['reply_overdue', 'resolve_overdue'], 'mall_handlers department', 'sms app oa in_app'],
  [['return_decided', 'visit_decided', 'closure_decided'], 'requester mall_handlers', 'app in_app'],
  [['survey_breach', 'dissatisfied'], 'mall_handlers department', 'app oa in_app'],
  [['return_requested', 'visit_requested', 'closure_requested'], 'approvers', 'in_app desktop'],
  [['replied', 'resolved', 'closed'], 'creator call_center', 'in_app'],
  [['assist_assigned'], 'assistants', 'app in_app'],
]
const SILENT: TicketEvent[] = [
  'created', 'feedback_added', 'cancelled', 'evaluated', 'escalated', 'assist_replied', 'patched', 'withdrawn_breaches', 'survey_due', 'survey_recorded', 'deadlines_recomputed',
]

describe('messages', () => {
  it.each(TABLE)('of %j go to %s by %s', (events, audiences, channels) => {
    for (const event of events) expect(NOTICES[event]).toEqual({ audiences: audiences.split(' '), channels: channels.split(' ') })
  })

  it('are sent of no other event', () => {
    expect(Object.keys(NOTICES).sort()).toEqual(TABLE.flatMap(([events]) => events).sort())
    expect([...TABLE.flatMap(([events]) => events), ...SILENT].sort()).toEqual([...TICKET_EVENTS].sort())
  })

  it('use every audience and channel there is', () => {
    const notices = Object.values(NOTICES)
    expect(new Set(notices.flatMap(({ audiences }) => audiences))).toEqual(new Set(AUDIENCES))
    expect(new Set(notices.flatMap(({ channels }) => channels))).toEqual(new Set(CHANNELS))
  })
})
